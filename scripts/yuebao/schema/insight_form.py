"""What the pages say of a period by themselves: sentences declared in `schemas/report.yaml`, of kinds that the program knows.

A sentence is plain text with places (`{value}`) that the program fills, so that no template can say what was not looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from yuebao.schema.rule import NO_TABLE, OtherColumn, OtherTable, each
from yuebao.schema.strict import Place, meant
from yuebao.schema.table_schema import TableSchema

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
NO_COLUMN: Final = OtherColumn("")
Against = Literal["period-before", "year-before"]

_CHANGED: Final = ("value", "changes")
_RACED: Final = ("names", "against", "difference", "course")
OF_ISSUE: Final[Mapping[str, tuple[str, ...]]] = {
    "figure": _CHANGED,
    "share": _CHANGED,
    "highest": ("names", "value"),
    "rise": _RACED,
    "fall": _RACED,
    "none": ("names", "count"),
    "first": ("names", "count"),
    "forward": _RACED,
    "back": _RACED,
    "breaks": ("count", "new"),
}
"""Each kind of sentence about a whole issue, and the places that its text may have."""
OF_ORGANIZATION: Final[Mapping[str, tuple[str, ...]]] = {
    "figure": (*_CHANGED, "place"),
    "share": _CHANGED,
    "none": ("changes",),
}
"""The same about one organization that a table lists. `none` is said only where it holds."""
OF_COMPARED: Final[Mapping[str, tuple[str, ...]]] = {
    "figure": (*_CHANGED, "place"),
    "leading": ("names", "count", "rows"),
}
"""The same about an organization that heads columns: its totals, and the rows in which it has the most."""
EVERYWHERE: Final = ("period",)
"""The places that every sentence may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """One declared sentence."""

    text: Annotated[str, "句子，{period}、{value}、{names} 等处由程序填上；写了填不上的，会列出有哪些可用"]
    table: Annotated[OtherTable, "看哪张表"] = NO_TABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInsight(Insight):
    """One about a column of figures."""

    column: Annotated[OtherColumn, "看哪一列；share 是分子"] = NO_COLUMN
    whole: Annotated[OtherColumn, "share 的分母"] = NO_COLUMN


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueInsight(FigureInsight):
    """One about a whole issue; that of ``breaks`` is about no table."""

    kind: Annotated[
        Literal["figure", "share", "highest", "rise", "fall", "none", "first", "forward", "back", "breaks"],
        "说哪一种话：figure 合计的一个数和它的增减，share 占比，highest 哪个单位最大，rise、fall 哪个增加、减少得最多，none 哪些没有，first 哪些居第一名，forward、back 哪个名次前进、后退得最多，breaks 与规则不符的有几处（不看哪张表）",
    ]
    against: Annotated[
        Against, "rise、fall、forward、back 与上一期（period-before）还是上年同期（year-before）比"
    ] = "period-before"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationInsight(FigureInsight):
    """One about an organization that a table lists."""

    kind: Annotated[
        Literal["figure", "share", "none"], "说哪一种话：figure 一个数、它的增减和位次，share 占比，none 没有"
    ]
    best: Annotated[Literal["highest", "lowest"], "大的好（highest）还是小的好（lowest，名次）"] = "highest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedInsight(Insight):
    """One about an organization that heads columns."""

    kind: Annotated[
        Literal["figure", "leading"], "说哪一种话：figure 合计、它的增减和位次，leading 在多少行里最多"
    ]


@dataclass(frozen=True, slots=True)
class Insights:
    """The sentences of each kind of page, in the order in which they are said."""

    issue: Annotated[tuple[IssueInsight, ...], "一期的网页和首页上说的"] = field(default=(), metadata=each(0))
    organization: Annotated[tuple[OrganizationInsight, ...], "单位的网页上说的：这张表里它的那一行"] = field(
        default=(), metadata=each(0)
    )
    compared: Annotated[tuple[ComparedInsight, ...], "作列名的单位的网页上说的：它的那一列"] = field(
        default=(), metadata=each(0)
    )


def check_insights(insights: Insights, place: Place, tables: Mapping[str, TableSchema]) -> None:
    """A `Fault` for a place that a kind of sentence does not fill, or a column that cannot serve."""
    for index, said in enumerate(insights.issue):
        at = place.at("issue", index)
        _check_text(said.text, OF_ISSUE[said.kind], at.at("text"))
        if said.kind != "breaks":
            by_row = said.kind not in ("figure", "share")
            _check_column(said, said.kind == "share", by_row, at, tables)
    for index, own in enumerate(insights.organization):
        at = place.at("organization", index)
        _check_text(own.text, OF_ORGANIZATION[own.kind], at.at("text"))
        _check_column(own, own.kind == "share", True, at, tables)
    for index, headed in enumerate(insights.compared):
        at = place.at("compared", index)
        _check_text(headed.text, OF_COMPARED[headed.kind], at.at("text"))
        schema = _table(headed, at, tables)
        if not any(each.about for each in schema.fields):
            raise at.at("table").fault("这张表没有以单位为列名的列")


def _check_text(text: str, known: Sequence[str], at: Place) -> None:
    if not text.strip():
        raise at.fault("句子是空的")
    known = (*EVERYWHERE, *known)
    for name in _PLACE.findall(text):
        if name not in known:
            raise at.fault(f"“{{{name}}}”没有东西可填{meant(name, known)}")
    if set(_PLACE.sub("", text)) & set("{}"):
        raise at.fault("花括号没有成对")


def _table(insight: Insight, at: Place, tables: Mapping[str, TableSchema]) -> TableSchema:
    if not insight.table:
        raise at.fault("缺少键“table”")
    return tables[insight.table]


def _check_column(
    insight: FigureInsight, share: bool, by_row: bool, at: Place, tables: Mapping[str, TableSchema]
) -> None:
    schema = _table(insight, at, tables)
    for key, column in (("column", insight.column), *((("whole", insight.whole),) if share else ())):
        if not column:
            raise at.fault(f"缺少键“{key}”")
        if not schema.field[column].grammar:
            raise at.at(key).fault("只有数字列才能这样说")
    if by_row and not schema.lists_once:
        raise at.at("table").fault("这张表不是一行一个单位，说不出是哪个单位")


def parts_of(text: str) -> list[tuple[str, bool]]:
    """The text cut at its places: each part, and whether it is the name of a place."""
    return [(part, bool(index % 2)) for index, part in enumerate(_PLACE.split(text)) if part]
