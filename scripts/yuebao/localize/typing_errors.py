"""How likely one figure was typed for another.

A weight is the price of a change: the search looks for the cheapest set of changes. The order of the weights is what
matters: a figure left out, digits exchanged, a digit lost or doubled, one digit wrong, and last anything else.
"""

from __future__ import annotations

from typing import Final

OMITTED, SWAPPED, LOST, DOUBLED, WRONG, NONE = (
    *("漏填", "相邻两位数字颠倒", "漏打一位数字", "多打一位数字", "一位数字不同"),
    "",
)
WEIGHTS: Final = {OMITTED: 0.9, SWAPPED: 0.9, LOST: 1.0, DOUBLED: 1.0, WRONG: 1.1, NONE: 2.5}


def slip(published: str, meant: str) -> str:
    """The slip by which ``meant`` became ``published``, both as printed; `NONE` when there is no simple one.

    Sign, decimal point and percent sign count as characters like the digits.
    """
    if published in ("", "-"):
        return OMITTED
    if len(published) == len(meant):
        different = [
            index for index, pair in enumerate(zip(published, meant, strict=True)) if pair[0] != pair[1]
        ]
        if len(different) == 1:
            return WRONG
        first = different[0] if different else 0
        if different == [first, first + 1] and published[first : first + 2] == meant[first : first + 2][::-1]:
            return SWAPPED
    if len(published) + 1 == len(meant) and _without_one(meant, published):
        return LOST
    if len(published) == len(meant) + 1 and _without_one(published, meant):
        return DOUBLED
    return NONE


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
