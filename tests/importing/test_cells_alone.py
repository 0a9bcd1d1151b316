"""One printed cell by itself: the text that is kept, what was changed, what somebody should look at, and whether it could
stand in the column at all."""

from __future__ import annotations

import pytest

from yuebao.importing.blocks import Stored
from yuebao.importing.cells import Cleaned, clean, fits
from yuebao.schema.reader import Schemas
from yuebao.schema.table_schema import Field

COLUMNS = {
    "count": ("town-volume-month", "申请件"),
    "dash": ("county-comparison-month", "米易"),
    "percent": ("town-volume-month", "按时办结率"),
    "signed": ("window-score-items", "加减分"),
    "score": ("window-scores", "得分"),
    "date": ("news", "日期"),
    "name": ("town-volume-month", "乡镇名称"),
    "text": ("news", "内容"),
}


@pytest.fixture
def fields(real_schemas: Schemas) -> dict[str, Field]:
    layout = real_schemas.layout("2021-07")
    return {kind: layout.tables[table].field[column] for kind, (table, column) in COLUMNS.items()}


NOTE = "“{0}”是注的记号，读作 {1}，请看注里说了什么"
WRITTEN: dict[str, tuple[str, str, str, str, str]] = {
    # the column, what is printed, what is kept, the change, the doubt
    "a figure": ("count", "5", "5", "", ""),
    "blank": ("count", "", "", "", ""),
    "blank margins": ("count", " 5\u3000", "5", "", ""),
    "full-width": ("count", "１２", "12", "全角改半角", ""),
    "thousands": ("count", "1,200", "1200", "去掉千位分隔", ""),
    "thousands, full-width": ("count", "１，２００", "1200", "全角改半角、去掉千位分隔", ""),
    "millions": ("count", "1,234,567", "1234567", "去掉千位分隔", ""),
    "its unit": ("count", "5件", "5", "去掉单位", ""),
    "its unit apart": ("count", "5 件", "5", "去掉单位", ""),
    "all of it": ("count", "１,２００件", "1200", "全角改半角、去掉千位分隔、去掉单位", ""),
    "another unit": ("count", "5人", "5人", "", ""),
    "a space within": ("count", "1 200", "1200", "去掉空格", "数字中间有空格，读作 1200；是不是几个数，请对照原件"),
    "words": ("count", "无", "无", "", ""),
    "a dash where none is known": ("count", "—", "—", "", ""),
    "a dash": ("dash", "-", "-", "", ""),
    "a wide dash": ("dash", "—", "-", "横线改写作 -", ""),
    "two wide dashes": ("dash", "——", "-", "横线改写作 -", ""),
    "three wide dashes": ("dash", "———", "———", "", ""),
    "a share": ("percent", "61.42%", "61.42%", "", ""),
    "a share, full-width": ("percent", "６１．４２％", "61.42%", "全角改半角", ""),
    "a share without its sign": ("percent", "61.42", "61.42", "", ""),
    "with a sign": ("signed", "+0.2", "+0.2", "", ""),
    "with a wide sign": ("signed", "＋０．２", "+0.2", "全角改半角", ""),
    "a note": ("count", "5¹", "5", "注的记号另记", NOTE.format("¹", "5")),
    "a note behind thousands": ("count", "1,200*", "1200", "注的记号另记", NOTE.format("*", "1200")),
    "a note behind words": ("count", "无*", "无*", "", ""),
    "two figures": ("count", "5\n6", "5 6", "", "一格里有 2 行数：“5”、“6”，不知以哪个为准；并排照录，请对照原件只留一个"),
    "three figures": ("count", "5\r\n6\v7", "5 6 7", "", "一格里有 3 行数：“5”、“6”、“7”，不知以哪个为准；并排照录，请对照原件只留一个"),
    "a figure and a word": ("count", "5\n（件）", "5（件）", "", ""),
    "a day": ("date", "2021-07-01", "2021-07-01", "", ""),
    "a day in words": ("date", "2021年7月1日", "2021-07-01", "日期改写", ""),
    "a day with spaces": ("date", "2021 年 12 月 31 日", "2021-12-31", "日期改写", ""),
    "a day with slashes": ("date", "2021/7/12", "2021-07-12", "日期改写", ""),
    "a day with dots": ("date", "2021.10.2", "2021-10-02", "日期改写", ""),
    "a short day": ("date", "2021-7-1", "2021-07-01", "日期改写", ""),
    "a day without year": ("date", "7月1日", "7月1日", "", ""),
    "a name": ("name", "示例镇", "示例镇", "", ""),
    "a name with spaces": ("name", "示 例\u3000镇", "示例镇", "去掉字间空格", ""),
    "a name on two lines": ("name", "示例\n镇", "示例镇", "合并换行", ""),
    "a name with a note": ("name", "示 例镇①", "示例镇", "注的记号另记", "“①”是注的记号，读作“示例镇”，请看注里说了什么"),
    "a text": ("text", "示例：开会 3 次。", "示例：开会 3 次。", "", ""),
    "a text on two lines": ("text", "示例\n开会", "示例开会", "合并换行", ""),
    "a text with a line end": ("text", "示例\n", "示例", "", ""),
    "a text with a note": ("text", "示例①", "示例①", "", ""),
    "an odd letter": ("text", "⽰例", "示例", "U+2F70 读作“示”（U+793A）", ""),
    "an odd letter twice": ("text", "⽰⽰例\u200b", "示示例", "U+2F70 读作“示”（U+793A）、U+200B 看不见，去掉", ""),
    "an odd letter in a changed name": ("name", "⽰ 例", "示例", "去掉字间空格、U+2F70 读作“示”（U+793A）", ""),
    "a lost letter": ("text", "示\ufffd", "示\ufffd", "", ""),
}  # fmt: skip


