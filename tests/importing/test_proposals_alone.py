"""Doubts of many issues by their kind, and what would settle each kind: worked out by hand for every kind that there is."""

from __future__ import annotations

from typing import Any

import pytest

from yuebao.importing.pattern_proposals import known_pattern, sentence_pattern
from yuebao.importing.proposals import Group, Told, Unknown, grouped
from yuebao.importing.settling import LOST, UNKNOWN_COLUMN
from yuebao.model.doubt import Doubt
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas

UNKNOWN = "不认得这段文字"
NOT_READ = "句子的这一部分没有读懂"
NAMES = ("示例局", "示例镇")


@pytest.fixture
def layout(real_schemas: Schemas) -> Layout:
    return real_schemas.layout("2021-07")


def doubt(read: str, reason: str = UNKNOWN, place: str = "第 1 行", **more: Any) -> Doubt:
    return Doubt("source/a.docx", place, read, reason, **more)


def groups(layout: Layout, *issues: Told) -> tuple[Group, ...]:
    return grouped(issues, layout, NAMES)


def kinds(found: tuple[Group, ...]) -> list[tuple[str, tuple[str, ...], int, str, Any]]:
    return [(each.words, each.months, each.count, each.key, each.proposal) for each in found]


def one(month: str, *doubts: Doubt, **more: Any) -> Told:
    return Told(month, doubts, **more)


LACKS = "表头里没有 “申请件”，这几列按空白读入"
TITLE = "《乡镇一体化平台办件量》"
ALONE: dict[str, tuple[Doubt, tuple[str, str, Any]]] = {
    "a set phrase": (doubt("特此通报。"), (UNKNOWN, "known", "特此通报。")),
    "a phrase of signs": (doubt("(完)+"), (UNKNOWN, "known", r"（完）\+")),
    "a phrase with a figure": (doubt("另有3件。"), (UNKNOWN, "", None)),
    "a phrase with a name": (doubt("示例局另行通报。"), (UNKNOWN, "", None)),
    "a phrase that no reason is given for": (doubt("特此通报。", ""), ("读文件时的注意", "", None)),
    "another word for a column": (
        doubt(TITLE, LACKS, alternatives=("收件",)),
        ("表头里没有 “…”，这几列按空白读入", "headers", {"table": "town-volume-month", "column": "申请件", "also": ["收件"]}),
    ),
    "two words for a column": (doubt(TITLE, LACKS, alternatives=("收件", "来件")), ("表头里没有 “…”，这几列按空白读入", "", None)),
    "no word for a column": (doubt(TITLE, LACKS), ("表头里没有 “…”，这几列按空白读入", "", None)),
    "a column of a table that is none": (doubt("《示例》", LACKS, alternatives=("收件",)), ("表头里没有 “…”，这几列按空白读入", "", None)),
    "a word that no column bears": (doubt("7", "表里没有“邮寄”这一列"), ("表里没有“…”这一列", "", None)),
    "a cell": (doubt("特此通报。", cell="#news.1"), (UNKNOWN, "", None)),
    "a row": (doubt("甲｜乙", LOST), (LOST, "", None)),
    "a header": (doubt("邮寄", UNKNOWN_COLUMN), (UNKNOWN_COLUMN, "", None)),
    "too few cells": (doubt("甲", "这一行少 1 格，不知缺的是哪一格"), ("这一行少 # 格，不知缺的是哪一格", "", None)),
    "what quotes": (doubt("2021年8月12日", "前面已写作“2021-08-11”，照前面的读入，请核对"), ("前面已写作“…”，照前面的读入，请核对", "", None)),
}  # fmt: skip


@pytest.mark.parametrize("case", ALONE)
def test_what_would_settle_a_doubt(case: str, layout: Layout) -> None:
    told, (words, key, proposal) = ALONE[case]
    (found,) = groups(layout, one("2021-07", told))
    assert found == Group(words, told.told, ("2021-07",), 1, key, proposal)


