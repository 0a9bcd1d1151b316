"""How far the figures of an issue were checked, in words for its page and for the documents made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from yuebao.model.issue import ARCHIVE_NOTE
from yuebao.model.period import is_period, title_of
from yuebao.model.trust import Checked, Trust
from yuebao.schema.table_schema import TableSchema

_COUNTED: Final = (
    (Trust.SOURCE, "{} 个与原件所印的逐格相同"),
    (Trust.RULES, "{} 个没有原件可对照，合乎读到它的每一条规则"),
    (Trust.EXPLAINED, "{} 个存疑，都说明了原因"),
    (Trust.NOTHING, "{} 个没有规则可核，也没有原件可对照"),
)
_AT_MOST: Final = "≤"
_LISTED: Final = (
    (Trust.RULES, "没有原件可对照、只由规则核验的"),
    (Trust.NOTHING, "没有原件可对照、也没有规则可核的"),
)
_TOLD_ELSEWHERE: Final = {Trust.EXPLAINED.value, Trust.ABSENT.value}


def expected_words(expected: str | None) -> str:
    """What a figure should be, for who does not read signs: `空白`, `不超过 0`, `392`; a month as people call it."""
    if not expected:
        return "空白"
    if "-" in expected and is_period(expected):
        return title_of(expected)
    return f"不超过 {expected.removeprefix(_AT_MOST)}" if expected.startswith(_AT_MOST) else expected


def due(expected: str | None) -> str:
    """The same in a sentence: `应不超过 0`, `应为 392`."""
    words = expected_words(expected)
    return f"应{words}" if expected and expected.startswith(_AT_MOST) else f"应为 {words}"


def summary(checked: Checked) -> str:
    """`本期各表 1202 个数字：1181 个与原件所印的逐格相同，21 个存疑，都说明了原因`; empty of a draft. What is none is not said."""
    return summary_of([checked], "本期各表")


def summary_of(issues: Iterable[Checked], tables: str) -> str:
    """The same of several issues, whose ``tables`` are called so."""
    counts = dict.fromkeys((trust for trust, _ in _COUNTED), 0)
    for checked in issues:
        for trust in counts:
            counts[trust] += checked.count(trust)
    parts = [words.format(counts[trust]) for trust, words in _COUNTED if counts[trust]]
    return f"{tables} {sum(counts.values())} 个数字：{'；'.join(parts)}" if parts else ""


def unproven_notes(checked: Checked, schemas: Mapping[str, TableSchema]) -> Iterator[str]:
    """A line on the figures that only rules speak of, and one on those that nothing speaks of, by table and column; none
    where a document proves everything."""
    for trust, words in _LISTED:
        places = list(_places(checked, schemas, trust))
        if places:
            yield f"{words}：{'；'.join(places)}"


def archive_notes(checked: Checked, schemas: Mapping[str, TableSchema]) -> tuple[str, ...]:
    """Both for a workbook, with what the colours behind cells mean; nothing of a draft."""
    if not checked.columns:
        return ()
    colours = [
        f"底色{colour}的存疑" if trust is Trust.EXPLAINED else f"底色{colour}的没有规则可核"
        for trust, colour in ((Trust.EXPLAINED, "浅橙"), (Trust.NOTHING, "浅灰"))
        if checked.count(trust)
    ]
    lines = [
        f"{summary(checked)}。{'，'.join(colours)}{'。' * bool(colours)}",
        *unproven_notes(checked, schemas),
    ]
    return tuple(f"{ARCHIVE_NOTE}：{line}" for line in lines)


def _places(checked: Checked, schemas: Mapping[str, TableSchema], trust: Trust) -> Iterator[str]:
    """`《表》的“甲”、“乙”（1 格）`; a table of which every figure is meant, but for those
    of which something else is said, has no columns."""
    for name, schema in schemas.items():
        columns = {column: found for (table, column), found in checked.columns.items() if table == name}
        counts = {column: found.count(trust.value) for column, found in columns.items()}
        meant = [column for column in columns if counts[column]]
        if not meant:
            continue
        if all(set(found) <= {trust.value, *_TOLD_ELSEWHERE} for found in columns.values()):
            yield f"《{schema.title}》全部"
            continue
        named = "、".join(
            f"“{column}”" + ("" if counts[column] == len(columns[column]) else f"（{counts[column]} 格）")
            for column in meant
        )
        yield f"《{schema.title}》的{named}"