OTHERS = {
    "a note": ("5¹",),
    "a note behind thousands": ("1,200*",),
    "two figures": ("5", "6"),
    "three figures": ("5", "6", "7"),
    "a space within": ("1", "200"),
    "a name with a note": ("示例镇①",),
}
"""What else a cell in doubt could be."""


@pytest.mark.parametrize("case", WRITTEN)
def test_what_is_kept_of_a_printed_cell(case: str, fields: dict[str, Field]) -> None:
    kind, printed, kept, change, doubt = WRITTEN[case]
    expected = Cleaned(kept, change, doubt, OTHERS.get(case, ()))
    assert clean(printed, fields[kind], spaceless=kind == "name") == expected


SHOWN = "存的是 {0}，按格式“{1}”显示为“{2}”；照显示的读入，请核对"
STORED: dict[str, tuple[str, str, Stored, str, str, str]] = {
    # the column, what is shown, what the file keeps, what is kept, the change, the doubt
    "the same": ("count", "5", Stored("5"), "5", "", ""),
    "rounded": ("count", "5", Stored("5.4"), "5", "", ""),
    "rounded up": ("count", "6", Stored("5.5"), "6", "", ""),
    "another": ("count", "6", Stored("5.4", "f"), "6", "", SHOWN.format("5.4", "f", "6")),
    "a binary fraction": ("score", "103.2", Stored("103.19999999999999"), "103.2", "", ""),
    "another fraction": ("score", "103.2", Stored("103.26", "f"), "103.2", "", SHOWN.format("103.26", "f", "103.2")),
    "a share": ("percent", "61.42%", Stored("0.6142"), "61.42%", "", ""),
    "a share rounded": ("percent", "61%", Stored("0.6142"), "61%", "", ""),
    "another share": ("percent", "61.42%", Stored("61.42", "f"), "61.42%", "", SHOWN.format("61.42", "f", "61.42%")),
    "a dash for a zero": ("dash", "-", Stored("0", "f"), "-", "", SHOWN.format("0", "f", "-")),
    "words for a number": ("count", "少", Stored("5", "f"), "少", "", SHOWN.format("5", "f", "少")),
    "nothing shown": ("count", "", Stored("5", "f"), "", "", ""),
    "no number": ("count", "5", Stored("TRUE", "f"), "5", "", ""),
    "no number at all": ("count", "5", Stored("", "f"), "5", "", ""),
    "not finite": ("count", "5", Stored("NaN", "f"), "5", "", ""),
    "a note counts before": ("count", "5¹", Stored("6", "f"), "5", "注的记号另记", NOTE.format("¹", "5")),
    "a sign that is not saved": ("signed", "0.2", Stored("0.2"), "+0.2", "补上工作簿没有保存的 + 号", ""),
    "a sign that is saved": ("signed", "-2", Stored("-2"), "-2", "", ""),
    "a day": ("date", "7月1日", Stored("44378", "f", "2021-07-01"), "2021-07-01", "日期改写", ""),
    "a day as it is kept": ("date", "2021-07-01", Stored("44378", "f", "2021-07-01"), "2021-07-01", "", ""),
    "a number that is no day": ("date", "44378", Stored("44378"), "44378", "", ""),
    "a number among texts": ("text", "5", Stored("6"), "5", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", STORED)
def test_what_is_kept_of_a_cell_of_a_workbook(case: str, fields: dict[str, Field]) -> None:
    kind, shown, stored, kept, change, doubt = STORED[case]
    others = (shown,) if change == "注的记号另记" else (stored.number,) if doubt else ()
    expected = Cleaned(kept, change, doubt, others)
    assert clean(shown, fields[kind], spaceless=False, stored=stored) == expected


ABOVE: dict[str, tuple[str, str, str, str, str]] = {
    # the column, what is printed, the unit above, what is kept, the change
    "a share below its sign": ("percent", "100", "%", "100%", "补上列名里的单位"),
    "a share with its sign": ("percent", "100%", "%", "100%", ""),
    "a wide share below its sign": ("percent", "１００", "%", "100%", "补上列名里的单位"),
    "below another unit": ("percent", "100", "‰", "100", ""),
    "below none": ("percent", "100", "", "100", ""),
    "a count needs none": ("count", "5", "件", "5", ""),
    "words": ("percent", "无", "%", "无", ""),
    "blank": ("percent", "", "%", "", ""),
}


@pytest.mark.parametrize("case", ABOVE)
def test_the_unit_in_a_heading(case: str, fields: dict[str, Field]) -> None:
    kind, printed, above, kept, change = ABOVE[case]
    assert clean(printed, fields[kind], spaceless=False, above=above) == Cleaned(kept, change)


FITS = {
    ("count", "5"): True, ("count", "1,200件"): True, ("count", ""): True, ("count", "5¹"): True, ("count", "甲"): False, ("count", "5.5"): False,
    ("count", "-"): False, ("dash", "-"): True, ("dash", "—"): True, ("percent", "100%"): True, ("percent", "100"): False,
    ("signed", "+0.2"): True, ("signed", "0.2"): False, ("score", "103.2 分"): True, ("name", "示例镇"): True, ("name", "5"): False,
    ("name", "+0.2"): False, ("name", "1,200"): False, ("name", "61%"): False, ("name", "5号"): True, ("name", " "): True,
    ("date", "2021-07-01"): True, ("date", "5"): False, ("text", "3人"): True, ("text", "3"): False,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), FITS, ids="|".join)
def test_what_could_stand_in_a_column(kind: str, text: str, fields: dict[str, Field]) -> None:
    assert fits(text, fields[kind]) is FITS[kind, text]


def test_points_of_a_workbook_need_no_sign(fields: dict[str, Field]) -> None:
    assert fits("0.2", fields["signed"], stored=Stored("0.2"))