def test_a_paragraph_is_told_sentence_by_sentence_without_what_is_known(layout: Layout) -> None:
    text = "特此通报。示例镇无办件量，2021年政务服务工作年终考核扣1分。请各单位知悉。"
    found = groups(layout, one("2021-07", doubt(text)))
    assert sorted(each.proposal for each in found) == ["特此通报。", "请各单位知悉。"]
    for whole in (doubt(text, cell="#news.1"), doubt(text, "前面已写作“甲”"), doubt(f"{text}｜乙")):
        assert [each.example for each in groups(layout, one("2021-07", whole))] == [whole.told]


def test_doubts_of_one_kind_are_one_group(layout: Layout) -> None:
    """Figures and quoted words do not tell kinds apart, words that nobody knows do; months once each, in their order."""
    found = groups(
        layout,
        one("2021-12", doubt("另有3件。"), doubt("另有4件。"), doubt("甲")),
        one("2021-02", doubt("另有5件。"), doubt("第3行", "前面已写作“2”"), doubt("第4行", "前面已写作“3”")),
        one("2021-10", doubt("另有6.5%件。")),
    )
    assert [(each.words, each.months, each.count, each.example) for each in found] == [
        (UNKNOWN, ("2021-02", "2021-10", "2021-12"), 4, doubt("另有3件。").told),
        ("前面已写作“…”", ("2021-02",), 2, doubt("第3行", "前面已写作“2”").told),
        (UNKNOWN, ("2021-12",), 1, doubt("甲").told),
    ]


def test_columns_are_kinds_of_their_own(layout: Layout) -> None:
    words = [
        doubt("7", "表里没有“邮寄”这一列"),
        doubt("7", "表里没有“自助”这一列"),
        doubt("8", "表里没有“邮寄”这一列"),
    ]
    lacking = [doubt(TITLE, LACKS), doubt(TITLE.replace("《", "《年度"), LACKS), doubt(TITLE, LACKS)]
    found = groups(layout, one("2021-07", *words, *lacking))
    assert sorted((each.words, each.count) for each in found) == [
        ("表头里没有 “…”，这几列按空白读入", 1),
        ("表头里没有 “…”，这几列按空白读入", 2),
        ("表里没有“…”这一列", 1),
        ("表里没有“…”这一列", 2),
    ]


def test_groups_that_the_same_would_settle_are_one(layout: Layout) -> None:
    found = groups(
        layout,
        one("2021-09", doubt("特此通报。"), doubt("特此通报。", NOT_READ)),
        one("2021-08", doubt("特 此通报。", NOT_READ)),
    )
    assert kinds(found) == [(UNKNOWN, ("2021-08", "2021-09"), 3, "known", "特此通报。")]


NEW = Unknown("示例新局", "示例局")
UNREGISTERED = "单位登记册里没有的名称"
RENAMED: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, Any]] = {
    # the months that have the new name, those that have not
    "only later ones": (("2021-03", "2021-02"), ("2021-01",), "renames", {"old": "示例局", "new": "示例新局", "from": "2021-02"}),
    "one later one": (("2021-02",), ("2021-01",), "aliases", {"name": "示例局", "also": "示例新局"}),
    "all": (("2021-02", "2021-03"), (), "aliases", {"name": "示例局", "also": "示例新局"}),
    "earlier ones": (("2021-01", "2021-02"), ("2021-03",), "aliases", {"name": "示例局", "also": "示例新局"}),
    "those between": (("2021-02", "2021-03"), ("2021-01", "2021-04"), "aliases", {"name": "示例局", "also": "示例新局"}),
    "quarters": (("2021-Q2", "2021-Q3"), ("2021-Q1",), "renames", {"old": "示例局", "new": "示例新局", "from": "2021-04"}),
}  # fmt: skip


@pytest.mark.parametrize("case", RENAMED)
def test_a_name_that_is_not_registered(case: str, layout: Layout) -> None:
    having, lacking, key, proposal = RENAMED[case]
    issues = [*(one(month, unknown=(NEW, NEW)) for month in having), *(one(month) for month in lacking)]
    (found,) = groups(layout, *issues)
    example = "单位登记册里没有“示例新局”，最接近的是“示例局”"
    assert found == Group(UNREGISTERED, example, tuple(sorted(having)), len(having), key, proposal)


def test_a_name_like_no_other_has_no_proposal(layout: Layout) -> None:
    (found,) = groups(layout, one("2021-02", unknown=(Unknown("甲", ""),)))
    assert found == Group(UNREGISTERED, "单位登记册里没有“甲”", ("2021-02",), 1)


