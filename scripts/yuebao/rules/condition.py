"""A condition on one row: what a column must hold. With an unreadable cell nobody knows whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import ZERO, plain, written
from yuebao.model.table import Table
from yuebao.schema.rule import Column, OtherColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """``one_of``, ``none_of``, ``begins``: the text; ``blank``: whether there is none. ``equals``, ``above``, ``at_least``,
    ``below``, ``at_most``: the figure, of which a blank counts as 0. All that is given has to hold."""

    one_of: Annotated[tuple[str, ...], "是这些文字之一"] = ()
    none_of: Annotated[tuple[str, ...], "不是这些文字"] = ()
    begins: Annotated[tuple[str, ...], "以这些文字之一开头，如“其中”"] = ()
    blank: Annotated[bool | None, "true 是空白，false 不是空白"] = None
    equals: Annotated[Decimal | None, "等于这个数；比大小时空白算作 0"] = None
    above: Annotated[Decimal | None, "大于这个数"] = None
    at_least: Annotated[Decimal | None, "不小于这个数"] = None
    below: Annotated[Decimal | None, "小于这个数"] = None
    at_most: Annotated[Decimal | None, "不大于这个数"] = None

    def __post_init__(self) -> None:
        if not (self._of_text() or any(self._bounds())):
            raise ValueError(
                "条件应写 one_of、none_of、begins、blank、equals、above、at_least、below、at_most 中至少一个"
            )

    def _of_text(self) -> bool:
        return bool(self.one_of or self.none_of or self.begins or self.blank is not None)

    def _bounds(self) -> list[tuple[str, Decimal]]:
        """Each bound that is given, with the sign that it is told by."""
        given = (
            *(("＝", self.equals), ("＞", self.above), ("≥", self.at_least)),
            *(("＜", self.below), ("≤", self.at_most)),
        )
        return [(sign, bound) for sign, bound in given if bound is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(_Test):
    """A condition on a ``column`` of the rule's own table."""

    column: Annotated[Column, "看本表的哪一列"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCondition(_Test):
    """A condition on a ``column`` of the table that the rule compares with."""

    column: Annotated[OtherColumn, "看另一张表的哪一列"]


AnyCondition = Condition | OtherCondition


def holds(conditions: Iterable[AnyCondition], table: Table, row: int) -> bool | None:
    """Whether all of them hold in the row; ``None`` where that cannot be told, because a cell cannot be read or a column
    of texts is compared with a figure."""
    told = [_holds(condition, table, row) for condition in conditions]
    if False in told:
        return False
    return None if None in told else True


def _holds(test: AnyCondition, table: Table, row: int) -> bool | None:
    if not table.readable(row, test.column):
        return None
    text = table.texts[test.column][row]
    if (test.one_of and text not in test.one_of) or text in test.none_of:
        return False
    if test.begins and not text.startswith(test.begins):
        return False
    if test.blank is not None and test.blank != (not text):
        return False
    bounds = test._bounds()
    if not bounds:
        return True
    number = table.numbers[test.column][row] if test.column in table.numbers else None
    if test.column not in table.numbers or not isinstance(number, Decimal | None):
        return None
    return all(_within(sign, number or ZERO, bound) for sign, bound in bounds)


def _within(sign: str, number: Decimal, bound: Decimal) -> bool:
    return {
        "＝": number == bound,
        "＞": number > bound,
        "≥": number >= bound,
        "＜": number < bound,
        "≤": number <= bound,
    }[sign]


def words(conditions: Iterable[AnyCondition]) -> str:
    """`“类别”为“甲”、“件数”＞0`."""
    return "、".join(f"“{test.column}”{'、'.join(_parts(test))}" for test in conditions)


def _parts(test: AnyCondition) -> list[str]:
    parts = [f"{sign}{plain(bound)}" for sign, bound in test._bounds()]
    if test.one_of:
        parts.append(f"为{'或'.join(f'“{text}”' for text in test.one_of)}")
    if test.none_of:
        parts.append(f"不为{'、'.join(f'“{text}”' for text in test.none_of)}")
    if test.begins:
        parts.append(f"以{'或'.join(f'“{text}”' for text in test.begins)}开头")
    if test.blank is not None:
        parts.append("空白" if test.blank else "不空白")
    return parts


def wanted(test: AnyCondition, grammar: str, holding: bool = True) -> str | None:
    """What the condition asks for, where that is one text, else its bounds; ``None`` where it only forbids. Where it must
    not hold, what it excludes."""
    if not holding:
        return None if test.equals is None else f"≠{written(test.equals, grammar)}"
    if test.blank is not None:
        return "" if test.blank else None
    if test.equals is not None:
        return written(test.equals, grammar)
    if test._bounds():
        return "".join(f"{sign}{written(bound, grammar)}" for sign, bound in test._bounds())
    return "、".join(test.one_of) or None


def formula(conditions: Sequence[AnyCondition], value: Callable[[str], str]) -> str | None:
    """The conditions as a workbook formula; ``None`` where one of them looks at a text."""
    parts = []
    for test in conditions:
        bounds = test._bounds()
        if test._of_text():
            return None
        parts += [f"{value(test.column)}{_SIGNS[sign]}{plain(bound)}" for sign, bound in bounds]
    return f"AND({','.join(parts)})"


_SIGNS: Final = {"＝": "=", "＞": ">", "≥": ">=", "＜": "<", "≤": "<="}


def kept(table: Table, without: Sequence[AnyCondition]) -> list[int]:
    """The rows that are no total rows, without those in which all of the conditions hold."""
    if not without:
        return table.body()
    return [row for row in table.body() if holds(without, table, row) is not True]
