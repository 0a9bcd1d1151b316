"""Everything that readers of lines and tables tell, whole: of what kind it is, where it stands, its words, why, what else it
could be. Other tests look at the reason; here a wrong place, lost words or a lost alternative is seen."""

from __future__ import annotations

import pytest

from tests.importing.test_grids import grid, read
from tests.importing.test_table_ends import HEADER, MONTH, ONE, SHEET, TOTAL, TOWN, TWO
from yuebao.importing.blocks import Block, Grid, Paragraph
from yuebao.importing.remarks import Ambiguous, Remark, Unplaced
from yuebao.importing.settling import LOST, UNKNOWN_COLUMN

UNKNOWN = "不认得这段文字"
NOWHERE = "不知属于哪张表"
ASIDE = "这张表没有读入；确是本期的，请改正标题后再导入"
CLAUSE = "窗口工作人员受到群众有效投诉或与群众发生争吵的每人扣2分"
VOLUME = "{}，6个乡镇共接受申请5件，受理5件，办结5件，按时办结率100%，其中线上2件，线下3件。"
AWARDS = ("类别", "姓名", "单位")


def line(text: str, number: int) -> Paragraph:
    return Paragraph(text, f"第 {number} 段")


def wide(text: str) -> tuple[str, ...]:
    return (text, *[""] * 7)


