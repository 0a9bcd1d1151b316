"""Running text by itself: dated news, labels that number pages, sentences that overlap; and what the masthead takes from where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yuebao.importing.compact_text import squeeze
from yuebao.importing.masthead import complete_masthead, home_of, read_masthead
from yuebao.importing.sentences import next_number, read_dated, read_lead, read_people, read_sentences
from yuebao.load.registry import read_registry
from yuebao.model.issue import Issue
from yuebao.model.organization import Registry
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas


@pytest.fixture
def layout(real_schemas: Schemas) -> Layout:
    return real_schemas.layout("2021-07")


DATED: dict[tuple[str, str], tuple[str, str] | None] = {
    # the text and the period, then the day and what happened
    ("1.14 日，示例。", "2021-07"): ("2021-07-14", "示例。"),
    ("14日，示例", "2021-07"): ("2021-07-14", "示例"),
    ("3、7月1日，示例", "2021-07"): ("2021-07-01", "示例"),
    ("12月31日，示例", "2021-07"): ("2021-12-31", "示例"),
    ("14日，示例", "2021-Q3"): None,
    ("8月14日，示例", "2021-Q3"): ("2021-08-14", "示例"),
    ("14日，示例", "2021"): None,
    ("上旬，示例", "2021-07"): None,
    ("14日示例", "2021-07"): None,
}


@pytest.mark.parametrize(("text", "month"), DATED, ids="|".join)
def test_a_dated_paragraph(text: str, month: str, layout: Layout) -> None:
    expected = DATED[text, month]
    row = read_dated(squeeze(text), layout.intake, month)
    assert (None if row is None else (row.values["日期"], row.values["内容"])) == expected
    assert row is None or (row.table, set(row.values)) == ("news", {"日期", "内容"})


LABELS: dict[str, list[tuple[str, bool]]] = {
    "pages in their order": [("第1页", True), ("第2页", True), ("第4页", True)],
    "the same page again": [("第2页", True), ("第2页", False)],
    "a page before": [("第3页", True), ("第2页", False), ("第4页", True)],
    "from one again": [("第3页", True), ("第1页", True), ("第2页", True)],
    "each kind by itself": [
        ("第3页", True),
        ("附件2", True),
        ("-4-", True),
        ("第4页", True),
        ("附件三", True),
    ],
    "begun anywhere": [("-17-", True)],
    "no label": [("第几页", False), ("第页", False), ("共3页", False)],
}


@pytest.mark.parametrize("case", LABELS)
def test_labels_only_rise(case: str, layout: Layout) -> None:
    numbers: dict[int, int] = {}
    for text, known in LABELS[case]:
        assert next_number(squeeze(text).text, layout.intake, numbers) is known, text


VOLUME = "7月，6个乡镇共接受申请5件，受理5件，办结4件，按时办结率100%，其中线上2件，线下3件。"
PROSE: dict[str, tuple[str, list[tuple[str, str]], list[str]]] = {
    # the text, the table and a word of each row, what is left
    "one sentence": (VOLUME, [("volume-summary", "乡镇")], []),
    "two, one behind the other": (f"{VOLUME}{VOLUME.replace('乡镇', '县级部门')}", [("volume-summary", "乡镇"), ("volume-summary", "县级部门")], []),
    "words around it": (f"据悉：{VOLUME}特此通报。", [("volume-summary", "乡镇")], ["据悉：", "特此通报。"]),
    "words between two": (f"{VOLUME}又：{VOLUME}", [("volume-summary", "乡镇")] * 2, ["又："]),
    "a list": ("经考核，甲局窗口、乙局窗口被评为红旗窗口。", [("awards", "甲局"), ("awards", "乙局")], ["经考核，"]),
    "no sentence": ("特此通报。", [], ["特此通报。"]),
    "nothing": ("", [], []),
}  # fmt: skip


@pytest.mark.parametrize("case", PROSE)
def test_sentences_and_what_is_left_of_a_paragraph(case: str, layout: Layout) -> None:
    text, rows, left = PROSE[case]
    prose = read_sentences(squeeze(text), layout.intake)
    words = [(row.table, row.values.get("范围", row.values.get("单位", ""))) for row in prose.rows]
    assert (words, [part.text for part in prose.left]) == (rows, left)


def test_people_of_a_list_and_what_is_left(layout: Layout) -> None:
    assert read_lead(squeeze("以下人员参加会议："), layout.intake) is None
    lead = read_lead(squeeze("经考核，以下人员被评为综合优胜星："), layout.intake)
    assert lead is not None and dict(lead[1]) == {"类别": "综合优胜星"}
    prose = read_people(squeeze("甲某（示例局）、2.乙某（示例局（分局））；丙某"), *lead)
    assert [dict(row.values) for row in prose.rows] == [
        {"类别": "综合优胜星", "姓名": "甲某", "单位": "示例局"},
        {"类别": "综合优胜星", "姓名": "乙某", "单位": "示例局（分局）"},
    ]
    assert [part.text.strip("、；") for part in prose.left] == ["丙某"]


REGISTRY = (
    "id,type,name,aliases,code,parent,valid_from,valid_to,successors\n"
    "a,county,示例一县,,,,,,\nb,county,示例二县,二县,,,,,\nc,county,示例三县,,,,,2020-12,\nd,department,县示例局,,,,,,\n"
)  # fmt: skip
HOMES = {
    "示例一县行政审批局": "示例一县",
    "二县行政审批局": "示例二县",
    "示例一县、示例二县行政审批局": None,
    "示例三县行政审批局": None,
    "县示例局": None,
    "": None,
}


@pytest.fixture
def registry(real_schemas: Schemas) -> Registry:
    found, _, _ = read_registry(REGISTRY.encode(), real_schemas.registry, real_schemas.organizations)
    return found


@pytest.mark.parametrize("publisher", HOMES)
def test_the_place_that_the_publisher_is_named_after(publisher: str, registry: Registry) -> None:
    assert home_of(publisher, registry, ("county",), "2021-07") == HOMES[publisher]


def issue(**values: Any) -> Issue:
    roles = {
        "home": "county",
        "publisher": "publisher",
        "title": "title",
        "number": "number",
        "total_number": "total_number",
        "published": "published",
        "year": "year",
    }
    return Issue(values, roles, ())


KEPT, NAMED = "文件里没有，保持原样", "取自编印单位的名称"
ONE = {"publisher": "示例一县行政审批局"}
MASTHEADS: dict[str, tuple[dict[str, str], Issue | None, Issue | None, dict[str, str], dict[str, str]]] = {
    # what is stated, the issue that stands, the one before, what is to be, and where it comes from
    "what is stated": ({"title": "甲", "month": "2021-07"}, None, None, {"title": "甲"}, {}),
    "the publisher's place": (ONE, None, issue(county="示例二县"), {**ONE, "county": "示例一县"}, {"county": NAMED}),
    "the place of the one before": (
        {}, None, issue(county="示例二县", title="甲"), {"county": "示例二县"}, {"county": "文件里没有，沿用 甲"},
    ),
    "no place before": ({}, None, issue(title="甲"), {}, {}),
    "the issue that stands": (
        {"title": "甲"}, issue(title="乙", number=5, published=date(2021, 8, 9), county="示例二县"), issue(county="示例一县"),
        {"title": "甲", "number": "5", "published": "2021-08-09", "county": "示例二县"},
        {"number": KEPT, "published": KEPT, "county": KEPT},
    ),
    "what is stated beside the issue that stands": (
        {"county": "示例一县", "title": "甲"}, issue(county="示例二县"), None, {"county": "示例一县", "title": "甲"}, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MASTHEADS)
def test_what_a_masthead_takes_from_where(case: str, layout: Layout, registry: Registry) -> None:
    stated, own, earlier, values, assumed = MASTHEADS[case]
    assert complete_masthead(layout.masthead, stated, own, earlier, registry, "2021-07") == (values, assumed)


LINES: dict[str, dict[str, str] | None] = {
    "2021年第5期 总第143期": {"year": "2021", "number": "5", "total_number": "143"},
    "２０２１年第５期总第１４３期": {"year": "2021", "number": "5", "total_number": "143"},
    "示例县 行政审批局 编": {"publisher": "示例县 行政审批局"},
    "示例局编 2021年8月9日印发": {"publisher": "示例局", "published": "2021-08-09"},
    "2021年8月9日": {"published": "2021-08-09"},
    "2021年2月30日": {"published": "2021年2月30日"},
    "二〇二一年八月九日": {"published": "2021-08-09"},
    "2021年7月政务服务月报": {"title": "2021年7月政务服务月报", "month": "2021-07"},
    "2021年第三季度政务服务季报": {"title": "2021年第三季度政务服务季报", "month": "2021-Q3"},
    "特此通报。": None,
}


@pytest.mark.parametrize("text", LINES)
def test_what_a_line_of_the_masthead_states(text: str, layout: Layout) -> None:
    assert read_masthead(squeeze(text), layout.intake.masthead, layout.masthead) == LINES[text]
