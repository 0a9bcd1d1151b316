"""What a chart shows, apart from how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.numbers import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a value for each period of the chart, ``None`` where there is none. ``strong`` sets it apart."""

    label: str
    values: tuple[Decimal | None, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time. ``periods`` are months (`2020-07`) or years (`2020`) that follow each other in the calendar,
    so that a missing issue is a gap.

    ``from_zero`` begins the scale at 0; ``lowest_best`` turns it round, so that the first place is on top.
    """

    title: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    from_zero: bool = True
    lowest_best: bool = False

    @property
    def drawable(self) -> bool:
        """Whether some line has two values: one alone is no course."""
        return any(sum(value is not None for value in line.values) > 1 for line in self.lines)


def periods_between(first: str, last: str) -> tuple[str, ...]:
    """Every month, or every year, of the calendar from ``first`` to ``last``, both included."""
    monthly = "-" in first
    return tuple(period_of(number, monthly) for number in range(ordinal(first), ordinal(last) + 1))


def ordinal(period: str) -> int:
    """The months, or the years, since the year 0."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def period_of(number: int, monthly: bool) -> str:
    """The month, or the year, with that ordinal."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if monthly else f"{number:04d}"


def spoken(period: str) -> str:
    """`2020年7月`, `2020年`."""
    year, _, month = period.partition("-")
    return f"{int(year)}年{int(month)}月" if month else f"{int(year)}年"


def description(chart: Chart) -> str:
    """The course of each line in words, for who cannot see it: first, last, highest and lowest.

    Of equal values the newest is named.
    """
    parts = [f"{spoken(chart.periods[0])}至{spoken(chart.periods[-1])}。"]
    for line in chart.lines:
        points = [
            (value, period)
            for period, value in zip(chart.periods, line.values, strict=True)
            if value is not None
        ]
        if not points:
            parts.append(f"{line.label}：没有数字。")
            continue
        high, low = max(points), min(reversed(points), key=lambda point: point[0])
        words = (("起", points[0]), ("止", points[-1]), ("最大", high), ("最小", low))
        listed = "，".join(f"{word} {plain(value)}（{period}）" for word, (value, period) in words)
        parts.append(f"{line.label}：{listed}。")
    return "".join(parts)
