"""Issue numbers and dates go up with the months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.rules.kind import IssueKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import INAPPLICABLE, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Figure

_REMEDY = "请对照两期报告的刊头，改正 issue.yaml。"


@dataclass(frozen=True, slots=True)
class Params:
    """``always`` increase from issue to issue, ``within_year`` between issues of one year."""

    always: tuple[Figure, ...]
    within_year: tuple[Figure, ...] = ()


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


KIND: Final = IssueKind(name="increasing", params=Params, check=check)
"""What a rule of this kind can do."""
