"""Periods as people write them: every way of writing one, what is none, and titles that state one."""

from __future__ import annotations

import pytest

from yuebao.model.period import in_order, is_period, overlapping, period, span_name
from yuebao.model.period_text import among, read_period, replaced_period, stated_period

WRITTEN = {
    "2020-08": [
        *("2020-08", "2020-8", "202008", "2020/8", "2020.08", "2020年8月", "2020年08月", "2020年8月份", "２０２０年８月"),
        *(" 2020 年 8 月 ", "２０２０－８", "2020年八月", "二〇二〇年八月", "二○二○年八月", "2020–8", "2020-8月"),
    ],
    "2020-12": ["2020-12", "202012", "2020年12月", "2020年十二月", "二零二零年十二月"],
    "2020-10": ["2020年十月", "2020年10月"],
    "2021-Q4": [
        *("2021-Q4", "2021Q4", "2021q4", "2021-q4", "2021年Q4", "2021年第四季度", "2021年四季度", "2021年4季度"),
        *("2021年第4季度", "２０２１Ｑ４", "2021年第四季", "2021 Q4"),
    ],
    "2024-H1": ["2024-H1", "2024H1", "2024h1", "2024年上半年", "２０２４年上半年"],
    "2024-H2": ["2024-H2", "2024年下半年"],
    "2021": ["2021", "2021年", "2021年度", "2021年全年", "２０２１", "二〇二一年"],
    "2023-01_04": [
        *("2023-01_04", "2023年1-4月", "2023年1—4月", "2023年1－4月", "2023年1～4月", "2023年1至4月", "2023年1月至4月"),
        *("2023年1月-4月份", "2023-01至04", "2023-1~4", "2023年1月至2023年4月", "2023-01至2023-04", "2023年一至四月"),
    ],
    "2023-01_09": ["2023年前三季度", "2023年1-9月"],
    "2023-01_12": ["2023年1-12月"],
}  # fmt: skip
NONE = (
    *("", " ", "abc", "2020-13", "2020-00", "202013", "20208", "2020年13月", "2020年0月", "2020-Q5", "2020-H3"),
    *("2020年第五季度", "2020年中半年", "2020年7月6日", "2020-07-06", "2023-01-04", "2023年4-1月", "2023年4-4月"),
    *("2023年11月至2024年2月", "7月", "上半年", "第四季度", "../2020-07", "2020-07/x", "前三季度", "2020-072020-08"),
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
    "name", ["2020-07", "2021-Q1", "2021-Q4", "2024-H1", "2024-H2", "2021", "2023-01_04"]
)
def test_a_name_and_a_title_are_read_back(name: str) -> None:
    assert (read_period(name), read_period(period(name).title)) == (name, name)
    assert stated_period(f"某县{period(name).title}政务服务报") is not None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2020年7月政务服务月报", ("2020-07", "2020年7月")),
        ("附件2：2020年度各县（区）一体化平台办件对比表", ("2020", "2020年度")),
        ("附件22020年7月乡镇一体化平台办件量", ("2020-07", "2020年7月")),
        ("２０２３年１—４月乡镇办件量", ("2023-01_04", "2023年1-4月")),
        ("2021年第四季度窗口考核", ("2021-Q4", "2021年第4季度")),
        ("2020年8月11日印发", None),
        ("2020年7月1日至31日", None),
        ("乡镇办件量", None),
    ],
)
def test_the_period_that_a_title_states(text: str, stated: tuple[str, str] | None) -> None:
    assert stated_period(text) == stated


@pytest.mark.parametrize(
    ("title", "old", "new", "expected"),
    [
        ("2020年7月政务服务月报", "2020-07", "2020-08", "2020年8月政务服务月报"),
        ("2021年第四季度政务服务季报", "2021-Q4", "2022-Q1", "2022年第一季度政务服务季报"),
        ("2023年1—4月政务服务月报", "2023-01_04", "2023-05", "2023年5月政务服务月报"),
        ("2023年1-4月政务服务月报", "2023-01_04", "2023-05_08", "2023年5—8月政务服务月报"),
        ("2020年7月政务服务月报", "2020-06", "2020-08", None),
        ("政务服务月报", "2020-07", "2020-08", None),
    ],
)
def test_the_title_of_the_next_issue(title: str, old: str, new: str, expected: str | None) -> None:
    assert replaced_period(title, old, new) == expected


@pytest.mark.parametrize(
    ("names", "name", "found"),
    [
        ((), "2021-Q1", "2021-Q1"),
        (("2021-Q1",), "2021-01_03", "2021-Q1"),
        (("2021-01_03",), "2021-Q1", "2021-01_03"),
        (("2021-01_12",), "2021", "2021-01_12"),
        (("2021-01",), "2021-Q1", "2021-Q1"),
    ],
)
def test_an_issue_is_found_by_its_months(names: tuple[str, ...], name: str, found: str) -> None:
    assert among(names, name) == found


@pytest.mark.parametrize(
    ("name", "title", "short", "this", "before", "year_before"),
    [
        ("2020-07", "2020年7月", "7月", "本月", ("上月", "2020-06"), ("上年同月", "2019-07")),
        ("2020-01", "2020年1月", "1月", "本月", ("上月", "2019-12"), ("上年同月", "2019-01")),
        ("2021-Q1", "2021年第一季度", "第一季度", "本季度", ("上季度", "2020-Q4"), ("上年同期", "2020-Q1")),
        ("2024-H2", "2024年下半年", "下半年", "本半年", ("前一个半年", "2024-H1"), ("上年同期", "2023-H2")),
        ("2021", "2021年", "全年", "本年", ("上年", "2020"), ("上年", "2020")),
        ("2023-05_08", "2023年5—8月", "5—8月", "本期", ("上期", "2023-01_04"), ("上年同期", "2022-05_08")),
        ("2023-01_02", "2023年1—2月", "1—2月", "本期", ("上期", "2022-11_12"), ("上年同期", "2022-01_02")),
        ("2023-02_04", "2023年2—4月", "2—4月", "本期", ("上期", "2022-11 至 2023-01"), ("上年同期", "2022-02_04")),
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
        (["2020-07", "2020-08", "2020-Q4"], {}),
        (["2020-07", "2020-Q3"], {"2020-07": ("2020-Q3",), "2020-Q3": ("2020-07",)}),
        (
            ["2020", "2020-03", "2020-12", "2021-01"],
            {"2020": ("2020-03", "2020-12"), "2020-03": ("2020",), "2020-12": ("2020",)},
        ),
        (["2020-Q1", "2020-01_03"], {"2020-01_03": ("2020-Q1",), "2020-Q1": ("2020-01_03",)}),
        (["2019-H2", "2020-01"], {}),
    ],
)
def test_periods_that_share_months(names: list[str], found: dict[str, tuple[str, ...]]) -> None:
    assert overlapping(names) == found
    assert list(overlapping(names)) == in_order(found)


def test_no_reading_gives_anything_but_a_name() -> None:
    texts = [text for texts in WRITTEN.values() for text in texts]
    mixed = [one[:cut] + other[cut:] for one in texts for other in texts[::7] for cut in (4, 5, 6)]
    assert [text for text in mixed if (name := read_period(text)) is not None and not is_period(name)] == []
