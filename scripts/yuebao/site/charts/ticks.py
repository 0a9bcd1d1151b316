"""Where the axes of a chart carry a label."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor
from typing import Final

from yuebao.site.charts.model import Axis

MOST: Final = 6
"""Labels of months that fit beside each other on the narrowest screen: the year stands at the first of each alone."""
MOST_LONG: Final = 4
"""Labels of longer periods, whose names are longer, too."""

_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_PARTS: Final = 4
_NICE: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_WHOLE: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def period_ticks(axis: Axis) -> dict[int, str]:
    """The labelled steps on the axis of time, as people call them: whole years where the periods span many."""
    places, distance = range(0), 1
    for distance in (axis.length, *(months for months in _MONTHS if not months % axis.length)):
        step = distance // axis.length
        places = range(-(-axis.first // step) * step, axis.last + 1, step)
        if len(places) <= (MOST if axis.length == 1 or distance >= 12 else MOST_LONG):
            break
    periods = {place: axis.at(place) for place in places or (axis.first,)}
    if distance >= 12:
        return {place: f"{own.year}年" for place, own in periods.items()}
    firsts = {own.year: place for place, own in reversed(periods.items())}
    return {place: own.title if firsts[own.year] == place else own.short for place, own in periods.items()}


def value_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from at most ``low`` to at least ``high``, about four steps apart; whole ones for whole values."""
    span = high - low
    whole = low == low.to_integral() and high == high.to_integral()
    power = Decimal(1).scaleb((span / _PARTS).adjusted())
    step = next(
        power * times
        for times in (_WHOLE if whole else _NICE)
        if power * times * _PARTS >= span and not (whole and power * times % 1)
    )
    first, last = floor(low / step), ceil(high / step)
    return [number * step for number in range(first, last + 1)]


def place_ticks(last: int) -> list[int]:
    """The labelled places from the first to the last, the first always."""
    step = -(-last // 5)
    return [1, *range(step if step > 1 else 2, last + 1, step)]
