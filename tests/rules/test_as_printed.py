"""The rule that compares an issue with its documents: valid, invalid, undecided and inapplicable cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rules import issue, surroundings
from yuebao.model.finding import Finding
from yuebao.model.issue import CORRECTION, ORIGINAL, Absence, Issue
from yuebao.model.printed import PrintedDocument, PrintedRow, PrintedTable
from yuebao.rules.engine import Verdicts, check_month, notices
from yuebao.rules.kinds.as_printed import Params, in_table
from yuebao.rules.verdict import INAPPLICABLE, PASSED, Break

RULES: Mapping[str, list[dict[str, Any]]] = {
    "": [{"id": "as-printed", "kind": "as-printed", "source": "示例"}],
}
TABLE = "号,名称,甲\n1,一局,10\n2,二局,20\n3,三局,30\n"


def table(text: str) -> PrintedTable:
    header, *rows = [line.split(",") for line in text.splitlines()]
    return PrintedTable(
        tuple(header), tuple(PrintedRow(tuple(row), f"第 {number} 行") for number, row in enumerate(rows, 5))
    )


def document(text: str = "", file: str = "a.txt", role: str = ORIGINAL, **masthead: str) -> PrintedDocument:
    return PrintedDocument(f"source/{file}", role, {"t": table(text)} if text else {}, masthead)


def verdicts(own: str, *documents: PrintedDocument, masthead: Issue | None = None, **shape: Any) -> Verdicts:
    month, scope = surroundings({"t": own}, RULES, issue=masthead, **shape)
    return check_month(month, replace(scope, printed=documents))


def broken(found: Verdicts) -> list[Finding]:
    return [item for item in found.findings if item.rule == "as-printed"]


def told(found: Verdicts) -> list[str]:
    return [item.message for item in broken(found)]


def counts(own: str, *documents: PrintedDocument) -> tuple[int, int, int]:
    """Passed, failed and inapplicable assertions about the table."""
    month, scope = surroundings({"t": own}, RULES, shape={"t": TABLE})
    found = list(in_table(Params(), month.tables["t"], replace(scope, printed=documents)))
    return found.count(PASSED), sum(isinstance(each, Break) for each in found), found.count(INAPPLICABLE)


def test_a_table_that_is_as_printed() -> None:
    assert told(verdicts(TABLE, document(TABLE))) == []
    assert counts(TABLE, document(TABLE)) == (3 * 3 + 1, 0, 0)


# The table, and the messages.
WRONG: dict[str, tuple[str, list[str]]] = {
    "a figure": (
        TABLE.replace("二局,20", "二局,02"), ["“甲”是 02，原件印的是 20（a.txt 第 6 行）"],
    ),
    "a blank for a figure": (TABLE.replace("二局,20", "二局,"), ["“甲”是空白，原件印的是 20（a.txt 第 6 行）"]),
    "a name": (TABLE.replace("二局", "旧局"), ["“名称”是“旧局”，原件印的是“二局”（a.txt 第 6 行）"]),
    "two names swapped": (
        "号,名称,甲\n1,二局,10\n2,一局,20\n3,三局,30\n",
        ["“名称”是“二局”，原件印的是“一局”（a.txt 第 5 行）", "“名称”是“一局”，原件印的是“二局”（a.txt 第 6 行）"],
    ),
    "a row lost": (
        "号,名称,甲\n1,一局,10\n2,三局,30\n", ["表里没有原件所印的“二局”一行（a.txt 第 6 行：2，二局，20）"],
    ),
    "a row too many": (TABLE + "4,旧局,40\n", ["“旧局”这一行，原件没有（4，旧局，40）"]),
    "a row twice": (
        "号,名称,甲\n1,一局,10\n1,一局,10\n2,二局,20\n3,三局,30\n", ["“一局”这一行，原件没有印这么多遍（1，一局，10）"],
    ),
    "a row in another place": (
        "号,名称,甲\n1,三局,30\n2,一局,10\n3,二局,20\n",
        ["“三局”在表里是第 1 行，原件印在第 3 行（a.txt 第 7 行）"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_as_printed(case: str) -> None:
    own, messages = WRONG[case]
    assert told(verdicts(own, document(TABLE))) == messages
    assert counts(own, document(TABLE))[1] == len(messages)


def test_all_that_an_erratum_says() -> None:
    (found,) = broken(verdicts(TABLE.replace("二局,20", "二局,"), document(TABLE)))
    place = (found.table, found.line, found.row, found.column)
    assert place == ("t", 3, "二局", "甲")
    assert (found.value, found.expected, found.breach, found.against) == ("", "20", "printed", None)
    (found,) = broken(verdicts("号,名称,甲\n1,一局,10\n2,三局,30\n", document(TABLE)))
    assert (found.row, found.expected, found.breach, found.against) == (
        None, "2，二局，20", "missing-row", "二局",
    )  # fmt: skip


def test_two_lacking_rows_of_one_name_are_two_findings() -> None:
    own = "号,名称,文\n1,一局,x\n"
    printed = own + "2,二局,x\n3,二局,y\n"
    month, scope = surroundings({"t": own}, {"": RULES[""]})
    found = check_month(month, replace(scope, printed=(document(printed),)))
    assert [item.against for item in broken(found)] == ["第 2 行", "第 3 行"]


def test_a_table_sorted_anew_is_one_finding() -> None:
    rows = [f"{number},{name},{number}" for number, name in enumerate("甲乙丙丁戊己庚", 1)]
    own, printed = ("\n".join(["号,键,甲", *lines]) + "\n" for lines in (rows[::-1], rows))
    month, scope = surroundings({"t": own}, {"": RULES[""]})
    found = broken(check_month(month, replace(scope, printed=(document(printed),))))
    assert [item.message for item in found] == ["有 6 行的次序与原件不同（a.txt 第 5 行起）"]


def test_a_column_that_the_file_lacks_is_undecided() -> None:
    own = "号,名称\n1,一局\n2,二局\n3,三局\n"
    found = verdicts(own, document(TABLE), shape={"t": TABLE})
    assert [(item.status, item.message) for item in broken(found)] == [
        ("undecided", "表里缺少“甲”一列，无法与原件对照")
    ]


def test_a_table_that_cannot_be_read_is_undecided() -> None:
    month, scope = surroundings({}, RULES, shape={"t": TABLE})
    (found,) = broken(check_month(month, replace(scope, printed=(document(TABLE),))))
    assert (found.status, found.table) == ("undecided", "t")


def test_what_no_document_prints_is_inapplicable() -> None:
    assert counts(TABLE) == (0, 0, 1)
    part = document("名称,甲\n一局,10\n二局,20\n三局,30\n")
    assert (told(verdicts(TABLE, part)), counts(TABLE, part)) == ([], (3 * 2 + 1, 0, 1))


def said(own: str, *documents: PrintedDocument) -> list[str]:
    _, scope = surroundings({"t": own}, RULES)
    return list(notices(scope.layout, replace(scope, printed=documents)))


def test_what_no_document_prints_is_told() -> None:
    assert said(TABLE, document(TABLE)) == []
    scan = PrintedDocument("source/a.pdf", ORIGINAL, unread="PDF 不能导入")
    assert said(TABLE, scan) == [
        "2026-07 的 a.pdf 没有读出，不能与各表对照：PDF 不能导入",
        "2026-07 不在原件里、没有对照的表：《表t》；其中的数字只由规则核验，《表t》的“号”、“甲”没有规则核验",
    ]
    assert said(TABLE, document("名称,甲\n一局,10\n")) == ["2026-07 的《表t》，“号”不在原件里，没有对照"]


def test_a_correction_takes_the_place_of_the_original() -> None:
    corrected = TABLE.replace("二局,20", "二局,21")
    original, correction = document(TABLE), document(corrected, "b.txt", CORRECTION)
    assert told(verdicts(corrected, original, correction)) == []
    assert told(verdicts(corrected, correction, original)) == [], "in whatever order they are registered"
    assert told(verdicts(TABLE, original, correction)) == ["“甲”是 20，原件印的是 21（b.txt 第 6 行）"]


def test_a_correction_of_one_row_leaves_the_others() -> None:
    original = document(TABLE)
    correction = document("号,名称,甲\n2,二局,21\n", "b.txt", CORRECTION)
    assert told(verdicts(TABLE.replace("二局,20", "二局,21"), original, correction)) == []
    assert told(verdicts(TABLE.replace("一局,10", "一局,11"), original, correction)) == [
        "“甲”是 11，原件印的是 10（a.txt 第 5 行）",
        "“甲”是 20，原件印的是 21（b.txt 第 5 行）",
    ]


def test_documents_of_parts_prove_together() -> None:
    month, scope = surroundings({"t": TABLE, "u": TABLE}, {"": RULES[""]})
    parts = (document(TABLE), PrintedDocument("source/b.txt", ORIGINAL, {"u": table(TABLE)}))
    assert broken(check_month(month, replace(scope, printed=parts))) == []


def test_two_documents_that_differ_are_told() -> None:
    other = document(TABLE.replace("二局,20", "二局,21"), "b.txt")
    (found,) = broken(verdicts(TABLE.replace("二局,20", "二局,21"), document(TABLE), other))
    assert found.message == ("“二局”的“甲”，两份有效的文件所印不同：a.txt 第 6 行是 20，b.txt 第 6 行是 21")
    assert (found.breach, found.against, found.value, found.expected) == (
        "sources-differ",
        "二局",
        "20",
        "21",
    )


def test_the_masthead() -> None:
    own = issue(7, 7, "2026-08-05")
    found = verdicts(TABLE, document(number="7", published="2026-08-05", title="示 例"), masthead=own)
    assert told(found) == []
    assert [(each.passed, each.inapplicable) for each in found.tallies if not each.table] == [(3, 4)]
    found = verdicts(TABLE, document(number="8", publisher="别处"), masthead=own)
    assert told(found) == [
        "number 为 7，原件印的是 8（a.txt）", "publisher 为“示例”，原件印的是“别处”（a.txt）",
    ]  # fmt: skip
    assert [item.file for item in broken(found)] == ["data/2026-07/issue.yaml"] * 2
    (found_,) = broken(verdicts(TABLE, document(number="8")))
    assert (found_.status, found_.message) == ("undecided", "本期的 issue.yaml 无法读取，刊头无法与原件对照")


def test_of_a_draft_what_is_filled_is_compared() -> None:
    own = "号,名称,甲\n1,一局,10\n2,二局,\n"
    month, scope = surroundings({"t": own}, RULES, issue=replace(issue(7, 7, "2026-08-05"), draft=True))
    left = replace(month.tables["t"], nothing=frozenset({(1, "甲")}), left=frozenset({(1, "甲")}))
    month, scope = replace(month, tables={"t": left}), replace(scope, tables={"t": left})
    found = check_month(month, replace(scope, printed=(document(TABLE),)))
    assert told(found) == [], "neither the blank nor the third row is there yet"
    assert scope.issue is not None
    done = replace(scope, issue=replace(scope.issue, complete=frozenset({"t"})))
    assert [
        item.against for item in broken(check_month(month, replace(done, printed=(document(TABLE),))))
    ] == ["三局"]


def test_what_was_not_published_is_not_compared() -> None:
    month, scope = surroundings({"t": TABLE.replace("二局,20", "二局,")}, RULES)
    absent = replace(month.tables["t"], nothing=frozenset({(1, "甲")}))
    month, scope = replace(month, tables={"t": absent}), replace(scope, tables={"t": absent})
    assert told(check_month(month, replace(scope, printed=(document(TABLE),)))) == []


def test_what_is_said_to_be_absent_though_it_is_printed_is_told() -> None:
    def absence(table: str, column: str, row: str) -> Absence:
        return Absence(table, column, row, "示例", "示例", date(2026, 8, 6), 1)

    def contradicted(*absent: Absence, printed: str = TABLE) -> list[str]:
        _, scope = surroundings(
            {}, RULES, issue=replace(issue(7, 7, "2026-08-05"), absent=absent), shape={"t": TABLE}
        )
        return list(notices(scope.layout, replace(scope, printed=(document(printed),))))

    assert contradicted(absence("t", "", "")) == [
        "2026-07 的《表t》有写作未公布的，a.txt 第 5 行却印着，请核对"
    ]
    assert contradicted(absence("t", "甲", "二局")) == [
        "2026-07 的《表t》“甲”一列有写作未公布的，a.txt 第 6 行却印着，请核对"
    ]
    assert contradicted(absence("t", "甲", "二局"), printed=TABLE.replace("二局,20", "二局,")) == []
    assert contradicted(absence("t", "甲", ""), printed="号,名称\n1,一局\n") == []
    assert contradicted(absence("u", "", "")) == []
