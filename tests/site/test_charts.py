"""Charts: where the axes are labelled, what is told in words, and what is drawn."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from yuebao.model.numbers import plain
from yuebao.model.period import period, span_name
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Break, Chart, Line, description, points
from yuebao.site.charts.ticks import period_ticks, place_ticks, value_ticks


def values(*numbers: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if number is None else Decimal(number) for number in numbers)


def between(first: str, last: str) -> Axis:
    """An issue for every month, quarter or year."""
    return Axis.of([span_name((at, at + step - 1), period(first)) for at, step in _steps(first, last)])


def _steps(first: str, last: str) -> list[tuple[int, int]]:
    step = period(first).length
    return [(at, step) for at in range(period(first).first, period(last).first + 1, step)]


@pytest.mark.parametrize(
    ("names", "steps", "labels"),
    [
        (["2021-Q4"], ["2021-Q4"], ["2021年第四季度"]),
        (["2021-Q1", "2021-Q3"], ["2021-Q1", None, "2021-Q3"], ["2021年第一季度", "第二季度", "第三季度"]),
        (["2020-H2", "2021-H1"], ["2020-H2", "2021-H1"], ["2020年下半年", "2021年上半年"]),
        (["2019", "2021"], ["2019", None, "2021"], ["2019年", "2020年", "2021年"]),
        (["2023-01_04", "2023-09_12"], ["2023-01_04", None, "2023-09_12"], ["2023年1—4月", "5—8月", "9—12月"]),
        (["2019-Q4", "2020-02"], [*["2019-Q4"] * 3, None, "2020-02"], ["2019年10月", "11月", "12月", "2020年1月", "2月"]),
        (["2020-02_03", "2020-04"], ["2020-02_03", "2020-02_03", "2020-04"], ["2020年2月", "3月", "4月"]),
    ],
)  # fmt: skip
def test_a_period_stands_at_its_months(names: list[str], steps: list[str | None], labels: list[str]) -> None:
    axis = Axis.of(names)
    assert list(axis.names) == steps
    assert [axis.names[place] for place in range(len(steps)) if axis.ends(place)] == names
    assert list(period_ticks(axis).values()) == labels


def test_the_figure_of_a_longer_period_is_one_figure() -> None:
    axis = Axis.of(["2019-Q4", "2020-02", "2020-03"])
    chart = Chart("受理", "件", axis, (Line("东区", values("5", "5", "5", None, "7", "6")),))
    assert points(axis, chart.lines[0]) == [
        (Decimal(5), "2019-Q4"),
        (Decimal(7), "2020-02"),
        (Decimal(6), "2020-03"),
    ]
    assert description(chart) == (
        "2019年第四季度至2020年3月。东区：起 5（2019年第四季度），止 6（2020年3月），最大 7（2020年2月），最小 5（2019年第四季度）。"
    )
    drawn = drawing(chart)
    assert len(drawn.findall(f".//{SVG}circle")) == 3
    assert len(courses(drawn)) == 2


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-08", "2020-08", ["2020年8月"]),
        ("2020-11", "2021-02", ["2020年11月", "12月", "2021年1月", "2月"]),
        ("2021-01", "2021-12", ["2021年1月", "3月", "5月", "7月", "9月", "11月"]),
        ("2021-07", "2023-08", ["2021年7月", "2022年1月", "7月", "2023年1月", "7月"]),
        ("2021-07", "2025-07", ["2022年", "2023年", "2024年", "2025年"]),
        ("2001-01", "2020-12", ["2005年", "2010年", "2015年", "2020年"]),
        ("2019", "2021", ["2019年", "2020年", "2021年"]),
        ("2001", "2020", ["2005年", "2010年", "2015年", "2020年"]),
        ("2021-Q1", "2022-Q2", ["2021年第一季度", "第三季度", "2022年第一季度"]),
        ("2021-Q1", "2021-Q4", ["2021年第一季度", "第二季度", "第三季度", "第四季度"]),
        ("2019-Q3", "2022-Q2", ["2020年", "2021年", "2022年"]),
        ("2010-Q1", "2014-Q4", ["2010年", "2011年", "2012年", "2013年", "2014年"]),
    ],
)
def test_time_is_labelled_at_round_places(first: str, last: str, expected: list[str]) -> None:
    assert list(period_ticks(between(first, last)).values()) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [(2, [1, 2]), (5, [1, 2, 3, 4, 5]), (6, [1, 2, 4, 6]), (11, [1, 3, 6, 9]), (31, [1, 7, 14, 21, 28])],
)
def test_places_are_labelled_from_the_first(last: int, expected: list[int]) -> None:
    assert place_ticks(last) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "4", "0 1 2 3 4"),
        ("0", "9", "0 5 10"),
        ("0", "100", "0 25 50 75 100"),
        ("0", "8", "0 2 4 6 8"),
        ("0", "10000", "0 2500 5000 7500 10000"),
        ("0", "2700", "0 1000 2000 3000"),
        ("0", "11134", "0 5000 10000 15000"),
        ("100.2", "103.2", "100 101 102 103 104"),
        ("102.5", "102.6", "102.5 102.55 102.6"),
        ("61.42", "62.42", "61 61.5 62 62.5"),
    ],
)
def test_values_are_labelled_at_round_numbers(low: str, high: str, expected: str) -> None:
    assert " ".join(plain(tick) for tick in value_ticks(Decimal(low), Decimal(high))) == expected


def test_words_tell_first_last_highest_and_lowest_of_each_line() -> None:
    chart = Chart(
        "受理",
        "件",
        between("2020-11", "2021-02"),
        (Line("东区", values("5", "9", None, "9")), Line("西区", values(None, None, None, None))),
    )
    assert description(chart) == (
        "2020年11月至2021年2月。东区：起 5（2020年11月），止 9（2021年2月），最大 9（2021年2月），最小 5（2020年11月），2021年1月没有数字。西区：没有数字。"
    )


@pytest.mark.parametrize("line", [values(), values("1"), values("1", None), values(None, None)])
def test_no_chart_without_a_course(line: tuple[Decimal | None, ...]) -> None:
    periods = between("2020-01", f"2020-{max(len(line), 1):02d}")
    assert line_chart(Chart("受理", "件", periods, (Line("受理", line or (None,)),)), "c") == ""


def drawing(chart: Chart) -> ElementTree.Element:
    markup = str(line_chart(chart, "c-1"))
    return ElementTree.fromstring(markup[markup.index("<svg") : markup.index("</svg>") + 6])


SVG = "{http://www.w3.org/2000/svg}"


def courses(drawn: ElementTree.Element) -> list[ElementTree.Element]:
    """The lines of figures, not those across the chart."""
    return drawn.findall(f".//{SVG}g[@class='series lines']/{SVG}path")


def across(drawn: ElementTree.Element, kind: str) -> list[str]:
    """Where the lines of a kind stand across the chart."""
    return [path.attrib["d"] for path in drawn.findall(f".//{SVG}g[@class='{kind}']/{SVG}path")]


def test_missing_month_breaks_the_line_and_a_lone_value_is_a_dot() -> None:
    periods = between("2018-01", "2020-12")
    line = [Decimal(4)] * 36
    drawn = drawing(Chart("受理", "件", periods, (Line("受理", (*line[:10], None, *line[11:])),)))
    assert len(courses(drawn)) == 2
    assert len(drawn.findall(f".//{SVG}circle")) == 35
    longer = drawing(
        Chart(
            "受理",
            "件",
            between("2018-01", "2021-12"),
            (Line("受理", (*line, *values(*[None] * 5, "4", *[None] * 6))),),
        )
    )
    assert len(longer.findall(f".//{SVG}circle")) == 1


def test_places_are_steps_and_the_first_is_on_top() -> None:
    """Each place lasts as long as its period, and changes at once."""
    periods = between("2020-01", "2020-04")
    drawn = drawing(
        Chart("名次", "名", periods, (Line("名次", values("1", "5", None, "3")),), lowest_best=True)
    )
    assert [path.attrib["d"] for path in courses(drawn)] == [
        "M 0 0 L 122 0 L 122 164 L 244 164",
        "M 366 82 L 488 82",
    ]
    assert [circle.attrib["cx"] for circle in drawn.findall(f".//{SVG}circle")] == ["61", "183", "427"]
    labels = [text.text for text in drawn.findall(f".//{SVG}g[@class='axis left']//{SVG}text")]
    assert labels == ["1", "2", "3", "4", "5"]


def test_gaps_are_bands_and_doubtful_figures_have_rings() -> None:
    """A band where no line has a figure; not before the first and after the last."""
    axis = between("2020-01", "2020-06")
    lines = (
        Line("东区", values(None, "4", None, None, "8", None), doubtful=frozenset({"2020-05"})),
        Line("西区", values(None, "3", None, "5", "6", None)),
    )
    chart = Chart("受理", "件", axis, lines)
    drawn = drawing(chart)
    assert across(drawn, "yb-gap") == ["M 195.2 164 L 195.2 0"]
    (ring,) = drawn.findall(f".//{SVG}g[@class='yb-doubt']/{SVG}circle")
    assert (ring.attrib["cx"], ring.attrib["cy"]) == ("390.4", "0")
    figure = str(line_chart(chart, "c"))
    assert '<span class="yb-gapped">没有数字的时段</span>' in figure
    assert '<span class="yb-ringed">存疑的数字</span>' in figure
    assert "，2020年5月存疑。" in description(chart)
    plain_chart = str(
        line_chart(Chart("受理", "件", between("2020-01", "2020-02"), (Line("东区", values("1", "2")),)), "c")
    )
    assert "yb-gapped" not in plain_chart and "yb-ringed" not in plain_chart


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (("0", "4"), [("4", "0"), ("0", "164")]),
        (("4", "4"), [("4", "0"), ("4", "15")]),
        (("4", None), [("4", "0"), ("2", "82")]),
    ],
)
def test_each_line_has_its_newest_figure_at_its_end_and_none_lies_on_another(
    ends: tuple[str, str | None], expected: list[tuple[str, str]]
) -> None:
    """A line that ends earlier has it there."""
    lines = tuple(Line(str(number), values("2", end)) for number, end in enumerate(ends))
    drawn = drawing(Chart("受理", "件", between("2020-01", "2020-02"), lines))
    found = [(text.text or "", text.attrib["y"]) for text in drawn.findall(f".//{SVG}text[@class='yb-end']")]
    assert sorted(found, key=lambda end: float(end[1])) == expected


def test_the_figures_are_there_for_the_script() -> None:
    axis = Axis.of(["2019-Q4", "2020-02", "2020-03"])
    line = Line('东"区', values("5", "5", "5", None, "7", "6.50"), doubtful=frozenset({"2020-02"}))
    figure = ElementTree.fromstring(
        str(line_chart(Chart("<受理>", "件", axis, (line,), lowest_best=True), "c"))
    )
    assert json.loads(figure.attrib["data-chart"]) == {
        "title": "<受理>",
        "unit": "件",
        "periods": "2019-Q4 2020-02 2020-03",
        "steps": 6,
        "places": [2, 4, 5],
        "stepped": True,
        "lines": [['东"区', "5 7 6.5", [1]]],
    }


def test_chart_is_named_described_and_scriptless() -> None:
    periods = between("2020-01", "2020-02")
    chart = Chart(
        "<受理>", "件", periods, (Line("一", values("1", "2")), Line("二", values("2", "1"), strong=True))
    )
    drawn = drawing(chart)
    assert (drawn.attrib["role"], drawn.attrib["aria-labelledby"]) == ("img", "c-1-t c-1-d")
    assert [(child.tag, child.attrib["id"]) for child in drawn[:2]] == [
        (f"{SVG}title", "c-1-t"),
        (f"{SVG}desc", "c-1-d"),
    ]
    assert drawn[0].text == "<受理>"
    assert {element.tag for element in drawn.iter()}.isdisjoint(
        {f"{SVG}script", f"{SVG}style", f"{SVG}image"}
    )
    strokes = [path.attrib["stroke"] for path in drawn.findall(f".//{SVG}path")]
    assert strokes == ["var(--yb-c2,#1f5fa8)", "var(--yb-c1,#a31d1d)"]
    assert str(line_chart(chart, "c-1")) == str(line_chart(chart, "c-1"))


LOOKS = [
    "yb-gap path currentColor none 97.6 - M 195.2 164 L 195.2 0",
    "yb-break path currentColor none 1 4 4 M 341.6 164 L 341.6 0",
    "series lines path var(--yb-c2,#1f5fa8) none 2 7 3 M 0 143.5 L 97.6 82",
    "series lines path var(--yb-c2,#1f5fa8) none 2 7 3 M 292.8 123",
    "series lines path var(--yb-c2,#1f5fa8) none 2 7 3 M 390.4 0 L 488 102.5",
    *(f"series lines circle - var(--yb-c2,#1f5fa8) - - {at} 3" for at in ("0 143.5", "97.6 82", "292.8 123", "390.4 0", "488 102.5")),
    "series lines path var(--yb-c1,#a31d1d) none 3 - M 0 123 L 97.6 102.5",
    "series lines path var(--yb-c1,#a31d1d) none 3 - M 292.8 61.5 L 390.4 41 L 488 20.5",
    *(f"series lines circle - var(--yb-c1,#a31d1d) - - {at} 3" for at in ("0 123", "97.6 102.5", "292.8 61.5", "390.4 41", "488 20.5")),
    "yb-doubt circle - none - - 390.4 41 6",
]  # fmt: skip
"""Kind of group, element, colour of the line, of the inside, how wide, dashes, where; of a dot its size too."""


def test_how_each_line_mark_and_dot_looks() -> None:
    """As wide as a step where nothing has a figure; the strong line above and thicker; not drawn through a break."""
    lines = (
        Line("东区", values("1", "4", None, "2", "8", "3"), breaks=(Break("2020-05", "改"),)),
        Line("西区", values("2", "3", None, "5", "6", "7"), strong=True, doubtful=frozenset({"2020-05"})),
    )
    drawn = drawing(Chart("受理", "件", between("2020-01", "2020-06"), lines))
    names = ("stroke", "fill", "stroke-width", "stroke-dasharray")
    found = []
    for group in drawn.iter(f"{SVG}g"):
        for each in group:
            if each.tag in (f"{SVG}path", f"{SVG}circle"):
                looks = [each.get(name, "-") for name in names]
                place = [each.attrib[name] for name in ("d", "cx", "cy", "r") if name in each.attrib]
                found.append(" ".join([group.attrib["class"], each.tag.removeprefix(SVG), *looks, *place]))
    assert found == LOOKS


def test_lengths_have_one_rounded_decimal_and_labels_no_looks_of_their_own() -> None:
    periods = between("2020-01", "2020-12")
    numbers = values(*map(str, (84, 19997, 31, 4711, 905, 12345, 7, 999, 16000, 3, 15999, 20000)))
    drawn = drawing(Chart("受理", "件", periods, (Line("受理", numbers),)))
    group = drawn.find(f"{SVG}g")
    assert group is not None and group.find(f".//{SVG}rect") is None
    width = 560 - 2 * 28 - 8 * len("20000") - 8
    circles = [(circle.attrib["cx"], circle.attrib["cy"]) for circle in drawn.iter(f"{SVG}circle")]
    for step, ((x, y), number) in enumerate(zip(circles, numbers, strict=True)):
        assert number is not None
        assert abs(Decimal(x) - Decimal(width * step) / 11) <= Decimal("0.05")
        assert abs(Decimal(y) - 182 * (1 - number / 20000)) <= Decimal("0.05")
    path = drawn.find(f".//{SVG}path")
    assert path is not None
    assert path.attrib["d"] == " ".join(
        f"{'L' if step else 'M'} {x} {y}" for step, (x, y) in enumerate(circles)
    )
    lengths = [
        value
        for element in group.iter()
        for name, value in element.attrib.items()
        if name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy")
    ]
    assert [value for value in lengths if not re.fullmatch(r"-?\d+(\.[1-9])?", value)] == []
    texts = [text.attrib.keys() for text in group.iter(f"{SVG}text")]
    assert set(map(frozenset, texts)) == {
        frozenset({"x", "y", "dy", "text-anchor"}),
        frozenset({"class", "x", "y", "dy"}),
    }


def test_words_name_the_gaps_between_the_first_and_the_last_figure_twelve_at_most() -> None:
    months = [f"2020-{month:02d}" for month in range(1, 13)] + ["2021-01", "2021-02", "2021-03"]
    found = (Decimal(5), *[None] * 13, Decimal(7))
    said = description(Chart("受理", "件", Axis.of(months), (Line("东区", found),)))
    named = [*(f"2020年{month}月" for month in range(2, 13)), "2021年1月"]
    assert said.endswith("，" + "、".join(named) + "等 13 期没有数字。")
    ends = (None, Decimal(5), Decimal(7), *[None] * 12)
    assert "没有数字" not in description(Chart("受理", "件", Axis.of(months), (Line("东区", ends),)))
