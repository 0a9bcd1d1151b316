"""What must be decided about a document by itself: the doubts in their order, the cells that they are about, and which of
several earlier decisions each takes over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.example_report import example_layout
from yuebao.importing.accounting import Account
from yuebao.importing.doubts import Doubts, addresses_of, doubts_of, settled
from yuebao.importing.remarks import Ambiguous, Discrepancy, Noted, Unplaced
from yuebao.importing.to_tables import Understood
from yuebao.model.doubt import Doubt


def nothing() -> Understood:
    """What an empty document comes to."""
    return Understood({}, {}, {}, {}, {}, (), (), (), (), (), (), (), (), Account({}, {}, {}, {}))


def told_doubts(understood: Understood, **how: Any) -> list[Doubt]:
    told: dict[str, Any] = {"told": (), "remarks": (), "addresses": {}} | how
    schemas = example_layout().tables
    return list(
        doubts_of("source/a.docx", understood, told["told"], told["remarks"], schemas, told["addresses"])
    )


def test_everything_that_must_be_decided_is_a_doubt_in_its_order() -> None:
    unplaced = Unplaced("第 1 行", "甲", "不认得", ("乙", "丙"))
    ambiguous = Ambiguous("第 2 行", "丁", "两样", cells=("第 2 行第 3 列", "第 2 行第 4 列"))
    of_row = Ambiguous("第 5 行", "壬", "两样", cells=("第 5 行第 9 列",))
    understood = replace(
        nothing(), unplaced=(unplaced,), ambiguous=(ambiguous, of_row), noted=(Noted("文件属性", "张三", "作者"),), promised=("awards", "news")
    )  # fmt: skip
    other = Discrepancy("第 3 行", "戊", "与各表不同")
    addresses = {
        "第 1 行": "#news.1", "第 2 行": "#news.2", "第 2 行第 3 列": "#news.2.a", "第 2 行第 4 列": "#news.2.b", "第 5 行": "#news.5",
    }  # fmt: skip
    found = told_doubts(understood, told=(other,), remarks=("读得慢",), addresses=addresses)
    assert [
        (each.place, each.read, each.reason, each.alternatives, each.cell, each.also) for each in found
    ] == [
        ("全文", "读得慢", "", (), "", ()),
        (unplaced.spot, "甲", "不认得", ("乙", "丙"), "#news.1", ()),
        (ambiguous.spot, "丁", "两样", (), "#news.2.a", ("#news.2.b",)),
        (of_row.spot, "壬", "两样", (), "#news.5", ()),
        ("第 3 行", "戊", "与各表不同", (), "", ()),
        ("全文", "《红旗窗口与服务之星》", "标题或目录里提到了这张表，文件里没有读到", (), "", ()),
        ("全文", "《工作动态》", "标题或目录里提到了这张表，文件里没有读到", (), "", ()),
    ]
    assert {each.file for each in found} == {"source/a.docx"}
    assert [each.cell for each in told_doubts(understood)] == [""] * 5


def test_a_place_has_an_address_where_it_went_into_one_alone() -> None:
    understood = replace(
        nothing(),
        row_places={"news": ("第 1 行", "第 2 行", "第 2 行"), "awards": ("第 1 行", "第 4 行")},
        spots={
            "news": ({"日期": "第 1 行第 1 列"}, {"日期": "第 2 行第 1 列"}, {"日期": "第 2 行第 2 列"}),
            "awards": ({}, {"姓名": "第 4 行第 1 列", "单位": "第 4 行第 1 列"}),
        },
    )
    rows = {"news": ["n1", "n2", "n3"], "awards": ["a1", "a4"]}
    assert addresses_of(understood, rows, lambda table, word: f"{table}-{word}") == {
        "第 1 行第 1 列": "#news.n1.news-日期",
        "第 2 行第 1 列": "#news.n2.news-日期",
        "第 2 行第 2 列": "#news.n3.news-日期",
        "第 4 行": "#awards.a4",
    }
    assert addresses_of(understood, {}, lambda table, word: word) == {}


def doubt(place: str, read: str = "甲", decision: str = "", file: str = "a") -> Doubt:
    return Doubt(f"source/{file}.docx", place, read, "不认得", decision=decision)


SETTLED: dict[str, tuple[Sequence[Doubt], Sequence[Doubt], list[str], list[str], list[str]]] = {
    # earlier, new, and then the places and decisions of the open, the decided and the gone
    "each at its place": (
        [doubt("一", decision="A"), doubt("二", decision="B")], [doubt("二"), doubt("一")], [], ["二B", "一A"], [],
    ),
    "at another place, in their order": (
        [doubt("一", decision="A"), doubt("二", decision="B")], [doubt("三"), doubt("四")], [], ["三A", "四B"], [],
    ),
    "one at its place, the other elsewhere": (
        [doubt("一", decision="A"), doubt("二", decision="B")], [doubt("三"), doubt("一")], [], ["三B", "一A"], [],
    ),
    "two at one place": (
        [doubt("一", decision="A"), doubt("一", decision="B")], [doubt("一"), doubt("一")], [], ["一A", "一B"], [],
    ),
    "one more than before": ([doubt("一", decision="A")], [doubt("一"), doubt("一")], ["一"], ["一A"], []),
    "one less than before": ([doubt("一", decision="A"), doubt("二", decision="B")], [doubt("二")], [], ["二B"], ["一A"]),
    "one that was open stays open": ([doubt("一")], [doubt("一")], ["一"], [], []),
    "an open one that is gone": ([doubt("一")], [], [], [], ["一"]),
    "those of another document, before the new": (
        [doubt("九", file="b"), doubt("八", decision="C", file="b")], [doubt("一")], ["九", "一"], ["八C"], [],
    ),
    "those of a document that is no longer in force": ([doubt("九", "乙", "C", file="c")], [doubt("一")], ["一"], [], ["九C"]),
    "its decision goes over to the new document": ([doubt("九", decision="C", file="c")], [doubt("一")], [], ["一C"], []),
    "one of another document in force lends nothing": (
        [doubt("一", decision="C", file="b")], [doubt("一")], ["一"], ["一C"], [],
    ),
    "what nobody sees is as the file keeps it": (
        [doubt("一", "甲‹U+200B›", "A")], [doubt("一", "甲\u200b")], [], ["一A"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTLED)
def test_which_decisions_are_taken_over(case: str) -> None:
    earlier, new, *expected = SETTLED[case]
    found = settled("source/a.docx", earlier, new, ["source/a.docx", "source/b.docx"])
    assert [
        [f"{each.place}{each.decision}" for each in part] for part in (found.open, found.decided, found.gone)
    ] == expected
    assert found.kept == (*found.open, *found.decided)
    assert Doubts((), (), ()).kept == ()
