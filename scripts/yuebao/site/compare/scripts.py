"""The files: `compare/index.js`, `compare/of-<id>.js` with the whole history of an organization, `compare/in-<period>.js` with
all organizations of an issue.

A figure is its published text; a blank one is ``_``, one that there is none of is ``!`` and why; one that does not stand in
the issue at all is empty. Figures are joined by ``|``, which none of them holds. Addresses are given where they are not the
table, the organization and the column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yuebao.site.archive import Archive
from yuebao.site.compare.measures import TOTAL, Measure, Value, measures, values
from yuebao.site.pages.succession import breaks
from yuebao.site.script_text import assigned, called

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
    """``organizations`` have the measures that any issue has of them, by their numbers."""
    kinds = archive.latest.organizations
    of = {identity: set[int]() for identity in listed}
    for (number, _), group in found.items():
        for identity in group:
            of[identity].add(number)
    entries = archive.registry.by_id
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
    }


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
