"""How reports may be printed otherwise: what must still be read as the same month, and what must be told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from tests.support.archive import tree
from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, PUBLISHED, TEXT, document, tables
from yuebao.importing.blocks import Refused
from yuebao.importing.result import Imported
from yuebao.model.fault import UsageError
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing

Change = Callable[[str], str]
TABLES = {name: content for name, content in PUBLISHED.items() if name != "issue.yaml"}
FIGURES = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@pytest.fixture(scope="module")
def standing_archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return read_standing(bare_example(tmp_path_factory.mktemp("variants") / "archive").folder)


@pytest.fixture
def archive(standing_archive: Standing) -> Standing:
    """The archive without the month that the test before brought in."""
    shutil.rmtree(standing_archive.root / "data" / MONTH, ignore_errors=True)
    return standing_archive


def bring_in(archive: Standing, text: str, encoding: str = "utf-8") -> Imported:
    path = document(archive.root.parent, text, encoding=encoding)
    return import_document(archive, path, MONTH)


def replaced(old: str, new: str, count: int = 1) -> Change:
    def change(text: str) -> str:
        assert text.count(old) >= count, old
        return text.replace(old, new, count)

    return change


def between(text: str, start: str, end: str) -> tuple[str, str, str]:
    """The text before, from ``start`` to before ``end``, and after; both are headings that stand alone on a line."""
    first = text.index(f"\n{start}\n") + 1
    last = text.index(f"\n{end}\n", first) + 1 if end else len(text)
    return text[:first], text[first:last], text[last:]


def table_lines(change: Callable[[str], str]) -> Change:
    """Change the lines of tables below the headings of attachments."""

    def changed(text: str) -> str:
        head, tail = text.split("2003年7月常驻窗口（单位）综合考核排名表\n\n名次", 1)
        lines = [change(line) if "\t" in line else line for line in f"名次{tail}".split("\n")]
        return f"{head}2003年7月常驻窗口（单位）综合考核排名表\n\n" + "\n".join(lines)

    return changed


def wide_figures(line: str) -> str:
    return "\t".join(
        cell.translate(FIGURES) if re.fullmatch(r"[0-9.]+%?", cell) else cell for cell in line.split("\t")
    )


def thousands(line: str) -> str:
    return "\t".join(
        f"{int(cell):,}" if re.fullmatch("[0-9]{4,}", cell) else cell for cell in line.split("\t")
    )


def spaced_names(line: str) -> str:
    return re.sub("(?<=[一-鿿])局\t", " 局\t", line)


def moved(text: str) -> str:
    """Attachment 8 before attachment 2."""
    head, staff, _ = between(text, "2003年7月窗口工作人员综合考核排名表", "")
    before, departments, after = between(
        head, "2003年7月县级部门一体化平台办件量", "2003年7月各县（区）月办件对比及考核得分表"
    )
    return f"{before}{staff}\n{departments}{after}"


def abreast(count: int, *, down: bool = False) -> Change:
    """The people so many abreast, across the lines or down the columns."""

    def change(text: str) -> str:
        head, staff, _ = between(text, "2003年7月窗口工作人员综合考核排名表", "")
        rows = PUBLISHED["staff-scores.csv"].decode().splitlines()
        people = [row.replace(",", "\t") for row in rows[1:]]
        height = -(-len(people) // count)
        lines = (
            [people[start::height] for start in range(height)]
            if down
            else [people[start : start + count] for start in range(0, len(people), count)]
        )
        title = staff.split("\n", 1)[0]
        header = "\t".join([rows[0].replace(",", "\t")] * count)
        return f"{head}{title}\n\n{header}\n" + "\n".join("\t".join(line) for line in lines) + "\n"

    return change


def repeated_header(text: str) -> str:
    """The second page of the staff table with its header again, and a page number between."""
    header = "排名\t姓名\t单位\t得分\t\t排名\t姓名\t单位\t得分"
    return text.replace("\n\n9\t示例癸子", f"\n\n- 9 -\n\n{header}\n9\t示例癸子")


def without_rates(text: str) -> str:
    """Both tables of towns without their last column."""
    before, towns, after = between(
        text, "2003年7月乡镇一体化平台办件量", "2003年7月各窗口（单位）考核加减分明细表（1）"
    )
    return before + re.sub("(?m)\t(按时办结率|100%|)$", "", towns) + after


SAME: dict[str, Change] = {
    "as it is": lambda text: text,
    "CRLF": replaced("\n", "\r\n", TEXT.count("\n")),
    "full-width figures": table_lines(wide_figures),
    "thousands separators": table_lines(thousands),
    "thousands in a sentence": replaced("受理4325件", "受理4,325件"),
    "full-width sentence": replaced("7月，6个乡镇共接受申请4325件", "７月，６个乡镇共接受申请４３２５件"),
    "half-width punctuation": lambda text: text.replace("（注：", "(注:").replace("五、工作动态\n", "五、工作动态 \n"),
    "spaces inside names": table_lines(spaced_names),
    "trailing tabs cut": table_lines(str.rstrip),
    "another order": moved,
    "one abreast": abreast(1),
    "three abreast": abreast(3),
    "two abreast, down": abreast(2, down=True),
    "three abreast, down": abreast(3, down=True),
    "header again on the next page": repeated_header,
    "numbered headings": replaced("\n2003年7月乡镇一体化平台办件量", "\n附件5：2003年7月乡镇一体化平台办件量"),
    "sections numbered by Word": lambda text: re.sub(r"(?m)^[一二三四五]、", "", text),
    "news numbered by Word": lambda text: re.sub(r"(?m)^[1-6]\.(?=[0-9]+ 日)", "", text),
    "news with month": lambda text: re.sub(r"(?m)^([1-6])\.(?=[0-9]+ 日)", r"\1．7 月 ", text),
    "total in the first column": table_lines(lambda line: re.sub("^\t合 ?计\t", "合计\t\t", line)),
    "units above the columns": table_lines(lambda line: line.replace("申请件\t", "申请件（件）\t").replace("按时办结率", "按时办结率(%)")),
    "score with its unit": table_lines(replaced("1\t示例四局\t103.4\t", "1\t示例四局\t103.4分\t", 0)),
    "a header above a page break": lambda text: text.replace("5\t示例丙子\t", "\n第 8 页\n\n5\t示例丙子\t"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_month_printed_otherwise(name: str, archive: Standing) -> None:
    imported = bring_in(archive, SAME[name](TEXT))
    assert (imported.understood.unplaced, imported.understood.ambiguous) == ((), ())
    made = tables(archive.root)
    assert {file: made[file] for file in TABLES} == TABLES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings(encoding: str, archive: Standing) -> None:
    # Rare characters of names are in GB18030; the first bytes of UTF-16 without mark are those of blank lines.
    imported = bring_in(archive, TEXT, encoding)
    made = tables(archive.root)
    assert {file: made[file] for file in TABLES} == TABLES
    assert imported.kind.startswith(
        {"utf-8-sig": "文本，UTF-8（有 BOM）", "gb18030": "文本，GB18030"}.get(encoding, "文本，UTF-16")
    )


def test_each_change_of_writing_is_listed(archive: Standing) -> None:
    imported = bring_in(
        archive,
        TEXT.replace("1\t示例四镇\t2815\t2815", "1\t示例四镇\t２８１５\t2,815").replace(
            "\t103.4\t", "\t103.4 分\t"
        ),
    )
    assert [(change.before, change.after, change.how) for change in imported.understood.changes][:3] == [
        ("２８１５", "2815", "全角改半角"),
        ("2,815", "2815", "去掉千位分隔"),
        ("合 计", "合计", "去掉字间空格"),
    ]
    assert ("103.4 分", "103.4", "去掉单位") in [
        (change.before, change.after, change.how) for change in imported.understood.changes
    ]


def unplaced(imported: Imported) -> list[tuple[str, str]]:
    return [(remark.text, remark.reason) for remark in imported.understood.unplaced]


def ambiguous(imported: Imported) -> list[tuple[str, str]]:
    return [(remark.text, remark.reason) for remark in imported.understood.ambiguous]


UNPLACED: dict[str, tuple[Change, list[tuple[str, str]]]] = {
    "a paragraph": (
        replaced("\n五、工作动态", "\n另有3件正在办理。\n\n五、工作动态"),
        [("另有3件正在办理。", "不认得这段文字")],
    ),
    "more in a sentence": (
        replaced("线下2937件。", "线下2937件。其中邮寄12件。"),
        [("其中邮寄12件。", "句子的这一部分没有读懂")],
    ),
    "another note": (
        replaced("注：纳入综合窗口", "注：本月起纳入综合窗口"),
        [("注：本月起纳入综合窗口管理的单位不进行月度考核，只参加年终考核。", "不认得这段文字")],
    ),
    "another column": (
        table_lines(lambda line: line.replace("按时办结率", "按时办结率\t邮寄").replace("2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%", "2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%\t7")),
        [("7", "表里没有“邮寄”这一列"), *[("邮寄", "表头里的这一列，表里没有")] * 3],
    ),
    "a cell beyond the header": (
        replaced("2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%", "2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%\t备注"),
        [("备注", "这一格在表头之外，不知属于哪一列")],
    ),
    "news without a day": (
        replaced("1.14 日，示例", "1.上旬，示例"),
        [("1.上旬，示例：到示例一镇便民服务中心调研，收集建议17条。", "不认得这段文字")],
    ),
    "a signature below a table": (
        replaced("\t合计\t4325\t4325\t4325\t1147\t3178\t100%\n", "\t合计\t4325\t4325\t4325\t1147\t3178\t100%\n制表：示例\t\t审核：示例\n"),
        [("制表：示例｜审核：示例", "不知属于哪张表")],
    ),
    "an item without its text": (
        replaced("\t7月30日下午示例丁子为群众加班5分钟\t+0.1\t", "\t\t\t\t"),
        [("周一至周五延时为申请人办件，5分钟以上的每次加0.1分，20分钟以上每次加0.2分。", "这一项应有 3 格（考核项目、事由、加减分）")],
    ),
    "someone without a unit": (
        replaced("示例丙 子（示例三局）", "示例丙 子"),
        [("示例丙 子", "名单里的这一部分没有读懂")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNPLACED)
def test_what_finds_no_place_is_listed(name: str, archive: Standing) -> None:
    change, expected = UNPLACED[name]
    imported = bring_in(archive, change(TEXT))
    assert unplaced(imported) == expected
    assert not imported.placed


HEADER = "序号｜乡镇名称｜申请件｜受理件｜办结件｜线上办件数｜线下办件数｜按时办结率"
ROW = "示例一乡\t1202\t1202\t1202\t\t1202\t100%"
AMBIGUOUS: dict[str, tuple[Change, list[tuple[str, str]]]] = {
    "two tables of one header without headings": (
        lambda text: text.replace("\n2003年7月乡镇一体化平台办件量\n", "\n").replace("\n2003 年度乡镇一体化平台办件量\n", "\n"),
        [(HEADER, "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入")] * 2,
    ),
    "the second heading lost": (
        lambda text: text.replace("\n2003 年度乡镇一体化平台办件量\n", "\n"),
        [(HEADER, "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入")],
    ),
    "a blank cell dropped": (
        replaced(ROW, ROW.replace("\t\t", "\t")),
        [("2｜示例一乡｜1202｜1202｜1202｜1202｜100%", "这一行少 1 格，不知缺的是哪一格；从左到右读入，请核对")],
    ),
    "the last cell dropped": (
        replaced(ROW, ROW.removesuffix("\t100%")),
        [("2｜示例一乡｜1202｜1202｜1202｜｜1202", "这一行少 1 格，从左到右对齐读入，请核对")],
    ),
    "the number dropped": (
        replaced("2\t" + ROW, ROW),
        [("示例一乡｜1202｜1202｜1202｜｜1202｜100%", "这一行少 1 格，按各列的写法只有一种放法，照此读入，请核对")],
    ),
    "a clause missing": (
        replaced("●\t窗口工作人员受到群众有效投诉或与群众发生争吵的每人扣2分\t", "●\t\t"),
        [("示例戊子服务态度不好，收到群众有效投诉。｜-2", "这一项少一格，“考核项目”按空白读入，请核对")],
    ),
    "two dates of publishing": (
        replaced("一、办件情况", "2003年8月12日\n\n一、办件情况"),
        [("2003年8月12日", "前面已写作“2003-08-09”，照前面的读入，请核对")],
    ),
    "a table of another month": (
        replaced("\n2003年7月乡镇一体化平台办件量", "\n2003年6月乡镇一体化平台办件量"),
        [("2003年6月乡镇一体化平台办件量", "标题写的是2003年6月，导入的是 2003-07，这张表没有读入；确是本期的，请改正标题后再导入")],
    ),
    "a table twice": (
        lambda text: text + between(text, "2003年7月乡镇一体化平台办件量", "2003 年度乡镇一体化平台办件量")[1],
        [(HEADER, "《乡镇一体化平台办件量》在第 126 行已经读入，第 209 行又有一张，没有合在一起，也没有读入，请核对该用哪一张")],
    ),
    "a column missing": (
        without_rates,
        [("《乡镇一体化平台办件量》", "表头里没有 “按时办结率”，这几列按空白读入"), ("《年度乡镇一体化平台办件量》", "表头里没有 “按时办结率”，这几列按空白读入")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_listed(name: str, archive: Standing) -> None:
    change, expected = AMBIGUOUS[name]
    imported = bring_in(archive, change(TEXT))
    assert ambiguous(imported) == expected
    assert not imported.placed


def test_other_counties_of_the_document_are_told(archive: Standing) -> None:
    # A report of a city with 示例区 in the place of 示例二县: its column has no place here, and 示例二县 stays blank.
    imported = bring_in(archive, TEXT.replace("\t示例二县\t", "\t示例区\t"))
    assert {reason for _, reason in unplaced(imported)} == {
        "表里没有“示例区”这一列",
        "表头里的这一列，表里没有",
    }
    assert {reason for _, reason in ambiguous(imported)} == {"表头里没有 “示例二县”，这几列按空白读入"}
    assert {text for text, _ in unplaced(imported)} >= {"106", "2106", "1653", "2334"}


def test_an_attachment_that_is_absent_is_an_empty_table(archive: Standing) -> None:
    before, _, after = between(
        TEXT, "2003 年度乡镇一体化平台办件量", "2003年7月各窗口（单位）考核加减分明细表（1）"
    )
    imported = bring_in(archive, before + after)
    assert imported.understood.absent == imported.understood.promised == ("town-volume-year",)
    made = tables(archive.root)
    assert (
        made.pop("town-volume-year.csv").decode()
        == "序号,乡镇名称,申请件,受理件,办结件,线上办件数,线下办件数,按时办结率\n"
    )
    assert {file: made[file] for file in TABLES if file in made} == {
        file: content for file, content in TABLES.items() if file in made
    }
    assert imported.outcome.drafts[MONTH].startswith("还差 8 格：年度乡镇一体化平台办件量 8")


def test_a_sentence_that_contradicts_the_tables_is_told(archive: Standing) -> None:
    imported = bring_in(archive, TEXT.replace("示例五镇、示例六镇无办件量", "示例五镇无办件量"))
    (remark,) = [item for item in imported.discrepancies if item.place == "第 15 行"]
    assert "示例五镇、示例六镇无办件量，2003年政务服务工作年终考核扣2分。" in remark.reason


REFUSED: dict[str, tuple[str, str, str]] = {
    "another month": (TEXT.replace("2003年7月", "2003年6月"), MONTH, "文件是 2003-06 的月报（第 11 行“2003年6月政务服务月报（示例）”），--period 却是 2003-07"),
    "no report": ("今天天气很好。\n\n序号\t名称\n1\t甲\n", MONTH, "没有从文件里认出任何一张表"),
    "a table without its heading": (
        PUBLISHED["town-volume-year.csv"].decode().replace(",", "\t"), MONTH,
        "\n  第 1 行“序号｜乡镇名称｜申请件｜受理件｜办结件｜线上办件数｜线下办件数｜按时办结率”：表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同",
    ),
    "cut off early": (TEXT[: TEXT.index("2003年7月县级部门一体化平台办件量\n\n")], MONTH, "只从文件里认出 5 张表（应有 12 张）"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_leaves_no_trace(name: str, archive: Standing) -> None:
    text, month, message = REFUSED[name]
    before = tree(archive.root)
    path = document(archive.root.parent, text)
    with pytest.raises(Refused, match=re.escape(message)):
        import_document(archive, path, month)
    assert tree(archive.root) == before


@pytest.mark.parametrize("month", ["2003-13", "200307", "../x", "2003-7"])
def test_a_month_that_is_none_is_a_wrong_call(month: str, archive: Standing) -> None:
    before = tree(archive.root)
    with pytest.raises(UsageError, match="--period 应是统计期"):
        import_document(archive, document(archive.root.parent, TEXT), month)
    assert tree(archive.root) == before
