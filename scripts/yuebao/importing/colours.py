"""Colours that nobody tells apart: words of the colour of what is behind them are seen by nobody."""

from __future__ import annotations

from typing import Final

PAPER: Final = "FFFFFF"
SAME_COLOUR: Final = "与底色相同、看不见的字，没有读入"
TOO_SMALL: Final = "字号小到看不见的字，没有读入"
_NEAR: Final = 12
"""By how much of 255 two colours may differ that nobody tells apart."""
_FEW: Final = 0.125


def is_alike(one: str, other: str) -> bool:
    """Whether two colours (``RRGGBB``) cannot be told apart; not when one of them is none."""
    first, second = channels(one), channels(other)
    return bool(first and second) and all(abs(a - b) <= _NEAR for a, b in zip(first, second, strict=True))


def of_pattern(covered: float, front: str, back: str) -> str:
    """The colour that a pattern has from afar, of which a part of 0 to 1 is ``covered`` by the front; where that is an eighth
    or less, words of the colour behind are as good as on nothing. Empty when a colour is not known."""
    if covered <= _FEW:
        return back
    if covered >= 1 - _FEW:
        return front
    pairs = zip(channels(front), channels(back), strict=False)
    return bytes(round(covered * one + (1 - covered) * other) for one, other in pairs).hex().upper()


def channels(colour: str) -> tuple[int, ...]:
    """Red, green and blue of 0 to 255; nothing of what is no colour."""
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else ()
    except ValueError:
        return ()
