"""What a chart shows, apart from how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Final

from yuebao.model.numbers import plain
from yuebao.model.period import Period, month_name, period, span_name, title_of

_NAMED: Final = 12
"""Of the periods without a figure so many are named."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The time that a chart shows, step by step without a gap: ``steps`` have ``length`` months each, the ``first`` is
    counted in steps since the year 0. ``names`` says of each which period it belongs to, ``None`` where none has it.

    Periods of one length that divides the year are a step each; else a step is a month, and a period has all of its own.
    """

    first: int
    length: int
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, names: Sequence[str]) -> Axis:
        """The axis of some periods in their order."""
        periods = [period(name) for name in names]
        length = periods[0].length
        if 12 % length or any(own.length != length or own.first % length for own in periods):
            length = 1
        first, last = periods[0].first // length, periods[-1].last // length
        held: list[str | None] = [None] * (last - first + 1)
        for own in periods:
            for step in range(own.first // length, own.last // length + 1):
                held[step - first] = own.name
        return cls(first, length, tuple(held))

    @property
    def last(self) -> int:
        """The last step, counted like the first."""
        return self.first + len(self.names) - 1

    def ends(self, place: int) -> bool:
        """Whether a period ends with that step: there its figure is marked, once."""
        following = self.names[place + 1] if place + 1 < len(self.names) else None
        return self.names[place] is not None and self.names[place] != following

    def beginning(self, month: str) -> int | None:
        """The place at which the period with that month begins, from which its names are those at its end; ``None`` where
        the axis has nothing on either side."""
        place = period(month).first // self.length - self.first
        if not 0 < place < len(self.names):
            return None
        while place and self.names[place] is not None and self.names[place] == self.names[place - 1]:
            place -= 1
        return place or None

    def at(self, step: int) -> Period:
        """The period that a step is."""
        own = next(name for name in self.names if name is not None)
        like = period(own if self.length > 1 else month_name(step))
        return period(span_name((step * self.length, (step + 1) * self.length - 1), like))


@dataclass(frozen=True, slots=True)
class Break:
    """At the beginning of ``month`` what the figures are about became another, as ``words`` say."""

    month: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a value for each step of the axis, ``None`` where there is none. ``strong`` sets it apart; at ``breaks`` it
    is not drawn through, even where nothing is missing; ``doubtful`` are the periods whose figure has an erratum."""

    label: str
    values: tuple[Decimal | None, ...]
    strong: bool = False
    breaks: tuple[Break, ...] = ()
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time; a missing issue is a gap.

    ``from_zero`` begins the scale at 0; ``lowest_best`` turns it round, so that the first place is on top.
    """

    title: str
    unit: str
    axis: Axis
    lines: tuple[Line, ...]
    from_zero: bool = True
    lowest_best: bool = False

    @property
    def breaks(self) -> dict[Break, int]:
        """The breaks of all lines that the axis shows, each once, with their places."""
        found = {each: self.axis.beginning(each.month) for line in self.lines for each in line.breaks}
        return {each: place for each, place in found.items() if place is not None}

    @property
    def gaps(self) -> list[int]:
        """The places between the first and the last figure where no line has one."""
        having = [any(line.values[place] is not None for line in self.lines) for place in self._places]
        first = having.index(True) if True in having else 0
        last = len(having) - having[::-1].index(True) if True in having else 0
        return [place for place in range(first, last) if not having[place]]

    @property
    def _places(self) -> range:
        return range(len(self.axis.names))

    @property
    def drawable(self) -> bool:
        """Whether some line has two values: one alone is no course."""
        return any(len(points(self.axis, line)) > 1 for line in self.lines)


def points(axis: Axis, line: Line) -> list[tuple[Decimal, str]]:
    """The value of each period that has one, once."""
    return [
        (value, name)
        for place, (value, name) in enumerate(zip(line.values, axis.names, strict=True))
        if value is not None and name is not None and axis.ends(place)
    ]


def _missing(axis: Axis, line: Line) -> str:
    """The periods between the first and the last figure that have none: the line has a gap there, and never 0."""
    ends = [place for place in range(len(axis.names)) if axis.ends(place)]
    having = [place for place in ends if line.values[place] is not None]
    names = [
        axis.names[place] or ""
        for place in ends
        if having[0] < place < having[-1] and line.values[place] is None
    ]
    return f"，{_named(names)}没有数字" if names else ""


def _named(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 期" if len(names) > _NAMED else ""
    return f"{'、'.join(map(title_of, names[:_NAMED]))}{more}"


def description(chart: Chart) -> str:
    """The course of each line in words, for who cannot see it: first, last, highest and lowest.

    Of equal values the newest is named.
    """
    first, last = chart.axis.names[0] or "", chart.axis.names[-1] or ""
    parts = [f"{title_of(first)}至{title_of(last)}。"]
    for line in chart.lines:
        found = points(chart.axis, line)
        if not found:
            parts.append(f"{line.label}：没有数字。")
            continue
        newest = found[::-1]
        high, low = max(newest, key=itemgetter(0)), min(newest, key=itemgetter(0))
        words = (("起", found[0]), ("止", found[-1]), ("最大", high), ("最小", low))
        listed = "，".join(f"{word} {plain(value)}（{title_of(name)}）" for word, (value, name) in words)
        doubt = [name for _, name in found if name in line.doubtful]
        marked = f"，{_named(doubt)}存疑" if doubt else ""
        parts.append(f"{line.label}：{listed}{_missing(chart.axis, line)}{marked}。")
    parts += [f"{each.words}，线在这里断开，前后不是同一范围。" for each in chart.breaks]
    return "".join(parts)
