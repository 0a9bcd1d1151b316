"""Where is the error? On a made-up month, and on slips seeded into more; on the published month: `tests/real_month/localize`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.example_month import example
from tests.synthetic import make_archive
from yuebao.localize.equations import system_of
from yuebao.localize.suggest import suggest
from yuebao.localize.typing_errors import DOUBLED, LOST, NONE, OMITTED, SWAPPED, WRONG, slip
from yuebao.model.month import Month
from yuebao.model.suggestion import Change, Suggestion
from yuebao.model.table import Cell, Table
from yuebao.outcome.errata import settle
from yuebao.rules.engine import check_month
from yuebao.rules.scope import Scope
from yuebao.workflows.judge import Standing, read_month, read_standing, scope_of

SLIPS = {
    ("", "1"): OMITTED,
    ("-", "7"): OMITTED,
    ("2552", "2525"): SWAPPED,
    ("5252", "2525"): NONE,
    ("255", "2525"): LOST,
    ("25525", "2525"): DOUBLED,
    ("9804", "9805"): WRONG,
    ("1329", "1330"): NONE,
    ("60", "600"): LOST,
    ("+0.1", "+0.2"): WRONG,
    ("12", ""): NONE,
    ("2", ""): DOUBLED,
    ("12", "12"): NONE,
}


@pytest.mark.parametrize(("published", "meant"), SLIPS)
def test_slip(published: str, meant: str) -> None:
    assert slip(published, meant) == SLIPS[published, meant]


def told(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str, str, str, str]]:
    return [
        (each.cell.table, each.row, each.column, each.published, each.suggested, each.slip)
        for each in changes
    ]


def suggestions(standing: Standing, month: Month, scope: Scope) -> tuple[Suggestion, ...]:
    return suggest(month, scope, settle(month, check_month(month, scope).findings))


ILL_WRITTEN = [
    "NaN",
    "sNaN",
    "-NaN",
    "Infinity",
    "-Infinity",
    "1e3",
    "1E+3",
    "１２",
    "1_000",
    " 5",
    "0x1f",
    "1e999999",
    "一",
]


@pytest.mark.parametrize("text", ILL_WRITTEN)
@pytest.mark.parametrize("side", ["published", "expected"])
def test_an_erratum_without_a_figure_says_nothing_of_the_equation(text: str, side: str) -> None:
    standing, month, previous, _ = example()
    place = ("total-row", "county-comparison-month", "合计", "示例一县")
    (erratum,) = (item for item in month.errata if (item.rule, item.table, item.row, item.column) == place)
    without, ill = (
        suggestions(standing, each, scope_of(standing, each, previous))
        for each in (
            replace(month, errata=()),
            replace(month, errata=(replace(erratum, **{side: text}),)),  # type: ignore[arg-type]
        )
    )
    assert ill == without
    assert without != ()


@pytest.mark.parametrize(
    ("published", "expected", "apart"),
    [("9804", "9805", "-1"), ("", "9805", "-9805"), (None, "5", "-5"), ("-", "5", "-5"), ("5", None, "5")],
)
def test_an_erratum_says_by_how_much_its_equation_is_off(
    published: str | None, expected: str | None, apart: str
) -> None:
    standing, month, previous, _ = example()
    scope = scope_of(standing, month, previous)
    rules = [rule for rule in scope.layout.all_rules() if rule.id == "total-row"]
    erratum = next(
        replace(item, published=published, expected=expected)
        for item in month.errata
        if item.rule == "total-row" and item.table == "county-comparison-month"
    )
    with_it, without = (system_of(rules, scope, errata).equations for errata in ([erratum], []))
    moved = [one.constant - other.constant for one, other in zip(with_it, without, strict=True)]
    assert [-each for each in moved if each] == [Decimal(apart)]


# --- slips seeded into clean months ---


def mistype(text: str, random: Random) -> str | None:
    """The figure as a hurried typist leaves it; ``None`` when that slip cannot happen to it."""
    kind = random.choice(("swap", "lose", "double", "wrong", "omit"))
    place = random.randrange(len(text))
    if kind == "swap" and place + 1 < len(text) and text[place] != text[place + 1]:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == "lose" and len(text) > 1:
        return text[:place] + text[place + 1 :]
    if kind == "double":
        return text[: place + 1] + text[place:]
    if kind == "wrong":
        return text[:place] + random.choice([d for d in "123456789" if d != text[place]]) + text[place + 1 :]
    return "" if kind == "omit" else None


def spoiled(month: Month, standing: Standing, random: Random) -> Iterator[tuple[Cell, str, Month]]:
    """One slip in a count somewhere, again and again."""
    cells = [
        Cell(name, row, field.name)
        for name, schema in standing.schemas.latest.tables.items()
        for field in schema.fields
        if field.grammar == "count" and field.unit == "件" and name != "satisfaction"
        for row in range(len(month.tables[name]))
        if month.tables[name].texts[field.name][row] not in ("", "-", "0")
    ]
    while True:
        cell = random.choice(cells)
        table = month.tables[cell.table]
        text = table.texts[cell.column][cell.row]
        wrong = mistype(text, random)
        if wrong is not None and wrong != text and (wrong == "" or wrong[0] != "0"):
            yield cell, text, replace(month, tables={**month.tables, cell.table: written(table, cell, wrong)})


def written(table: Table, cell: Cell, text: str) -> Table:
    texts, numbers = list(table.texts[cell.column]), list(table.numbers[cell.column])
    texts[cell.row], numbers[cell.row] = text, Decimal(text) if text else None
    return replace(
        table,
        texts={**table.texts, cell.column: tuple(texts)},
        numbers={**table.numbers, cell.column: tuple(numbers)},
    )


# What the finding says by itself needs no suggestion: the average names its own cell and what it should be.
STATED = ("平均办结",)


def measure(root: Path, count: int, seed: int) -> Counter[str]:
    """How each of ``count`` seeded slips was told: found alone, among others, nothing said, or another cell blamed."""
    standing = read_standing(root)
    months = [read_month(standing, name) for name in standing.months[1:]]
    random = Random(seed)
    seeded = [spoiled(month, standing, random) for month, _ in months]
    score: Counter[str] = Counter()
    for turn in range(count):
        place = turn % len(months)
        cell, text, month = next(seeded[place])
        scope = scope_of(standing, month, months[place][1])
        found = suggestions(standing, month, scope)
        answers = [[(each.cell, each.suggested) for each in item.changes] for item in found[:1]]
        answers += [
            [(each.cell, each.suggested) for each in other] for item in found[:1] for other in item.others
        ]
        truth = [(cell, text)]
        if not answers and cell.column in STATED:
            score["stated by the finding"] += 1
        elif not answers:
            score["nothing"] += 1
        elif answers[0] == truth:
            score["named" if len(answers) == 1 else "named first"] += 1
        else:
            score["named later" if truth in answers else "another"] += 1
        score[f"{cell.table}: {'named' if answers and answers[0] == truth else 'not named'}"] += 1
    return score


@pytest.mark.slow
def test_most_seeded_slips_are_named_and_no_other_cell_is_blamed(tmp_path: Path) -> None:
    make_archive(tmp_path, months=4)
    score = measure(tmp_path, 60, seed=2020)
    assert score["named"] + score["stated by the finding"] >= 54, score
    assert score["another"] == score["named later"] == 0, score


def test_two_slips_in_one_column_are_both_named(archive: ArchiveFolder) -> None:
    table = "data/2003-11/department-volume-month.csv"
    archive.edit(table, "县示例二局,317,317,317,181,", "县示例二局,317,317,317,18,")
    archive.edit(table, "县示例四局,56,56,52,27,", "县示例四局,56,56,52,72,")
    standing = read_standing(archive.folder)
    month, previous = read_month(standing, "2003-11")
    found = suggestions(standing, month, scope_of(standing, month, previous))
    assert [told(item.changes) for item in found] == [
        [
            ("department-volume-month", "县示例二局", "线上办件数", "18", "181", "漏打一位数字"),
            ("department-volume-month", "县示例四局", "线上办件数", "72", "27", "相邻两位数字颠倒"),
        ]
    ]


if __name__ == "__main__":
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        make_archive(Path(folder), months=6)
        for name, number in sorted(measure(Path(folder), int(sys.argv[1]), 7).items()):
            print(f"{number:5d}  {name}")
