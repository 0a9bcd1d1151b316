"""A column that names organizations of several kinds: a name that two of them bear stands for neither, and is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules import surroundings
from yuebao.model.finding import Finding, Status
from yuebao.model.organization import Registry
from yuebao.model.table import Cell
from yuebao.rules.engine import check_month

KNOWN = {"id": "known", "kind": "known-organizations", "source": "示例", "column": "名称"}


def found(kinds: tuple[str, ...], twin: str, *, until: str = "", complete: bool = False) -> list[Finding]:
    """What is found of 一局, 二局 and 三局 where the window w-a is called ``twin`` until a month."""
    rules = {"t": [{**KNOWN, "complete": complete}]}
    month, scope = surroundings({"t": "名称,甲\n一局,1\n二局,2\n三局,3\n"}, rules)
    registry = Registry(
        tuple(
            replace(entry, name=twin, valid_to=until) if entry.id == "w-a" else entry
            for entry in scope.registry.organizations
            if not complete or entry.id not in ("w-b", "w-c")
        )
    )
    schema = scope.layout.tables["t"]
    fields = (replace(schema.fields[0], names=kinds), *schema.fields[1:])
    layout = replace(scope.layout, tables={"t": replace(schema, fields=fields)})
    return list(check_month(month, replace(scope, registry=registry, layout=layout)).findings)


SHARED = Finding(
    rule="known",
    status=Status.OPEN,
    month="2026-07",
    table="t",
    file="t.csv",
    message="“二局”同时是 b（department）、w-a（window） 的名称，不能确定这一行是哪一个",
    remedy="请在 data/organizations.csv 里给它们不同的名称或别名，或在 schemas/ 里让这一列只列一种单位。",
    line=3,
    row="二局",
    column="名称",
    address="A3",
    anchor="t.column-1-2",
    value="二局",
    cell=Cell("t", 1, "名称"),
    evidence=(Cell("t", 1, "名称"),),
    breach="shared-name",
)


def test_a_name_that_two_kinds_bear_is_told() -> None:
    (one,) = found(("department", "window"), "二局")
    assert replace(one, anchor=SHARED.anchor) == SHARED


@pytest.mark.parametrize(
    ("kinds", "twin", "until"),
    [
        (("department",), "二局", ""),  # the column asks for one of the kinds alone
        (("department", "town"), "二局", ""),
        (("department", "window"), "二窗户", ""),
        (("department", "window"), "二局", "2026-06"),  # it bore the name before
    ],
)
def test_a_name_that_one_of_them_bears_is_known(kinds: tuple[str, ...], twin: str, until: str) -> None:
    assert found(kinds, twin, until=until) == []


def test_an_organization_whose_name_is_shared_is_not_listed() -> None:
    """Which of the two is meant cannot be told, so neither is there."""
    told = [
        (each.breach, each.line, each.message)
        for each in found(("department", "window"), "二局", complete=True)
    ]
    assert told[0] == ("shared-name", 3, SHARED.message)
    assert len(told) == 3 and [breach for breach, *_ in told[1:]] == ["missing-name"] * 2