TOLD: dict[str, tuple[list[Block], list[Remark]]] = {
    "a line that nobody knows": ([line("另有3件  正在办理。", 1)], [Unplaced("第 1 段", "另有3件 正在办理。", UNKNOWN)]),
    "a sheet of another month": (
        [Paragraph("6月", "工作表“6月”", caption=True), grid(TOWN, ONE, start=2)],
        [Ambiguous("工作表“6月”", "6月", "工作表“6月”写的是6月，导入的是 2021-07，其中的内容没有读入")],
    ),
    "a title of another month": (
        [line("2021年6月  乡镇一体化平台办件量", 4), grid(TOWN, ONE, start=2)],
        [Ambiguous("第 4 段", "2021年6月 乡镇一体化平台办件量", f"标题写的是2021年6月，导入的是 2021-07，{ASIDE}")],
    ),
    "two days of publishing": (
        [line("2021年8月11日", 1), line("2021年8月12日", 2)],
        [Ambiguous("第 2 段", "2021年8月12日", "前面已写作“2021-08-11”，照前面的读入，请核对", ("2021-08-11", "2021-08-12"))],
    ),
    "a sentence of another month": (
        [line(VOLUME.format("7月") + VOLUME.format("6月").replace("乡镇", "县级部门"), 3)],
        [Unplaced("第 3 段", VOLUME.format("6月").replace("乡镇", "县级部门"), "这一句写的是6月，导入的是 2021-07，没有读入")],
    ),
    "the mark of a note in a sentence": (
        [line(VOLUME.format("7月").replace("受理5件", "受理5①件"), 3)],
        [Ambiguous("第 3 段", "①", "注的记号，没有算在数字里，请看注里说了什么")],
    ),
    "more in a sentence": (
        [line(f"{VOLUME.format('7月')}其中邮寄 12 件。", 3)],
        [Unplaced("第 3 段", "其中邮寄 12 件。", "句子的这一部分没有读懂")],
    ),
    "someone without a unit": (
        [line("以下人员被评为综合优胜星：", 1), line("示例甲（公安局）\t示例 乙", 2)],
        [Unplaced("第 2 段", "示例 乙", "名单里的这一部分没有读懂")],
    ),
    "a unit above no table": (
        [line("单位：件", 1), line("一、办件情况", 2)],
        [Unplaced("第 1 段", "单位：件", "写明单位的这一行下面没有表")],
    ),
    "a header of two tables": (
        [grid(TOWN, ONE, start=2)],
        [
            Ambiguous("第 2 行", HEADER, "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入"),
            Unplaced("第 3 行", "｜".join(filter(None, ONE)), LOST),
        ],
    ),
    "a table whose place is taken": (
        [MONTH, grid(TOWN, ONE, TOTAL, start=2), MONTH, grid(TOWN, TWO, start=9)],
        [
            Ambiguous("第 9 行", HEADER, "《乡镇一体化平台办件量》在第 2 行已经读入，第 9 行又有一张，没有合在一起，也没有读入，请核对该用哪一张"),
            Unplaced("第 10 行", "｜".join(filter(None, TWO)), LOST),
        ],
    ),
    "a row of no table": (
        [grid(("制表：示例", "", "审核：  示例"), start=5)],
        [Unplaced("第 5 行", "制表：示例｜审核： 示例", NOWHERE)],
    ),
    "words beside a title in a row": (
        [grid((MONTH.text, "请  核对"), start=5)],
        [Unplaced("第 5 行", "请 核对", "在标题旁边，不知属于哪张表")],
    ),
    "words apart from a title": (
        [grid((MONTH.text, "", "请  核对"), start=5)],
        [Unplaced("第 5 行", "请 核对", NOWHERE)],
    ),
    "words beside the heading of a group": (
        [grid(("3 公安局 100.5 分", "请核对"), start=5)],
        [Unplaced("第 5 行", "请核对", "在标题旁边，不知属于哪张表")],
    ),
    "an item of nobody": (
        [grid(("●", CLAUSE, "示例。", "-2"), start=5)],
        [Unplaced("第 5 行", f"{CLAUSE}｜示例。｜-2", "这一项上面没有分组的标题，不知属于谁")],
    ),
    "a word above no column": (
        [MONTH, grid((*TOWN, "邮寄"), (*ONE, "7"), start=2)],
        [
            Unplaced("第 3 行", "7", "表里没有“邮寄”这一列"),
            Unplaced("第 2 行", "邮寄", UNKNOWN_COLUMN),
        ],
    ),
    "a unit above the table": (
        [MONTH, line("单位：百件", 2), grid(TOWN, ONE, start=2)],
        [Ambiguous("第 2 段", "单位：百件", "《乡镇一体化平台办件量》各列的单位是%、件；照印的数读入，没有换算，请核对")],
    ),
    "a unit in a heading": (
        [MONTH, grid((*TOWN[:2], "申请件（百件）", *TOWN[3:]), ONE, start=2)],
        [Ambiguous("第 2 行", "申请件（百件）", "列名后面写着“百件”，这一列的单位是“件”；照印的数读入，没有换算，请核对")],
    ),
    "rows on another sheet that number again": (
        [SHEET, grid(AWARDS, ("红旗窗口", "", "公安局"), start=2), SHEET, grid(AWARDS, ("红旗窗口", "", "民政局"), start=9)],
        [
            Ambiguous("第 9 行", "1 行", "《红旗窗口与服务之星》在第 2 行已经读入，第 9 行又有一张，没有合在一起，也没有读入，请核对该用哪一张"),
            Unplaced("第 10 行", "红旗窗口｜民政局", LOST),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_all_of_what_is_told(case: str) -> None:
    blocks, expected = TOLD[case]
    assert [_plain(each) for each in read(*blocks).remarks] == expected


def _plain(remark: Remark) -> Remark:
    """Without the places of single cells, which `test_doubts_alone` looks at."""
    return type(remark)(remark.place, remark.text, remark.reason, remark.alternatives)


OTHER_MONTH = (line("2021年6月乡镇一体化平台办件量", 1), grid(TOWN, ONE, start=2))


@pytest.mark.parametrize("more", [TWO, TOTAL, wide("第 8 页")], ids=str)
def test_what_stands_under_a_title_of_another_month_is_told_once(more: tuple[str, ...]) -> None:
    """With its title, as a whole: each row is passed over and counted as told."""
    title, table = OTHER_MONTH
    assert isinstance(table, Grid)
    reading = read(title, Grid((*table.rows, *grid(more, start=4).rows)))
    assert len(reading.remarks) == 1 and dict(reading.records) == {}
    assert sum(reading.account.placed.values()) == 0
