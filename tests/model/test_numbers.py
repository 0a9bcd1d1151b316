"""The one number grammar and the one rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from yuebao.model.numbers import (
    GRAMMARS,
    UNREADABLE,
    declared,
    in_percent,
    parse,
    plain,
    ratio,
    round_half_up,
    total,
    written,
)

GOOD = {
    "count": {"0": "0", "7": "7", "122913": "122913", "9" * 15: "9" * 15},
    "decimal": {"0": "0", "103": "103", "105.762": "105.762", "107.50": "107.50", "0.05": "0.05"},
    "signed": {"+0.2": "0.2", "-2": "-2", "+0": "0", "-0.5": "-0.5"},
    "percent": {"100%": "100", "61.42%": "61.42", "0%": "0", "35.2%": "35.2"},
    "difference": {"3": "3", "-3": "-3", "0.5": "0.5", "-0.5": "-0.5", "0": "0"},
    "signed-percent": {"+3.2%": "3.2", "-5%": "-5", "+0%": "0"},
    "difference-percent": {"3.2%": "3.2", "-5%": "-5", "0%": "0"},
}
BAD = {
    "count": [
        "",
        "-",
        "01",
        "+1",
        "-1",
        "1.0",
        "1,000",
        "1_000",
        "1e3",
        " 1",
        "1 ",
        "１",
        "①",
        "一",
        "NaN",
        "1\n",
        "٣",
        "9" * 16,
    ],
    "decimal": [
        "1.",
        ".5",
        "-1",
        "+1",
        "1.2.3",
        "1,5",
        "１.5",
        "inf",
        "NaN",
        "1e3",
        "00.5",
        "1．5",
        "0.1234567",
    ],
    "signed": ["0.2", "−2", "＋1", "--1", "+", "+ 1", "±1", "+1.", "+01"],
    "percent": ["100", "100％", "% 5", "%", "5 %", "-5%", "+5%", "1/2", "5.%"],
    "difference": ["+3", "−3", "--3", "-", "- 3", "03", "3%", "3.", "-.5"],
    "signed-percent": ["3.2%", "+3.2", "−5%", "+%", "+ 5%", "±5%", "+05%"],
    "difference-percent": ["+3.2%", "3.2", "−5%", "-%", "- 5%", "-5 %", "05%"],
}


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_grammar(grammar: str) -> None:
    read = {text: parse(text, grammar) for text in GOOD[grammar]}
    assert read == {text: Decimal(value) for text, value in GOOD[grammar].items()}
    assert [text for text in BAD[grammar] if parse(text, grammar) is not UNREADABLE] == []


ROUNDING = [
    # 县新闻出版局: 2 / 5 = 0.4; 县农业农村局: 2514 / 5 = 502.8; 合计: 266720 / 5 = 53344
    (Fraction(2, 5), 0, "0"),
    (Fraction(2514, 5), 0, "503"),
    (Fraction(266720, 5), 0, "53344"),
    (Fraction(5100, 145), 0, "35"),
    (Fraction(5100, 145), 1, "35.2"),
    (Fraction(1, 2), 0, "1"),
    (Fraction(3, 2), 0, "2"),
    (Fraction(5, 2), 0, "3"),
    (Fraction(-1, 2), 0, "-1"),
    (Fraction(-1, 3), 0, "0"),
    (Decimal("0.125"), 2, "0.13"),
    (Decimal("1.005"), 2, "1.01"),
    (Decimal("2.675"), 2, "2.68"),
    (Fraction(10**21 * 2 + 1, 2), 0, str(10**21 + 1)),
]


@pytest.mark.parametrize(("value", "digits", "expected"), ROUNDING)
def test_halves_go_away_from_zero_and_nothing_is_binary(
    value: Fraction | Decimal, digits: int, expected: str
) -> None:
    assert plain(round_half_up(value, digits)) == expected


def test_plain_digits() -> None:
    written = ["0", "100", "1E+2", "102.50", "0.0", "-0.10", "1E-7"]
    assert [plain(Decimal(text)) for text in written] == [
        "0",
        "100",
        "100",
        "102.5",
        "0",
        "-0.1",
        "0.0000001",
    ]


def test_sums_are_exact_and_blanks_are_nothing() -> None:
    assert total([Decimal("0.1")] * 3) == Decimal("0.3")
    assert total([None, Decimal(2), None]) == 2
    assert total([]) == 0
    assert total([Decimal("999999999999999.999999")] * 1000) == Decimal("999999999999999999.999000")


@pytest.mark.parametrize(
    ("value", "grammar", "text"),
    [
        ("5", "count", "5"),
        ("1E+2", "count", "100"),
        ("2.50", "decimal", "2.5"),
        ("2.50", "signed", "+2.5"),
        ("0", "signed", "+0"),
        ("-2.5", "signed", "-2.5"),
        ("61.42", "percent", "61.42%"),
        ("3", "difference", "3"),
        ("-3", "difference", "-3"),
        ("3.20", "signed-percent", "+3.2%"),
        ("-3", "signed-percent", "-3%"),
        ("3", "difference-percent", "3%"),
        ("-0.5", "difference-percent", "-0.5%"),
    ],
)
def test_a_figure_as_its_column_prints_it(value: str, grammar: str, text: str) -> None:
    assert written(Decimal(value), grammar) == text
    assert parse(text, grammar) == Decimal(value)


def test_which_figures_end_in_percent() -> None:
    assert [each for each in GRAMMARS if in_percent(each)] == [
        "percent",
        "signed-percent",
        "difference-percent",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", "3"), ("2.5", "2.5"), ("+2.5", "2.5"), ("-2", "-2"), ("", None), ("3%", None), ("−2", None)],
)
def test_figures_of_the_schemas(text: str, value: str | None) -> None:
    assert declared(text) == (UNREADABLE if value is None else Decimal(value))


def test_quotients_are_exact() -> None:
    assert ratio(Decimal("0.1"), Decimal("0.3")) == Fraction(1, 3)
    assert ratio(Decimal(-51), Decimal("1.45")) == Fraction(-5100, 145)
    assert ratio(Decimal(0), Decimal(7)) == 0
