"""What a clerk reads: whole reports on real mistakes in the real month, each read and found good."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.archive import MONTH, ArchiveFolder
from tests.support.repository import ROOT
from yuebao.reports.text_format import render
from yuebao.workflows.validate import validate

Spoil = Callable[[ArchiveFolder], object]


def edit(file: str, old: str, new: str) -> Spoil:
    return lambda archive: archive.edit(f"{MONTH}/{file}", old, new)


CASES: dict[str, Spoil] = {
    "digits-swapped": edit(
        "department-volume-month.csv", "交通运输局,268,268,268,268", "交通运输局,268,286,268,268"
    ),
    "digit-lost-in-a-total": edit("town-volume-month.csv", "合计,8541,8541,8541,", "合计,8541,8541,854,"),
    "table-missing": lambda archive: (archive / MONTH / "staff-scores.csv").unlink(),
    "explained-table-missing": lambda archive: (archive / MONTH / "department-volume-month.csv").unlink(),
    "row-lost": edit("staff-scores.csv", "5,程贤碧,农业农村局,107.82\n", ""),
    "explained-figure-changed": edit(
        "county-comparison-month.csv", "1,县人力资源社会保障局,3,804", "1,县人力资源社会保障局,4,804"
    ),
    "full-width-figure": edit("town-volume-month.csv", "1,湾丘彝族乡,2700,", "1,湾丘彝族乡,２７００,"),
    "header-wrong": edit("town-volume-year.csv", "乡镇名称", "乡镇"),
    "errata-missing": lambda archive: (archive / MONTH / "errata.yaml").unlink(),
}


@pytest.mark.parametrize("case", CASES)
def test_report(real_archive: ArchiveFolder, case: str) -> None:
    CASES[case](real_archive)
    assert render(validate(real_archive.folder, keep=False)) == (ROOT / f"tests/golden/{case}.txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("page", ["README.md", "scripts/handbook/guide.md"])
def test_the_example_of_a_failure_is_what_the_program_says(real_archive: ArchiveFolder, page: str) -> None:
    real_archive.edit(f"{MONTH}/town-volume-month.csv", "白马镇,1100,1100,1100,", "白马镇,1100,1100,1010,")
    shown = (ROOT / page).read_text(encoding="utf-8").split("```\n1. data/")[1].split("```")[0]
    assert render(validate(real_archive.folder, keep=False)).startswith(f"1. data/{shown}\n")
