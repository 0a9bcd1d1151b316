"""The drawing of a line chart as SVG. The only module that knows leather.

Colours are CSS variables with a fallback, text is text, coordinates have one rounded decimal: the same figures
give the same bytes, and the style sheet alone decides about dark mode and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final
from xml.etree import ElementTree

import leather

from yuebao.model.numbers import plain
from yuebao.site.charts.model import Chart, Line
from yuebao.site.charts.ticks import period_ticks, place_ticks, value_ticks

WIDTH, HEIGHT, MARGIN = 560, 260, 28
_FALLBACK: Final = ("#a31d1d", "#1f5fa8", "#2f7d32", "#8a5a00", "#6a3d9a", "#006d6f")
_DASHES: Final = (None, "7 3", "2 3", "9 3 2 3", "14 4", "5 2 1 2")
_DOTTED: Final = 36
"""The most periods whose every value has a dot of its own; the lines of more are drawn thinner."""

_LOOKS: Final = ("fill", "font-family", "font-size")
"""What the library fixes of the looks of a label; the style sheet does."""

_END: Final = "yb-end"
_APART: Final = 15
"""So far apart stand the figures at the ends of lines, at least."""
_ROOM: Final = 52
"""The room at the right for them."""
_PLOT: Final = 488
"""The width of the lines at least, for the width of a step."""

_Point = tuple[int | Decimal, Decimal | None]

_LENGTHS: Final = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy")


class _Edges(leather.Scale):  # type: ignore[misc]
    """A scale from edge to edge, in tenths: the library's own looks for ticks by trial, which takes longer than the
    drawing, and has as many decimals as a division."""

    def __init__(self, first: Decimal | int, last: Decimal | int) -> None:
        self.first, self.last = float(first), float(last)

    def contains(self, value: Any) -> bool:
        return bool(self.first <= value <= self.last)

    def project(self, value: Any, start: Any, end: Any) -> float | int:
        share = (float(value) - self.first) / (self.last - self.first)
        return _tenths(float(start) + (float(end) - float(start)) * share)

    def ticks(self) -> list[float]:
        return [self.first, self.last]


class _Course(leather.Shape):  # type: ignore[misc]
    """A line with dots, its newest figure at its end, and no legend of its own: the library sets Chinese too narrow."""

    def __init__(
        self,
        colour: str,
        width: Decimal | float | int,
        dashes: str | None,
        dots: leather.Series | None,
        end: tuple[int | Decimal, Decimal] | None = None,
    ) -> None:
        self.line = leather.Line(colour, width, dashes)
        self.marks, self.dots, self.end = leather.Dots(colour, 3), dots, end

    def validate_series(self, series: Any) -> None:
        self.line.validate_series(series)

    def legend_to_svg(self, series: Any, palette: Any) -> list[Any]:
        return []

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> Any:
        group = self.line.to_svg(width, height, x_scale, y_scale, series, palette)
        if self.dots is not None:
            group.extend(self.marks.to_svg(width, height, x_scale, y_scale, self.dots, palette))
        if self.end is not None:
            step, value = self.end
            place = {"x": x_scale.project(step, 0, width) + 7, "y": y_scale.project(value, height, 0)}
            text = ElementTree.SubElement(group, "text", {key: str(at) for key, at in place.items()})
            text.set("class", _END)
            text.set("dy", "0.32em")
            text.text = plain(abs(value))
        return group


class _Mark(_Course):
    """A line across a chart: where what it shows became another, or, as wide as a step, where it has no figure. The style
    sheet says how it looks."""

    def __init__(self, named: str, width: float | int, dashes: str | None = None) -> None:
        super().__init__("currentColor", width, dashes, None)
        self.named = named

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> Any:
        group = super().to_svg(width, height, x_scale, y_scale, series, palette)
        group.set("class", self.named)
        return group


class _Doubts(leather.Dots):  # type: ignore[misc]
    """Rings round the figures with an erratum."""

    def __init__(self) -> None:
        super().__init__("none", 6)

    def legend_to_svg(self, series: Any, palette: Any) -> list[Any]:
        return []

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> Any:
        group = super().to_svg(width, height, x_scale, y_scale, series, palette)
        group.set("class", "yb-doubt")
        return group


def box(chart: Chart) -> str:
    """What is seen: the margins cut down, and the line that the library keeps for its own legend left out."""
    rings = sum(bool(line.doubtful) for line in chart.lines)
    series = len(chart.lines) + len(_places(chart)) + len(chart.gaps) + rings
    top = MARGIN - 10 + (18 if series > 1 else 0)
    return f"{MARGIN - 16} {top} {WIDTH - MARGIN + 16 + _ROOM} {HEIGHT - MARGIN + 4 - top}"


def _places(chart: Chart) -> list[int]:
    """Where a line stands across the chart."""
    return sorted(set(chart.breaks.values()))


def colours(chart: Chart) -> list[int]:
    """The number of each line's colour and dashes, from 1; a strong line has the first."""
    order = sorted(range(len(chart.lines)), key=lambda index: not chart.lines[index].strong)
    return [order.index(index) % len(_FALLBACK) + 1 for index in range(len(chart.lines))]


