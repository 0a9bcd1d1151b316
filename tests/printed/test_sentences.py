"""What a template may ask, one question after another, on small tables: the words, and the cell that each figure repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rules import KEYS, surroundings
from yuebao.model.fault import Fault
from yuebao.model.issue import Issue
from yuebao.model.table import Cell
from yuebao.printed.model import Run
from yuebao.printed.sentences import Left, NotPublished, Questions, write
from yuebao.rules.scope import Scope

TABLES = {
    "t": "名称,县,邻县\n一局,,5\n二局,0,7\n三局,4,9\n一办,x,9\n合计,4,21\n",
    "o": "名称,甲\n三局,1\n二局,2\n一局,3\n",
    "f": "文,类\n甲,子\n乙,丑\n丙,子\n",
}
ISSUE = Issue(
    {"year": 2026, "title": "示例月报", "county": "县", "published": date(2026, 8, 11)},
    {key["role"]: key["key"] for key in KEYS},
    (),
)


def scope(month: str = "2026-07", **changed: Any) -> Scope:
    return replace(surroundings(TABLES, {}, month)[1], issue=ISSUE, **changed)


def words(template: str, of: Scope | None = None) -> str:
    return "".join(run.text for run in write(template, Questions(of or scope()), "示例"))


def test_every_figure_remembers_its_cell() -> None:
    template = "共{{ row('t', 名称='三局').县 }}件，{{ listed('f', '文', 类='子')[1] }}{{ listed('f', '文') | join('、') }}。\n"
    assert write(template, Questions(scope()), "示例") == (
        Run("共"),
        Run("4", Cell("t", 2, "县")),
        Run("件，"),
        Run("丙", Cell("f", 2, "文")),
        Run("甲、乙、丙。"),  # what is joined is a text of the template's own
    )
    assert write("{{ row('t').邻县 }}", Questions(scope()), "示例") == (Run("5", Cell("t", 0, "邻县")),)
    assert write("  字 ", Questions(scope()), "示例") == (Run("字"),)
    assert write(" \n", Questions(scope()), "示例") == ()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ row('t', 名称='二局')['column-3'] }}", "7"),  # by the id of the column
        ("{{ listed('f', 'column-1') | join('、') }}", "甲、乙、丙"),
        ("{{ listed('f', '文', 类='寅') | length }}", "0"),
        # No cases: a blank, 0, and what cannot be read; the total row is nobody.
        ("{{ idle('t', '县') | join('、') }}", "一局、二局、一办"),
        ("{{ idle('t', 'column-3') | join('、') }}", ""),
        # Behind: no cases here and some elsewhere, as the other table names and orders them.
        ("{{ behind('t', '县', 'o') | join('、') }}", "二局、一局"),
        ("{{ behind('t', '邻县', 'o') | join('、') }}", ""),
        ("{{ period.title }} {{ period.short }} {{ period.year }}", "2026年7月 7月 2026"),
        (
            "{{ period.first_month }}-{{ period.last_month }} {{ month.year }} {{ month.number }}",
            "7-7 2026 7",
        ),
        ("{{ issue.title }} {{ issue.published.month }} {{ home }}", "示例月报 8 县"),
    ],
)
def test_what_may_be_asked(template: str, said: str) -> None:
    assert words(template) == said


def test_a_longer_period() -> None:
    quarter = scope("2026-Q3")
    assert words("{{ period.title }} {{ period.first_month }}-{{ period.last_month }}", quarter) == (
        "2026年第三季度 7-9"
    )
    with pytest.raises(Fault) as caught:
        words("{{ month.number }}", quarter)
    assert str(caught.value) == (
        "schemas/report.yaml 里用了 month.number，而 2026-Q3 不是一个月；"
        "请改用 period，如 {{ period.title }}（2021年第四季度）、{{ period.short }}（第四季度）"
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ row('t', 名称='四局').县 }}", "《表t》里没有 {'名称': '四局'} 这一行，句子无法写出"),
        ("{{ row('x') }}", "版式要用到表 x，而这个月没有"),
        ("{{ idle('f', '文') }}", "《表f》没有单位名称一列"),
        ("{{ behind('t', '县', 'f') }}", "《表f》没有单位名称一列"),
        ("{{ row('t').没有 }}", "schemas/report.yaml 的“示例”写不出来：没有“没有”"),
        ("{{ nothing }}", "schemas/report.yaml 的“示例”写不出来：没有“nothing”"),
        (
            "{{ 1 | odd_filter }}",
            "schemas/report.yaml 的“示例”写不出来：模板里没有“odd_filter”；能用的写法请看 schemas/report.yaml 开头",
        ),
        (
            "甲\n{{ 1",
            "schemas/report.yaml 的“示例”写不出来：模板第 2 行的写法不对，请看 {{ }}、{% %} 和括号是否配对",
        ),
        ("{{ 1 / 0 }}", "schemas/report.yaml 的“示例”写不出来：除数为 0"),
        ("{{ period.__class__ }}", "schemas/report.yaml 的“示例”写不出来：模板里不许用“__class__”"),
        ("{{ 1 + 'a' }}", "schemas/report.yaml 的“示例”写不出来：其中的值不能这样用"),
    ],
)
def test_what_cannot_be_carried_out(template: str, said: str) -> None:
    with pytest.raises(Fault) as caught:
        words(template)
    assert str(caught.value) == said


def without(*cells: tuple[int, str], left: bool = False) -> Scope:
    """The month in which these cells of t were not published, or are left."""
    whole = scope()
    table = whole.tables["t"]
    gone = replace(
        table,
        texts={
            name: tuple("" if (row, name) in cells else text for row, text in enumerate(texts))
            for name, texts in table.texts.items()
        },
        nothing=frozenset(cells),
        left=frozenset(cells) if left else frozenset(),
    )
    return replace(whole, tables={**whole.tables, "t": gone})


@pytest.mark.parametrize(
    "template",
    [
        "{{ row('t', 名称='三局').县 }}",
        "{{ row('t', 名称='三局')['column-2'] }}",
        "{{ listed('t', '县') }}",
        "{{ idle('t', '县') }}",
        "{{ behind('t', '邻县', 'o') }}",
    ],
)
@pytest.mark.parametrize("left", [True, False])
def test_what_the_issue_does_not_print_ends_the_sentence(template: str, left: bool) -> None:
    of = without((2, "县"), (2, "邻县"), left=left)
    with pytest.raises(NotPublished) as caught:
        words(template, of)
    assert type(caught.value) is (Left if left else NotPublished)


def test_what_it_prints_beside_that_stands() -> None:
    of = without((2, "县"))
    assert words("{{ row('t', 名称='三局').邻县 }}", of) == "9"
    assert words("{{ row('t', 名称='一局').邻县 }}", of) == "5"


def test_a_table_that_was_not_published() -> None:
    whole = scope()
    of = replace(whole, tables={name: table for name, table in whole.tables.items() if name != "t"})
    with pytest.raises(NotPublished) as caught:
        words("{{ row('t').县 }}", of)
    assert type(caught.value) is NotPublished


@pytest.mark.parametrize(("draft", "raised"), [(True, Left), (False, Fault)])
def test_a_key_of_the_masthead_that_is_left(draft: bool, raised: type[Exception]) -> None:
    of = replace(scope(), issue=replace(ISSUE, draft=draft))
    with pytest.raises(raised):
        words("{{ issue.number + 1 }}", of)
    with pytest.raises(Fault):
        words("{{ issue.nothing + 1 }}", of)
