"""Periods as people write them: every way of writing one, what is none, and titles that state one."""

from __future__ import annotations

import pytest

from yuebao.model.period import in_order, is_period, overlapping, period, span_name
from yuebao.model.period_text import among, read_period, replaced_period, stated_period

WRITTEN = {
    "2030-08": [
        *("2030-08", "2030-8", "203008", "2030/8", "2030.08", "2030年8月", "2030年08月", "2030年8月份", "２０３０年８月"),
        *(" 2030 年 8 月 ", "２０３０－８", "2030年八月", "二〇三〇年八月", "二○三○年八月", "2030–8", "2030-8月"),
    ],
    "2030-12": ["2030-12", "203012", "2030年12月", "2030年十二月", "二零三零年十二月"],
    "2030-10": ["2030年十月", "2030年10月"],
    "2031-Q4": [
        *("2031-Q4", "2031Q4", "2031q4", "2031-q4", "2031年Q4", "2031年第四季度", "2031年四季度", "2031年4季度"),
        *("2031年第4季度", "２０３１Ｑ４", "2031年第四季", "2031 Q4"),
    ],
    "2034-H1": ["2034-H1", "2034H1", "2034h1", "2034年上半年", "２０３４年上半年"],
    "2034-H2": ["2034-H2", "2034年下半年"],
    "2031": ["2031", "2031年", "2031年度", "2031年全年", "２０３１", "二〇三一年"],
    "2033-01_04": [
        *("2033-01_04", "2033年1-4月", "2033年1—4月", "2033年1－4月", "2033年1～4月", "2033年1至4月", "2033年1月至4月"),
        *("2033年1月-4月份", "2033-01至04", "2033-1~4", "2033年1月至2033年4月", "2033-01至2033-04", "2033年一至四月"),
    ],
    "2033-01_09": ["2033年前三季度", "2033年1-9月"],
    "2033-01_12": ["2033年1-12月"],
}  # fmt: skip
NONE = (
    *("", " ", "abc", "2030-13", "2030-00", "203013", "20308", "2030年13月", "2030年0月", "2030-Q5", "2030-H3"),
    *("2030年第五季度", "2030年中半年", "2030年7月6日", "2030-07-06", "2033-01-04", "2033年4-1月", "2033年4-4月"),
    *("2033年11月至2034年2月", "7月", "上半年", "第四季度", "../2030-07", "2030-07/x", "前三季度", "2030-072030-08"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in WRITTEN.items() for text in texts]
)
def test_every_way_of_writing_a_period(name: str, text: str) -> None:
    assert read_period(text) == name


@pytest.mark.parametrize("text", NONE)
def test_what_says_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    "name", ["2030-07", "2031-Q1", "2031-Q4", "2034-H1", "2034-H2", "2031", "2033-01_04"]
)
def test_a_name_and_a_title_are_read_back(name: str) -> None:
    assert (read_period(name), read_period(period(name).title)) == (name, name)
    assert stated_period(f"某县{period(name).title}政务服务报") is not None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2030年7月政务服务月报", ("2030-07", "2030年7月")),
        ("附件2：2030年度各县（区）一体化平台办件对比表", ("2030", "2030年度")),
        ("附件22030年7月乡镇一体化平台办件量", ("2030-07", "2030年7月")),
        ("２０３３年１—４月乡镇办件量", ("2033-01_04", "2033年1-4月")),
        ("2031年第四季度窗口考核", ("2031-Q4", "2031年第4季度")),
        ("2030年8月11日印发", None),
        ("2030年7月1日至31日", None),
        ("乡镇办件量", None),
    ],
)
def test_the_period_that_a_title_states(text: str, stated: tuple[str, str] | None) -> None:
    assert stated_period(text) == stated


