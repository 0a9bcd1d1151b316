"""Issue numbers and dates go up with the months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Final

from yuebao.rules.kind import Example, IssueKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import INAPPLICABLE, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Figure, each

_REMEDY = "请对照两期报告的刊头，改正 issue.yaml。"


@dataclass(frozen=True, slots=True)
class Params:
    """``always`` increase from issue to issue, ``within_year`` between issues of one year."""

    always: Annotated[tuple[Figure, ...], "逐期增加的刊头各键"] = field(metadata=each())
    within_year: Annotated[tuple[Figure, ...], "同一年之内逐期增加的刊头各键"] = field(
        default=(), metadata=each(0)
    )


def check(params: Params, scope: Scope) -> Iterator[Verdict]:
    """This issue against the newest earlier one in the archive; inapplicable to the first.

    Undecided where the masthead of either cannot be read, inapplicable where one leaves the key out.
    """
    if not scope.earlier:
        yield INAPPLICABLE
        return
    now, last = scope.issue, scope.last_issue
    if now is None or last is None:
        which = "本期" if now is None else "上一期"
        yield Undecided(f"{which}的 issue.yaml 无法读取，期数与日期的先后无法核验")
        return
    keys = params.always + (params.within_year if now.year == last.year else ())
    for key in keys:
        value, before = now.values.get(key), last.values.get(key)
        if value is None or before is None:
            yield INAPPLICABLE
        elif value > before:  # type: ignore[operator]  # both of the one type that the key declares
            yield PASSED
        else:
            message = f"{key} 为 {value}，没有大于上一期（{last.title}）的 {before}"
            yield Break(message, _REMEDY, None, key, str(value), f">{before}")


EXAMPLE: Final = Example(
    rule="""\
id: issue-order
kind: increasing
source: 总期数与出刊日期逐期增加，期数在一年内逐期增加。
always: [total_number, published]
within_year: [number]""",
    files={
        "issue.yaml": """\
number: 2
total_number: 14
published: 2024-03-05""",
        "2024-01/issue.yaml": """\
number: 1
total_number: 13
published: 2024-02-05""",
    },
    wrong=("issue.yaml", "total_number: 14", "total_number: 13"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = IssueKind(
    name="increasing",
    meaning="刊头的数字和日期一期比一期大，与档案里紧接的上一期相比；第一期不适用。",
    example=EXAMPLE,
    params=Params,
    check=check,
)
"""What a rule of this kind can do."""