ABSENT: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "the first ones": (("2021-02", "2021-01"), ("2021-04", "2021-03"), "2021-03"),
    "one": (("2021-01",), ("2021-02",), ""),
    "the last ones": (("2021-02", "2021-03"), ("2021-01",), ""),
    "those between": (("2021-01", "2021-03"), ("2021-02", "2021-04"), ""),
    "all": (("2021-01", "2021-02"), (), ""),
}


@pytest.mark.parametrize("case", ABSENT)
def test_a_table_that_documents_do_not_hold(case: str, layout: Layout) -> None:
    lacking, having, since = ABSENT[case]
    issues = [*(one(month, absent=("awards",)) for month in lacking), *(one(month) for month in having)]
    (found,) = groups(layout, *issues)
    proposal = {"table": "awards", "since": since} if since else None
    example = f"没有《{layout.tables['awards'].title}》"
    assert found == Group(
        "文件里没有的表", example, tuple(sorted(lacking)), len(lacking), "since" if since else "", proposal
    )


def test_the_kinds_of_most_issues_come_first(layout: Layout) -> None:
    found = groups(
        layout,
        one("2021-01", doubt("乙"), doubt("丁", "前面已写作“1”"), doubt("丁", "前面已写作“2”")),
        one("2021-02", doubt("丙"), doubt("甲")),
        one("2021-03", doubt("甲")),
    )
    assert [each.example for each in found] == [
        doubt("甲").told, doubt("丁", "前面已写作“1”").told, doubt("丙").told, doubt("乙").told,
    ]  # fmt: skip
    assert [(each.count, len(each.months)) for each in found] == [(2, 2), (2, 1), (1, 1), (1, 1)]


VOLUME = "6月，6个乡镇收到申请5件，受理4件，办结3件，按时办结率100%，其中线上2件，线下1件。"
SENTENCES: dict[str, tuple[list[str], str | None, bool]] = {
    # the sentences, the table, whether it is of the month or the year
    "of the month": ([VOLUME], "本月", True),
    "of the year": ([VOLUME.replace("6月", "今年以来")], "今年以来", True),
    "in two months": ([VOLUME, VOLUME.replace("6月", "11月").replace("5件", "15件")], "本月", True),
    "where one reads otherwise": ([VOLUME, VOLUME.replace("收到", "接到")], None, False),
    "with a figure more": ([VOLUME.replace("其中", "其中邮寄7件，")], None, False),
    "with a figure less": ([VOLUME.replace("，线下1件", "")], None, False),
    "unlike any": (["召开会议3次。"], None, False),
    "like one in its figures alone": (["种树5株，活了96.5%，管护100%。"], None, False),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_a_pattern_for_a_sentence_in_other_words(case: str, layout: Layout) -> None:
    reads, of, found = SENTENCES[case]
    sentence = sentence_pattern(reads, layout.intake)
    if not found:
        assert sentence is None
        return
    assert sentence is not None
    assert (sentence.table, dict(sentence.values)) == ("volume-summary", {"期间": of})
    assert "收到申请(?P<申请件>[0-9]*)件，受理(?P<受理件>[0-9]*)件" in sentence.pattern
    (group,) = groups(
        layout, *(one(f"2021-{number:02d}", doubt(read)) for number, read in enumerate(reads, 1))
    )
    proposal = {"table": sentence.table, "values": {"期间": of}, "pattern": sentence.pattern}
    assert (group.key, group.proposal, group.count) == ("sentences", proposal, len(reads))


PHRASES = {
    ("特此通报。",): "特此通报。",
    ("特此通报。", "特 此通报。"): "特此通报。",
    ("特此通报。", "特此公告。"): "",
    ("另有3件",): "",
    ("示例镇",): "",
    ("a.b*[c]{d}|^$\\(e)?+",): r"a\.b\*\[c\]\{d\}\|\^\$\\（e）？\+",
}


@pytest.mark.parametrize("reads", PHRASES, ids=str)
def test_a_pattern_for_a_set_phrase(reads: tuple[str, ...]) -> None:
    assert known_pattern(reads, NAMES) == PHRASES[reads]