def drawing(chart: Chart) -> str:
    """The lines with their axes, as the inside of an SVG element; there has to be a course to show."""
    canvas = leather.Chart()
    labels = period_ticks(chart.axis)
    half = _half(chart)
    canvas.set_x_scale(_Edges(chart.axis.first - half, chart.axis.last + half))
    canvas.add_x_axis(ticks=list(labels), tick_formatter=lambda value, index, count: labels[value])
    low, high = _set_values_axis(canvas, chart)
    wide = _tenths(_PLOT / max(len(chart.axis.names) - 1 + 2 * float(half), 1))
    for gap in chart.gaps:
        at = chart.axis.first + gap
        canvas.add_series(leather.Series([(at, low), (at, high)]), _Mark("yb-gap", wide))
    for place in _places(chart):
        step = chart.axis.first + place - Decimal("0.5")
        canvas.add_series(leather.Series([(step, low), (step, high)]), _Mark("yb-break", 1, "4 4"))
    looks = zip(chart.lines, colours(chart), strict=True)
    for line, colour in sorted(looks, key=lambda look: look[0].strong):
        _add_line(canvas, chart, line, colour)
    group = canvas.to_svg_group(WIDTH, HEIGHT)
    group.remove(group.find("rect"))  # the background
    for element in group.iter():
        _tidy(element)
    _spread([element for element in group.iter("text") if element.get("class") == _END])
    return ElementTree.tostring(group, encoding="unicode")


def _tidy(element: ElementTree.Element) -> None:
    if element.tag == "text":
        for name in _LOOKS:
            element.attrib.pop(name, None)
    for name in _LENGTHS:
        if name in element.attrib:
            element.set(name, str(_tenths(float(element.attrib[name]))))


def _spread(ends: list[ElementTree.Element]) -> None:
    """The figures at the ends of lines moved down, so that none lies on another."""
    last = -float(_APART)
    for element in sorted(ends, key=lambda element: float(element.attrib["y"])):
        last = max(float(element.attrib["y"]), last + _APART)
        element.set("y", str(_tenths(last)))


def _half(chart: Chart) -> Decimal | int:
    """Half a step on either side for places, which are drawn as steps."""
    return Decimal("0.5") if chart.lowest_best else 0


def _tenths(length: float) -> float | int:
    """Rounded to one decimal, which a whole number goes without."""
    rounded = round(length, 1)
    return int(rounded) if rounded.is_integer() else rounded


def _set_values_axis(canvas: Any, chart: Chart) -> tuple[Decimal, Decimal]:
    """The scale of the values, from the lowest to the highest that it has room for."""
    values = [value for line in chart.lines for value in line.values if value is not None]
    low, high = min(values), max(values)
    if chart.lowest_best:
        last = max(high, Decimal(2))
        canvas.set_y_scale(_Edges(-last, -1))
        ticks = [-place for place in place_ticks(int(last))]
        canvas.add_y_axis(ticks=ticks, tick_formatter=lambda value, index, count: str(-value))
        return -last, Decimal(-1)
    low, high = (Decimal(0), max(high, Decimal(4))) if chart.from_zero else (low, max(high, low + 1))
    labels = value_ticks(low, high)
    canvas.set_y_scale(_Edges(labels[0], labels[-1]))
    canvas.add_y_axis(ticks=labels, tick_formatter=lambda value, index, count: plain(value))
    return labels[0], labels[-1]


def _add_line(canvas: Any, chart: Chart, line: Line, colour: int) -> None:
    sign, first = -1 if chart.lowest_best else 1, chart.axis.first
    points: list[_Point] = [
        (first + step, None if value is None else sign * value) for step, value in enumerate(line.values)
    ]
    if all(value is None for _, value in points):
        return
    places = sorted({place for each, place in chart.breaks.items() if each in line.breaks})
    dots = [point for point in _dotted(chart, line, points, places) if point[1] is not None]
    width = (3 if line.strong else 2) * (1 if len(points) <= _DOTTED else Decimal("0.6"))
    paint = f"var(--yb-c{colour},{_FALLBACK[colour - 1]})"
    end = next((at, value) for at, value in reversed(points) if value is not None)
    shape = _Course(paint, width, _DASHES[colour - 1], leather.Series(dots) if dots else None, end)
    drawn = _stepped(points, places) if chart.lowest_best else _broken(points, places)
    canvas.add_series(leather.Series(drawn), shape)
    doubtful = [
        point
        for step, point in enumerate(points)
        if chart.axis.ends(step) and chart.axis.names[step] in line.doubtful and point[1] is not None
    ]
    if doubtful:
        canvas.add_series(leather.Series(doubtful), _Doubts())


def _stepped(points: list[_Point], places: Sequence[int]) -> list[_Point]:
    """Each place as long as its step: a place is held, and does not slide into the next."""
    half, drawn = Decimal("0.5"), list[_Point]()
    for step, (at, value) in enumerate(points):
        if step in places:
            drawn.append((at - half, None))
        drawn += [(at - half, value), (at + half, value)]
    return drawn


def _broken(points: list[_Point], places: Sequence[int]) -> list[_Point]:
    """The points with a gap that takes no time before each of the places."""
    gaps = [(points[place][0] - Decimal("0.5"), None) for place in places]
    return sorted([*points, *gaps], key=itemgetter(0))


def _dotted(chart: Chart, line: Line, points: list[_Point], places: Sequence[int]) -> list[_Point]:
    """Every value of a short line, where its period ends; of a long one those without a neighbour, which a line cannot
    show."""
    if len(points) <= _DOTTED:
        return [point for step, point in enumerate(points) if chart.axis.ends(step)]
    padded = (None, *line.values, None)
    return [
        point
        for step, point in enumerate(points)
        if (padded[step] is None or step in places) and (padded[step + 2] is None or step + 1 in places)
    ]
