"""No text is called known when it holds a figure or name that was not compared: fixed phrases are known, sentences that the
tables give are compared word for word, labels have to rise."""

from __future__ import annotations

import pytest

from tests.importing.test_grids import read, told
from yuebao.importing.blocks import Paragraph
from yuebao.importing.remarks import Noted, Remark, Unplaced
from yuebao.schema.automaton import reads_freely

UNKNOWN = "不认得这段文字"


@pytest.mark.parametrize(
    ("lines", "unknown"),
    [
        (["附件1：", "附件2：", "附件3"], []),
        (["附件一：", "附件二：", "附件十一"], []),
        (["- 3 -", "— 4 —", "第 5 页"], []),
        (["第 8 页", "第9页", "第 1 页"], []),
        (["第 8 页", "第 8 页"], ["第 8 页"]),
        (["612"], ["612"]),
        (["3 页"], ["3 页"]),
        (["第 3 页 共 612 页"], ["第 3 页 共 612 页"]),
        (["附件612"], ["附件612"]),
        (["续表", "（续）"], []),
        (["表"], ["表"]),
    ],
)
def test_labels_rise(lines: list[str], unknown: list[str]) -> None:
    reading = read(*(Paragraph(line, f"第 {number} 段") for number, line in enumerate(lines, 1)))
    assert [(text, reason) for _, text, reason in told(reading)] == [(line, UNKNOWN) for line in unknown]


DERIVED = "湾丘彝族乡无办件量，2021年政务服务工作年终考核扣3分。"


def test_what_the_tables_give_is_to_be_compared() -> None:
    reading = read(Paragraph(DERIVED, "第 1 段"), Paragraph("说明：共612件。", "第 2 段"))
    assert told(reading) == []
    assert [(sentence.place, sentence.text) for sentence in reading.sentences] == [
        ("第 1 段", DERIVED),
        ("第 2 段", "说明：共612件。"),
    ]


FREE = [
    "[0-9]+件",
    ".*",
    "扣[^，]分",
    r"第\d页",
    "第[一二三]季度",
    r"\w",
    "(?:甲|[0-9])",
    r"(甲)\1",
    "甲(?=[0-9])",
]
FIXED = ["政务服务月报", "（?续表）?", "第1页", "[-—－]", "填写说明|刊头", "甲{2,3}", r"\s*注", "[甲乙]"]


@pytest.mark.parametrize("pattern", FREE)
def test_a_pattern_that_reads_anything(pattern: str) -> None:
    assert reads_freely(pattern)


@pytest.mark.parametrize("pattern", FIXED)
def test_a_pattern_that_reads_what_it_names(pattern: str) -> None:
    assert not reads_freely(pattern)


LISTED = "被评为红旗窗口。"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("公安局、民政局", ["公安局", "民政局"]),
        ("公安局、民政局2个窗口", ["公安局", "民政局"]),
        ("公安局窗口、民政局等两个窗口", ["公安局", "民政局"]),
        ("公安局、民政局等二个窗口", ["公安局", "民政局"]),
        ("公安局、民政局、税务局2个窗口", None),
        ("公安局、民政局3个窗口", None),
        ("公安局窗口", ["公安局"]),
        ("公安局、12", ["公安局", "12"]),
    ],
)
def test_how_many_a_list_says_it_has(text: str, units: list[str] | None) -> None:
    """Otherwise nothing of it is read, and all of it is told."""
    reading = read(Paragraph(text + LISTED, "第 1 段"))
    rows = [record.values["单位"] for record in reading.records.get("awards", ())]
    assert (rows, told(reading)) == ((units, []) if units else ([], [("第 1 段", text + LISTED, UNKNOWN)]))


TITLE = "乡镇一体化平台办件量"
BESIDE = [
    (f"2021年7月{TITLE}", None),
    (f"附件5：2021年7月{TITLE}", None),
    (f"- 附件： 1.2021年7月{TITLE}", None),
    (f"附件2《2021年7月{TITLE}》", None),
    (f"二〇二一年七月{TITLE}（续）", None),
    (f"2021年7月{TITLE}表（2）", None),
    (f"2021年1-7月{TITLE}", None),
    (f"2021年7月{TITLE}（单位：件）", None),
    (f"米易县2021年7月{TITLE}", (Noted, "米易县")),
    (f"{TITLE}（甲某报送）", (Noted, "甲某报送")),
    (f"{TITLE}应为612件", (Unplaced, "应为612件")),
    (f"{TITLE}第612期", (Unplaced, "第612期")),
    (f"附件612 {TITLE}", (Unplaced, "附件612")),
    (f"{TITLE}（612）", (Unplaced, "612")),
]


@pytest.mark.parametrize(("text", "beside"), BESIDE)
def test_what_stands_beside_a_title(text: str, beside: tuple[type[Remark], str] | None) -> None:
    """A title announces its table; other words on its line are told, a figure among them as something to look at."""
    remarks = [each for each in read(Paragraph(text, "第 1 段")).remarks if "写明单位" not in each.reason]
    reason = "" if beside is None else f"标题旁边的“{beside[1]}”没有读入"
    assert remarks == ([] if beside is None else [beside[0]("第 1 段", text, reason)])