@pytest.mark.parametrize(
    ("title", "old", "new", "expected"),
    [
        ("2030年7月政务服务月报", "2030-07", "2030-08", "2030年8月政务服务月报"),
        ("2031年第四季度政务服务季报", "2031-Q4", "2032-Q1", "2032年第一季度政务服务季报"),
        ("2033年1—4月政务服务月报", "2033-01_04", "2033-05", "2033年5月政务服务月报"),
        ("2033年1-4月政务服务月报", "2033-01_04", "2033-05_08", "2033年5—8月政务服务月报"),
        ("2030年7月政务服务月报", "2030-06", "2030-08", None),
        ("政务服务月报", "2030-07", "2030-08", None),
    ],
)
def test_the_title_of_the_next_issue(title: str, old: str, new: str, expected: str | None) -> None:
    assert replaced_period(title, old, new) == expected


@pytest.mark.parametrize(
    ("names", "name", "found"),
    [
        ((), "2031-Q1", "2031-Q1"),
        (("2031-Q1",), "2031-01_03", "2031-Q1"),
        (("2031-01_03",), "2031-Q1", "2031-01_03"),
        (("2031-01_12",), "2031", "2031-01_12"),
        (("2031-01",), "2031-Q1", "2031-Q1"),
    ],
)
def test_an_issue_is_found_by_its_months(names: tuple[str, ...], name: str, found: str) -> None:
    assert among(names, name) == found


@pytest.mark.parametrize(
    ("name", "title", "short", "this", "before", "year_before"),
    [
        ("2030-07", "2030年7月", "7月", "本月", ("上月", "2030-06"), ("上年同月", "2029-07")),
        ("2030-01", "2030年1月", "1月", "本月", ("上月", "2029-12"), ("上年同月", "2029-01")),
        ("2031-Q1", "2031年第一季度", "第一季度", "本季度", ("上季度", "2030-Q4"), ("上年同期", "2030-Q1")),
        ("2034-H2", "2034年下半年", "下半年", "本半年", ("前一个半年", "2034-H1"), ("上年同期", "2033-H2")),
        ("2031", "2031年", "全年", "本年", ("上年", "2030"), ("上年", "2030")),
        ("2033-05_08", "2033年5—8月", "5—8月", "本期", ("上期", "2033-01_04"), ("上年同期", "2032-05_08")),
        ("2033-01_02", "2033年1—2月", "1—2月", "本期", ("上期", "2032-11_12"), ("上年同期", "2032-01_02")),
        ("2033-02_04", "2033年2—4月", "2—4月", "本期", ("上期", "2032-11 至 2033-01"), ("上年同期", "2032-02_04")),
    ],
)  # fmt: skip
def test_what_a_period_and_those_before_it_are_called(
    name: str, title: str, short: str, this: str, before: tuple[str, str], year_before: tuple[str, str]
) -> None:
    own = period(name)
    assert (own.title, own.short, own.this) == (title, short, this)
    assert (own.last_one, span_name(own.span_before, own)) == before
    assert (own.last_year, span_name(own.span_a_year_before, own)) == year_before


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["2030-07", "2030-08", "2030-Q4"], {}),
        (["2030-07", "2030-Q3"], {"2030-07": ("2030-Q3",), "2030-Q3": ("2030-07",)}),
        (
            ["2030", "2030-03", "2030-12", "2031-01"],
            {"2030": ("2030-03", "2030-12"), "2030-03": ("2030",), "2030-12": ("2030",)},
        ),
        (["2030-Q1", "2030-01_03"], {"2030-01_03": ("2030-Q1",), "2030-Q1": ("2030-01_03",)}),
        (["2029-H2", "2030-01"], {}),
    ],
)
def test_periods_that_share_months(names: list[str], found: dict[str, tuple[str, ...]]) -> None:
    assert overlapping(names) == found
    assert list(overlapping(names)) == in_order(found)


def test_no_reading_gives_anything_but_a_name() -> None:
    texts = [text for texts in WRITTEN.values() for text in texts]
    mixed = [one[:cut] + other[cut:] for one in texts for other in texts[::7] for cut in (4, 5, 6)]
    assert [text for text in mixed if (name := read_period(text)) is not None and not is_period(name)] == []
