"""The files: `compare/index.js`, `compare/of-<id>.js` with the whole history of an organization, `compare/in-<period>.js` with
all organizations of an issue.

A figure is its published text; a blank one is ``_``, one that there is none of is ``!`` and why; one that does not stand in
the issue at all is empty. Figures are joined by ``|``, which none of them holds. Addresses are given where they are not the
table, the organization and the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from yuebao.site.archive import Archive
from yuebao.site.compare.measures import TOTAL, Measure, Value, measures, values
from yuebao.site.pages.succession import breaks
from yuebao.site.script_text import assigned, called

BEGUN_WITH: Final = 2
"""Organizations that the page shows before a reader has chosen any."""
_Found = Mapping[tuple[int, int], Mapping[str, Value]]
"""The figures by measure and issue, then by organization."""


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every file."""
    declared = measures(archive)
    found = {
        (number, place): {value.organization: value for value in values(archive, edition, measure)}
        for number, measure in enumerate(declared)
        for place, edition in enumerate(archive.editions)
    }
    listed = [
        identity for identity in archive.registry.by_id if any(identity in group for group in found.values())
    ]
    yield "compare/index.js", assigned("window.yuebaoCompare", _index(archive, declared, found, listed))
    for identity in listed:
        yield (
            f"compare/of-{identity}.js",
            called("window.yuebaoHistory", identity, _history(archive, declared, found, identity)),
        )
    for place, edition in enumerate(archive.editions):
        yield (
            f"compare/in-{edition.name}.js",
            called("window.yuebaoIssue", edition.name, _issue(declared, found, listed, place)),
        )


def _index(
    archive: Archive, declared: Sequence[Measure], found: _Found, listed: Sequence[str]
) -> dict[str, Any]:
    """``organizations`` have the measures that any issue has of them, by their numbers; ``begin`` has, by measure and issue,
    the places of those to begin with, which have figures there."""
    kinds = archive.latest.organizations
    of = {identity: set[int]() for identity in listed}
    for (number, _), group in found.items():
        for identity in group:
            of[identity].add(number)
    entries = archive.registry.by_id
    places = {identity: place for place, identity in enumerate(listed)}
    return {
        "periods": [edition.name for edition in archive.editions],
        "kinds": [[kind.id, kind.title] for kind in kinds.kinds],
        "tables": {each.table: archive.tables[each.table].title for each in declared},
        "measures": [
            [each.key, each.table, each.title, each.unit, int(each.place), int(each.count)]
            for each in declared
        ],
        "organizations": [
            [identity, entries[identity].type, kinds.full_name(entries[identity]), sorted(of[identity])]
            for identity in listed
        ],
        "begin": [
            _run_together(
                _begun_with(each, found[number, place], places) for place in range(len(archive.editions))
            )
            for number, each in enumerate(declared)
        ],
    }


def _begun_with(measure: Measure, group: Mapping[str, Value], places: Mapping[str, int]) -> list[int]:
    """Whom the page begins with in an issue: the places of those with the largest figures, of a place the best ones, of equal
    ones those listed first. Figures in doubt come last."""
    found = [
        (value.doubtful, value.number if measure.place else -value.number, places[identity])
        for identity, value in group.items()
        if value.number is not None
    ]
    return [place for _, _, place in sorted(found)[:BEGUN_WITH]]


def _run_together(pairs: Iterable[list[int]]) -> list[list[Any]]:
    """Each value with how many issues in a row have it."""
    return [[value, len(list(run))] for value, run in groupby(pairs)]


def _history(archive: Archive, declared: Sequence[Measure], found: _Found, identity: str) -> dict[str, Any]:
    """By number of the measure: the figures of all issues, which of them have an erratum, unusual addresses; and what became
    of the organization."""
    rows: dict[int, Any] = {}
    for number, measure in enumerate(declared):
        own = [found[number, place].get(identity) for place in range(len(archive.editions))]
        if any(own):
            rows[number] = _packed(measure, own)
    told = [[each.month, each.words] for each in breaks(archive.registry, identity)]
    return {"rows": rows, "breaks": told}


def _issue(declared: Sequence[Measure], found: _Found, listed: Sequence[str], place: int) -> dict[int, Any]:
    """By number of the measure: the figures of all organizations of the index, likewise."""
    return {
        number: _packed(measure, [found[number, place].get(identity) for identity in listed])
        for number, measure in enumerate(declared)
        if found[number, place]
    }


def _packed(measure: Measure, own: Sequence[Value | None]) -> list[Any]:
    texts = "|".join("" if value is None else _text(value) for value in own)
    doubtful = [place for place, value in enumerate(own) if value is not None and value.doubtful]
    unusual = {
        place: value.anchor
        for place, value in enumerate(own)
        if value is not None and value.anchor != _anchor(measure, value.organization)
    }
    return [texts, doubtful, unusual] if unusual else [texts, doubtful]


def _text(value: Value) -> str:
    return f"!{value.nothing}" if value.nothing else value.text or "_"


def _anchor(measure: Measure, identity: str) -> str:
    """The usual address of a figure, which the script puts together likewise."""
    table, _, column = measure.key.rpartition(".")
    return f"{table}.{TOTAL}.{identity}" if not measure.column else f"{table}.{identity}.{column}"
