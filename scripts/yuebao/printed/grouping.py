"""The items of an attachment in groups, as every form of the report prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """The groups in the order of the scores in the ranking, equal scores as first entered, whatever the order in which
    the items were entered; who is not ranked follows. Within a group the items stand as they were entered. None for a
    form without groups; no scores where the ranking was not published or the score is left of a draft. The report of July 2020 lists two windows of 102.5 the other way round than its ranking does.
    """
    if form.grouped is None:
        return ()
    table, ranking = scope.tables[form.table], scope.tables.get(form.grouped.ranking.table)
    ranked = {} if ranking is None else scope.identities(ranking)
    names = table.texts[form.grouped.by]
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name, []).append(row)
    scores = () if ranking is None else ranking.texts[form.grouped.ranking.score]
    left = (
        set()
        if ranking is None
        else {row for row, name in ranking.left if name == form.grouped.ranking.score}
    )
    first = {score: place for place, score in reversed(list(enumerate(scores)))}
    places = {name: ranked.get(scope.identity(table, own[0]) or "") for name, own in rows.items()}
    ordered = sorted(rows, key=lambda name: _order(places[name], scores, first))
    return tuple(
        ItemGroup(
            number,
            name,
            "" if (place := places[name]) is None or place in left else scores[place],
            tuple(rows[name]),
        )
        for number, name in enumerate(ordered, 1)
    )


def _order(place: int | None, scores: Sequence[str], first: Mapping[str, int]) -> int:
    """The first place of the score, past all places for who is not ranked."""
    return len(scores) if place is None else first[scores[place]]
