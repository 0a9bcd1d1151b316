"""The numbers that scoring rules find in the texts of items: whatever a clerk wrote, it is a number or it is none."""

from __future__ import annotations

import pytest

from yuebao.schema.rule import Regex
from yuebao.schema.scoring import ItemKind

KIND = ItemKind(
    title="示例", match="加班", source="示例", measure=Regex("加班(.+)分钟"), place=Regex("第(.+)位")
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20", 20), ("05", 5), ("9" * 15, 10**15 - 1), ("9" * 16, None), ("9" * 4301, None), ("二十", None),
        ("２０", None), ("٣", None), ("²", None), ("1.5", None), ("-5", None), ("1_0", None), (" 5", None),
    ],
)  # fmt: skip
def test_a_measure_is_a_number_of_no_more_digits_than_a_figure(words: str, expected: int | None) -> None:
    assert KIND.measured(f"加班{words}分钟") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3", 3),
        ("三", 3),
        ("十", 10),
        ("二十一", 21),
        ("9" * 4301, None),
        ("²", None),
        ("两", None),
        ("百", None),
    ],
)
def test_a_place_is_a_number_in_digits_or_in_words(words: str, expected: int | None) -> None:
    assert KIND.stated_place(f"第{words}位") == expected


def test_no_words_no_number() -> None:
    assert (KIND.measured("加班"), KIND.stated_place("加班")) == (None, None)
