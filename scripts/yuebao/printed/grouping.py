"""The items of an attachment in groups, as every form of the report prints them."""

from __future__ import annotations

from dataclasses import dataclass

from yuebao.rules.scope import Scope
from yuebao.schema.report_form import AttachmentForm


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The rows of one name: its place among the groups, from 1, and its score, empty when it is not ranked."""

    place: int
    name: str
    score: str
    rows: tuple[int, ...]


def item_groups(form: AttachmentForm, scope: Scope) -> tuple[ItemGroup, ...]:
    """The groups in the order of the ranking, whatever the order in which the items were entered; who is not ranked
    follows, as first entered. Within a group the items stand as they were entered. None for a form without groups.
    """
    if form.grouped is None:
        return ()
    table, ranking = scope.tables[form.table], scope.tables[form.grouped.ranking.table]
    ranked = scope.identities(ranking)
    names = table.texts[form.grouped.by]
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name, []).append(row)
    places = {name: ranked.get(scope.identity(table, own[0]) or "") for name, own in rows.items()}
    ordered = sorted(rows, key=lambda name: _last(places[name], len(ranking)))
    scores = ranking.texts[form.grouped.ranking.score]
    return tuple(
        ItemGroup(number, name, "" if (place := places[name]) is None else scores[place], tuple(rows[name]))
        for number, name in enumerate(ordered, 1)
    )


def _last(place: int | None, ranked: int) -> int:
    return ranked if place is None else place
