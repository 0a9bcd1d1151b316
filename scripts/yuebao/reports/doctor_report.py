"""What a machine has of what the program needs, as a clerk reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yuebao.escaping.shown_text import lined
from yuebao.model.machine import Condition
from yuebao.reports.columns import aligned


def render(conditions: Sequence[Condition]) -> str:
    """Each condition in a line, then what to do about those that are not met, then how it ended."""
    return lined([*_table(conditions), *_remedies(conditions), _conclusion(conditions)])


def _table(conditions: Sequence[Condition]) -> Iterator[str]:
    rows = [(each.name, _state(each), each.found) for each in conditions]
    yield from aligned(rows, others="left")
    yield ""


def _state(condition: Condition) -> str:
    if condition.met:
        return "好"
    return "缺" if condition.needed else "没有"


def _remedies(conditions: Sequence[Condition]) -> Iterator[str]:
    left = [each for each in conditions if not each.met]
    yield from (f"{each.name}：{each.remedy}" for each in left)
    yield from [""] if left else []


def _conclusion(conditions: Sequence[Condition]) -> str:
    lacking = [each.name for each in conditions if each.needed and not each.met]
    return f"缺了必需的：{'、'.join(lacking)}。" if lacking else "必需的都有。"
