"""The organization that the masthead names is in the registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.rules.kind import Example, IssueKind
from yuebao.rules.kinds.known_organizations import REGISTER
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Named


@dataclass(frozen=True, slots=True)
class Params:
    """The key ``column`` of the masthead names an organization of the kinds that the masthead declares for it."""

    column: Annotated[Named, "刊头里写单位名称的键；它是哪种单位，写在 schemas/issue.yaml"]


def check(params: Params, scope: Scope) -> Iterator[Verdict]:
    """Resolve the name in the month; undecided where the masthead cannot be read."""
    if scope.issue is None:
        yield Undecided(f"本期的 issue.yaml 无法读取，{params.column} 无法核验")
        return
    name = str(scope.issue.values.get(params.column, ""))
    kinds = scope.masthead.by_name[params.column].names
    if scope.registry.resolve(kinds, name, scope.month) is not None:
        yield PASSED
    else:
        yield Break(f"单位登记册里没有“{name}”", REGISTER, None, params.column, value=name)


EXAMPLE: Final = Example(
    rule="""\
id: organization-known
kind: masthead-organization
source: 月报所属的地方在登记册里。
column: place""",
    files={
        "issue.yaml": "place: 甲",
        "organizations.csv": """\
id,type,name
jia,office,甲""",
    },
    wrong=("issue.yaml", "place: 甲", "place: 乙"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = IssueKind(
    name="masthead-organization",
    meaning="刊头所写的单位在登记册里。",
    example=EXAMPLE,
    params=Params,
    check=check,
)
"""What a rule of this kind can do."""
