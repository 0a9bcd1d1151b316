"""`yuebao rules --kinds`: every kind of rule that can be declared, with its parameters and an example."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest
import yaml

from tests.support.program import run_apart
from yuebao.reports.kind_list import render
from yuebao.rules.kind import IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS

RANK = """\
rank
  名次等于 1 加上比它多的列数，并列的取前面的名次；它没有数（空白、“-”或 0）时名次空白。
  参数
    column　放名次的列（必写，本表的数字列）
    value　给哪一列排名次（必写，本表的数字列）
    among　参加排名的各列（必写，列表，每项是本表的数字列）
    rows　核验哪些行：all 全部，body 合计行以外，total 只有合计行（可不写，all、body、total 之一，不写则为 all）
  例
    - id: rank
      kind: rank
      source: 本地在各地中的名次。
      column: 名次
      value: 本地
      among: [本地, 外地]
  comparison.csv
    单位,本地,外地,名次
    一科,3,5,2
    二科,,4,
  comparison.csv 里的“一科,3,5,2”若写成“一科,3,5,1”，就是一处问题。
"""
INCREASING = """\
increasing
  刊头的数字和日期一期比一期大，与档案里紧接的上一期相比；第一期不适用。
  参数
    always　逐期增加的刊头各键（必写，列表，每项是刊头的整数或日期）
    within_year　同一年之内逐期增加的刊头各键（可不写，列表，每项是刊头的整数或日期）
"""
NESTED = """\
  参数
    by　排序的依据，要紧的在前（必写，列表，每项是键值对）
      column　排序所看的数字列（必写，本表的数字列）
"""


def test_it_is_shown_outside_of_any_archive(tmp_path: Path) -> None:
    assert run_apart("rules", "--kinds", folder=tmp_path) == (0, render(), "")


@pytest.mark.parametrize("piece", [RANK, INCREASING, NESTED])
def test_a_kind_in_full(piece: str) -> None:
    assert piece in render()


def test_it_begins_with_what_every_rule_has() -> None:
    assert render().splitlines()[:8] == [
        "每条规则都有",
        "  id　规则的名称，问题和勘误用它；几条规则可以同名（必写，文字）",
        "  kind　规则的种类；种类决定另有哪些键（必写，规则的种类之一）",
        "  source　依据：报告的哪一处、哪个文件这样规定（必写，文字）",
        "  since　从这一期起有，含这一期；不写则没有起点（可不写，统计期，如 2021-07、2021-Q4、2021）",
        "  until　到这一期为止，含这一期；不写则没有终点（可不写，统计期，如 2021-07、2021-Q4、2021）",
        "",
        f"核验一张表的，写在 schemas/ 里那张表的 rules（{len(TABLE_KINDS)} 种）",
    ]


def test_every_kind_once_those_of_a_table_first() -> None:
    lines = render().splitlines()
    names = [line for line in lines if line.isascii() and line and line[0] != " "]
    assert names == [*TABLE_KINDS, *ISSUE_KINDS]
    assert f"核验整期的，写在 schemas/archive.yaml 的 rules（{len(ISSUE_KINDS)} 种）" in lines


def test_the_examples_are_yaml_to_be_copied() -> None:
    pieces = [piece.split("\n") for piece in render().split("\n  例\n")[1:]]
    shown = ["\n".join(takewhile(lambda line: line.startswith("    "), lines)) for lines in pieces]
    kinds: list[TableKind | IssueKind] = [*TABLE_KINDS.values(), *ISSUE_KINDS.values()]
    assert [yaml.safe_load(text) for text in shown] == [[yaml.safe_load(kind.example.rule)] for kind in kinds]
