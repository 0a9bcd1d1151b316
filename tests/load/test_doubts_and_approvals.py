"""`doubts.yaml` and `review.yaml`: each key is read into its place, and what is said where one is ill-written, whole."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from yuebao.load.approval import read_approval
from yuebao.load.doubts import read_doubts
from yuebao.load.issue import read_issue
from yuebao.load.problem import Problem
from yuebao.load.properties import document_properties
from yuebao.model.approval import Approval, approval_text
from yuebao.model.doubt import Doubt, doubts_text
from yuebao.schema.reader import Schemas

WHOLE = Doubt(
    "source/x.docx",
    "第 7 段",
    "=12",
    "-也可能是 13",
    ("12", "13"),
    "#town-volume-month.白马镇.申请件",
    ("#town-volume-year.白马镇", "#satisfaction"),
    "照原件",
    1,
)
LEAST = Doubt("source/x.docx", "第 7 段", "")


@pytest.fixture(scope="module")
def schemas(real_schemas: Schemas) -> Schemas:
    return real_schemas


def read(text: str, schemas: Schemas, month: str = "2026-07") -> tuple[tuple[Doubt, ...], str, list[Problem]]:
    return read_doubts(text.encode(), schemas.layout("2026-07").tables, month)


def test_every_key_of_a_doubt_comes_back(schemas: Schemas) -> None:
    """Texts that a table could hold stand as they stand there, signs of a formula included."""
    assert all(getattr(WHOLE, field.name) for field in fields(Doubt))
    assert len({str(getattr(WHOLE, field.name)) for field in fields(Doubt)}) == len(fields(Doubt))
    second = replace(LEAST, place="第 8 段")
    text = doubts_text((WHOLE, second))
    assert read(text, schemas) == ((WHOLE, replace(second, line=text[: text.rindex("- file")].count("\n") + 1)), text, [])  # fmt: skip


def test_what_is_left_out_of_a_doubt_is_empty(schemas: Schemas) -> None:
    text = "- file: source/x.docx\n  place: 第 7 段\n"
    assert read(text, schemas) == ((replace(LEAST, line=1),), text, [])


@pytest.mark.parametrize("text", ["", "# 没有\n", "[]\n"])
def test_a_file_may_hold_no_doubt(text: str, schemas: Schemas) -> None:
    assert read(text, schemas) == ((), text, [])


PLACE = "写作 #表的名称.行.列，或 #表的名称.行；不在表里的写空。"
LISTED = "写作 {}: [一种, 另一种]，没有就写 []。"
ILL: dict[str, tuple[str, list[Problem]]] = {
    "a key that nobody knows": ("  cel: x\n", [Problem("不认识的键“cel”；是否为“cell”？", "请改正或删去这个键。", 3, column="0.cel")]),
    "a table that is none": (
        '  cell: "#town-volume-moth.甲.申请件"\n',
        [Problem("cell 为“#town-volume-moth.甲.申请件”：本期的版式没有表“town-volume-moth”；是否为“town-volume-month”？", PLACE, 3, column="0.cell")],
    ),
    "an address without its sign": (
        "  cell: satisfaction.甲\n", [Problem("cell 为“satisfaction.甲”：本期的版式没有表“satisfaction”", PLACE, 3, column="0.cell")],
    ),
    "an alternative that is a list": ("  alternatives: [[12]]\n", [Problem("“alternatives”应为列表", LISTED.format("alternatives"), 3, column="0.alternatives")]),
    "cells that are no list": ("  also: 甲\n", [Problem("“also”应为列表", LISTED.format("also"), 3, column="0.also")]),
    "a decision that is a list": ("  decision: []\n", [Problem("“decision”应为单个值", "请改正这个键。", 3, column="0.decision")]),
}  # fmt: skip


@pytest.mark.parametrize("case", ILL)
def test_an_ill_written_doubt_is_one_all_the_same(case: str, schemas: Schemas) -> None:
    more, problems = ILL[case]
    doubts, _, told = read(f"- file: source/x.docx\n  place: 第 7 段\n{more}", schemas)
    assert [(one.message.split("；")[0], one.remedy, one.line) for one in told] == [
        (one.message.split("；")[0], one.remedy, one.line) for one in problems
    ]
    assert [(doubt.file, doubt.place, doubt.line) for doubt in doubts] == [("source/x.docx", "第 7 段", 1)]


@pytest.mark.parametrize(("text", "line"), [("file: x\n", 1), ("甲\n", 1)])
def test_doubts_stand_in_a_list(text: str, line: int, schemas: Schemas) -> None:
    told = [Problem("应为存疑的列表", "每条以“- file: …”开头。", line)]
    assert read(text, schemas) == ((), text, told)


# --- what a reviewer decided ---

DECIDED = Approval("示例甲", "退回", "第 3 行不对", ("#satisfaction.甲.分", "#satisfaction.乙.分"), "0a" * 32)


def test_every_key_of_a_decision_comes_back() -> None:
    text = approval_text(DECIDED)
    assert read_approval(text.encode(), "2026-07") == (DECIDED, text, [])
    least = replace(DECIDED, verdict="同意", words="", ticked=())
    assert read_approval(approval_text(least).encode())[0] == least


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        ("退回", "退", "verdict 为“退”", "写作 同意 或 退回。"),
        ("0a0a", "0A0a", "of 不是 sha256", "这个文件由审核时写出；请删去它，重新审核。"),
        ("0a0a", "", "of 不是 sha256", "这个文件由审核时写出；请删去它，重新审核。"),
        ("verdict", "verdct", "不认识的键“verdct”", "请改正或删去这个键。"),
    ],
)
def test_a_decision_that_cannot_be_read_is_none(old: str, new: str, message: str, remedy: str) -> None:
    decided, _, problems = read_approval(approval_text(DECIDED).replace(old, new, 1).encode())
    assert decided is None
    assert problems[0].message.startswith(message) and problems[0].remedy == remedy
    assert problems[0].line


@pytest.mark.parametrize("content", [b"\xff\xfe\xfa", b"a: [\n", b"- 1\n"])
def test_what_is_no_mapping_decides_nothing(content: bytes) -> None:
    decided, _, problems = read_approval(content, "2026-07")
    assert decided is None and problems


@pytest.mark.parametrize("name", ["doubts.yaml", "review.yaml"])
@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"# \r\n"])
def test_what_tidies_an_untidy_file_names_the_issue(name: str, start: bytes, schemas: Schemas) -> None:
    if name == "doubts.yaml":
        content = start + doubts_text((WHOLE,)).encode()
        problems = read_doubts(content, schemas.layout("2026-07").tables, "2026-07")[2]
    else:
        problems = read_approval(start + approval_text(DECIDED).encode(), "2026-07")[2]
    assert ["请执行 yuebao tidy 2026-07，" in problem.remedy for problem in problems] == [True]


# --- which tables of a draft are whole ---

DRAFT = "state: 整理中\n"
WHOLE_TABLES: dict[str, tuple[str, frozenset[str], list[Problem]]] = {
    "nothing is said": (DRAFT, frozenset(), []),
    "two are": (f"{DRAFT}complete: [satisfaction, town-volume-month]\n", frozenset({"satisfaction", "town-volume-month"}), []),
    "none is": (f"{DRAFT}complete: []\n", frozenset(), []),
    "one that nobody knows": (
        f"{DRAFT}complete: [satisfaction, satisfactio]\n",
        frozenset({"satisfaction", "satisfactio"}),
        [Problem("本期的版式没有表“satisfactio”；是否为“satisfaction”？", "请改正表的名称。", 2, column="complete.1")],
    ),
    "a name alone": (
        f"{DRAFT}complete: satisfaction\n", frozenset(), [Problem("“complete”应为列表", "写作 complete: [表的名称, …]。", 2, column="complete")],
    ),
    "a list within the list": (
        f"{DRAFT}complete: [[satisfaction]]\n", frozenset(), [Problem("“complete”应为列表", "写作 complete: [表的名称, …]。", 2, column="complete")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WHOLE_TABLES)
def test_which_tables_of_a_draft_are_whole(case: str, schemas: Schemas) -> None:
    text, names, told = WHOLE_TABLES[case]
    layout = schemas.layout("2026-07")
    issue, _, problems = read_issue(text.encode(), "2026-07", layout.masthead, None, layout.tables)
    assert issue is not None and issue.draft is True
    assert (issue.complete, problems) == (names, told)


# --- what a document says about itself ---


def test_letters_that_are_none_in_the_packet_of_a_pdf_are_passed_over() -> None:
    packet = b'<x:xmpmeta a="12"><rdf>\xe7\x94\xb2\xff\xe4\xb9\x99</rdf></x:xmpmeta>'
    content = b"%PDF-1.7\n/Author (" + "丙".encode() + b")\n" + packet
    assert document_properties(content) == "丙\n甲\ufffd乙\n12"
