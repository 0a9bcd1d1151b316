"""Doubts of many issues by their kind, each kind with what would settle it: a pattern, another word for a column, an alias
or a rename of an organization, or the time since which a table is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from yuebao.importing.compact_text import squeeze, squeezed
from yuebao.importing.pattern_proposals import known_pattern, sentence_pattern
from yuebao.importing.sentences import is_derived, is_known
from yuebao.model.doubt import Doubt
from yuebao.model.period import month_name, order_of, period
from yuebao.schema.layout import Layout

_FIGURE: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?")
_QUOTED: Final = re.compile("“[^”]*”|《[^》]*》")
_NO_COLUMN: Final = re.compile("表头里没有 “([^”]+)”，")
_NEW_COLUMN: Final = re.compile("表里没有“([^”]+)”这一列")
_TABLE: Final = re.compile("《([^》]+)》")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the registry lacks, and the one that it is likest to."""

    name: str
    likest: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one issue leaves open."""

    month: str
    doubts: tuple[Doubt, ...]
    unknown: tuple[Unknown, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Doubts of one kind in the issues ``months``, ``count`` in all: what they say, the first of them, and what would
    settle them: under which key of the proposals, and what."""

    words: str
    example: str
    months: tuple[str, ...]
    count: int
    key: str = ""
    proposal: Any = None


def grouped(issues: Sequence[Told], layout: Layout, names: Iterable[str]) -> tuple[Group, ...]:
    """The kinds, those of most issues first. ``layout`` is the newest of these issues; ``names`` are those registered."""
    names = tuple(names)
    kinds: dict[tuple[str, str], list[tuple[str, Doubt]]] = defaultdict(list)
    for issue in issues:
        for doubt in issue.doubts:
            for part in _parts(doubt, layout):
                kinds[_kind(part)].append((issue.month, part))
    found = list(_merged(_group(words, members, layout, names) for (words, _), members in kinds.items()))
    found += _unknown_names(issues)
    found += _absent_tables(issues, layout)
    return tuple(
        sorted(found, key=lambda group: (-len(group.months), -group.count, group.words, group.example))
    )


def _parts(doubt: Doubt, layout: Layout) -> Iterator[Doubt]:
    """The doubt, of a paragraph each of its sentences that nobody knows."""
    if _is_about_a_table(doubt) or "“" in doubt.reason or "。" not in doubt.read:
        yield doubt
        return
    form = layout.intake
    for part in squeeze(doubt.read).sentences():
        if not is_known(part.text, form) and not is_derived(part.text, form):
            yield replace(doubt, read=part.whole)


def _merged(groups: Iterable[Group]) -> Iterator[Group]:
    """Groups that the same would settle are one."""
    found: dict[str, Group] = {}
    for group in groups:
        key = f"{group.key} {group.proposal}"
        if not group.key or key not in found:
            found[key if group.key else str(len(found))] = group
            continue
        other = found[key]
        months = tuple(sorted({*other.months, *group.months}, key=order_of))
        found[key] = replace(other, months=months, count=other.count + group.count)
    yield from found.values()


def _is_about_a_table(doubt: Doubt) -> bool:
    return bool(doubt.cell) or "格" in doubt.reason or "列" in doubt.reason or "｜" in doubt.read


def _kind(doubt: Doubt) -> tuple[str, str]:
    """Why it is told, figures and names left out; of a line that nobody knows its words too."""
    reason = _QUOTED.sub("“…”", _FIGURE.sub("#", doubt.reason))
    same = "" if "“…”" in reason or "格" in reason else _FIGURE.sub("#", squeezed(doubt.read))
    if _NO_COLUMN.search(doubt.reason) or _NEW_COLUMN.search(doubt.reason):
        same = doubt.reason + (doubt.read if _NO_COLUMN.search(doubt.reason) else "")
    return reason, same


def _group(words: str, members: Sequence[tuple[str, Doubt]], layout: Layout, names: Sequence[str]) -> Group:
    doubts = [doubt for _, doubt in members]
    months = tuple(sorted({month for month, _ in members}, key=order_of))
    key, proposal = _proposal(doubts, layout, names)
    return Group(words or "读文件时的注意", doubts[0].told, months, len(doubts), key, proposal)


def _proposal(doubts: Sequence[Doubt], layout: Layout, names: Sequence[str]) -> tuple[str, Any]:
    first = doubts[0]
    if match := _NO_COLUMN.search(first.reason):
        return _alias(first, match[1], layout)
    if _is_about_a_table(first) or "“" in first.reason:
        return "", None
    reads = [doubt.read for doubt in doubts]
    if (sentence := sentence_pattern(reads, layout.intake)) is not None:
        return "sentences", {
            "table": sentence.table,
            **({"values": dict(sentence.values)} if sentence.values else {}),
            "pattern": sentence.pattern,
        }
    pattern = known_pattern(reads, names)
    return ("known", pattern) if pattern and first.reason else ("", None)


def _alias(doubt: Doubt, column: str, layout: Layout) -> tuple[str, Any]:
    """The other word for a column, where the header has one word that no column bears and lacks one column: the reader
    has put it among the alternatives."""
    title = _TABLE.search(doubt.read)
    table = next((name for name, schema in layout.tables.items() if title and schema.title == title[1]), "")
    if not table or len(doubt.alternatives) != 1:
        return "", None
    return "headers", {"table": table, "column": column, "also": list(doubt.alternatives)}


def _unknown_names(issues: Sequence[Told]) -> Iterator[Group]:
    """A name that only later issues have, in the place of one that only earlier ones have, is a rename; any other an alias
    of the likest."""
    found: dict[Unknown, list[str]] = defaultdict(list)
    for issue in issues:
        for unknown in dict.fromkeys(issue.unknown):
            found[unknown].append(issue.month)
    for unknown, listed in found.items():
        months = tuple(sorted(listed, key=order_of))
        others = [issue.month for issue in issues if issue.month not in months]
        since = months[0]
        after = [month for month in others if order_of(month) > order_of(since)]
        before = [month for month in others if order_of(month) < order_of(since)]
        key, proposal = "", None
        if unknown.likest:
            later = before and not after and len(months) > 1
            key = "renames" if later else "aliases"
            proposal = (
                {"old": unknown.likest, "new": unknown.name, "from": month_name(period(since).first)}
                if later
                else {"name": unknown.likest, "also": unknown.name}
            )
        example = f"单位登记册里没有“{unknown.name}”" + (
            f"，最接近的是“{unknown.likest}”" if unknown.likest else ""
        )
        yield Group("单位登记册里没有的名称", example, months, len(months), key, proposal)


def _absent_tables(issues: Sequence[Told], layout: Layout) -> Iterator[Group]:
    """Tables that every issue before some period lacks, and every one since has."""
    tables: Mapping[str, list[str]] = {
        name: [issue.month for issue in issues if name in issue.absent] for name in layout.tables
    }
    for name, listed in tables.items():
        months = tuple(sorted(listed, key=order_of))
        having = sorted((issue.month for issue in issues if issue.month not in months), key=order_of)
        if not months:
            continue
        early = bool(having) and len(months) > 1 and order_of(months[-1]) < order_of(having[0])
        proposal = {"table": name, "since": having[0]} if early else None
        example = f"没有《{layout.tables[name].title}》"
        yield Group("文件里没有的表", example, months, len(months), "since" if early else "", proposal)
