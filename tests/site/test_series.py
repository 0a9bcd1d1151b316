"""One series across layouts: what of a table, a key figure or a chart is called how, once columns come, go and change."""

from __future__ import annotations

from decimal import Decimal

from tests.schema.test_layouts_in_time import TEXTS, schemas
from yuebao.model.table import Cell, Table
from yuebao.schema.layout import Layout
from yuebao.schema.report_form import ChartForm, Highlight
from yuebao.schema.rule import OtherColumn, OtherTable
from yuebao.site.series import cells_in_series, charts_of, highlights_of, in_series, series_of

ISSUES = ("2020-01", "2018-01", "2012-01")
"""A column that came, one that went and bore the name of the one that came, a table that went."""
TOWNS = TEXTS["towns.yaml"].replace("{id: phone, name: 电话,", "{id: phone, name: 线上, title: 电话来件,")
REPORT = (
    TEXTS["report.yaml"]
    .replace("{label: 线上,", "{label: 电话, until: 2014-12, table: towns, column: phone}\n  - {label: 在线,")
    .replace("{label: 受理,", "{label: 早年受理, until: 2016-12, table: towns, column: accepted}\n  - {label: 受理, since: 2017-01,")
    .replace("column: 线上}", "column: online}")
    .replace(
        "{title: 走势,",
        "{title: 早年, until: 2016-12, table: towns, columns: [completed, phone]}\n"
        "  - {title: 另一, until: 2016-12, table: towns, columns: [phone]}\n"
        "  - {title: 走势, since: 2017-01,",
    )
)  # fmt: skip


def layouts() -> list[Layout]:
    declared = schemas(towns=TOWNS, report=REPORT)
    return [declared.layout(name) for name in ISSUES]


def test_the_columns_of_a_table_through_all_issues() -> None:
    """Those of the newest layout first, then what was there before; a name that means something else now says which."""
    newest, middle, oldest = layouts()
    found = series_of([newest, middle, oldest])
    assert list(found) == ["towns", "letters", "hall"]
    towns = found["towns"]
    assert [(field.id, field.name, field.title) for field in towns.fields] == [
        ("town", "乡镇名称", "乡镇名称"),
        ("accepted", "受理件", "受理件"),
        ("completed", "办结件", "办结件"),
        ("online", "线上", "线上"),
        ("phone", "线上（phone）", "电话来件"),
    ]
    assert [field["name"] for field in towns.descriptor["fields"]] == list(towns.header)
    assert (towns.title, towns.rules, towns.primary_key) == (
        *("各乡镇办件量", newest.tables["towns"].rules, ("乡镇名称",)),
    )
    assert {**towns.descriptor, "fields": 0} == {**newest.tables["towns"].descriptor, "fields": 0}
    assert found["letters"] is newest.tables["letters"]
    assert found["hall"] is oldest.tables["hall"]
    assert series_of([middle, oldest])["towns"].header == (*middle.tables["towns"].header, "线上")
    assert series_of([newest, middle])["towns"] is newest.tables["towns"]
    assert series_of([]) == {}


def table(layout: Layout) -> Table:
    """Two rows of the towns, as that layout has them."""
    header = layout.tables["towns"].header
    texts = {name: (f"{place}", "") for place, name in enumerate(header)}
    numbers = {name: (Decimal(place), None) for place, name in enumerate(header) if place}
    return Table(
        "towns", "towns.csv", "2012-01", header, (2, 3), ("甲", "乙"), texts, numbers, frozenset(), ()
    )


def test_a_table_in_the_words_of_the_series() -> None:
    newest, middle, oldest = layouts()
    towns = series_of([newest, middle, oldest])["towns"]
    own = table(newest)
    assert in_series(own, newest.tables["towns"], towns) is own
    earlier = in_series(table(middle), middle.tables["towns"], towns)
    assert earlier.header == ("乡镇名称", "受理件", "办结件")
    first = in_series(table(oldest), oldest.tables["towns"], towns)
    assert first.header == ("乡镇名称", "办结件", "受理件", "线上（phone）")
    assert first.texts["线上（phone）"] == ("3", "")
    assert first.numbers["受理件"] == (Decimal(2), None)
    assert "线上" not in first.texts


def test_what_is_known_of_cells_in_the_words_of_the_series() -> None:
    newest, middle, oldest = layouts()
    series = series_of([newest, middle, oldest])
    known = {Cell("towns", 1, "线上"): "甲", Cell("towns", 0, "办结件"): "乙", Cell("hall", 0, "人次"): "丙"}
    strange = {Cell("gone", 2, "线上"): "丁", Cell("towns", 3, "没有"): "戊"}
    assert cells_in_series(known | strange, oldest.tables, series) == {
        Cell("towns", 1, "线上（phone）"): "甲",
        Cell("towns", 0, "办结件"): "乙",
        Cell("hall", 0, "人次"): "丙",
        **strange,
    }


def test_key_figures_once_each_in_their_newest_form() -> None:
    found = layouts()
    towns = OtherTable("towns")
    assert highlights_of(found, series_of(found)) == (
        Highlight("受理", towns, OtherColumn("受理件")),
        Highlight("在线", towns, OtherColumn("线上")),
        Highlight("电话", towns, OtherColumn("线上（phone）")),
    )


def test_charts_once_each_in_their_newest_form() -> None:
    """An older chart about a column that a newer one draws is the same chart."""
    found = layouts()
    towns = OtherTable("towns")
    newest = ChartForm("走势", towns, (OtherColumn("受理件"), OtherColumn("线上")))
    older = ChartForm("早年", towns, (OtherColumn("办结件"), OtherColumn("线上（phone）")))
    assert charts_of(found, series_of(found)) == (newest, older)
    assert charts_of(found[:1], series_of(found)) == (newest,)
    assert charts_of([], {}) == ()
