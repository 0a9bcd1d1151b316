"""What is exported is read back cell for cell: made-up cities of every size."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT, tables
from tests.support.published import made_file, published_edition
from tests.synthetic import make_archive
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

FORMATS = ("docx", "xlsx")


def exported(root: Path, month: str, folder: Path) -> dict[str, Path]:
    """The documents of a month as files, by their kind."""
    edition = published_edition(root, month)
    paths = {kind: folder / f"{month}.{kind}" for kind in FORMATS}
    for kind, path in paths.items():
        path.write_bytes(made_file(edition, kind))
    return paths


def without_issue(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name != "issue.yaml"}


def city(number: int) -> dict[str, Any]:
    """The sizes of a made-up city, from the smallest to several pages and counties across the page."""
    random = Random(number)
    departments = random.randint(5, 70)
    windows = random.randint(5, min(departments, 30))
    return {
        "departments": departments,
        "towns": random.randint(1, 40),
        "counties": random.randint(2, 12),
        "windows": windows,
        "staff": random.randint(max(windows, 15), 200),
        "seed": number,
    }


def check_city(number: int, tmp_path: Path, months: int) -> int:
    """Export and import every month of a made-up city; how many there were."""
    origin = tmp_path / "origin"
    names = make_archive(origin, months=months, **city(number))
    for month in names:
        paths = exported(origin, month, tmp_path)
        for kind in FORMATS:
            root = tmp_path / kind
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(origin / "schemas", root / "schemas")
            (root / "data").mkdir()
            shutil.copy(origin / "data/organizations.csv", root / "data")
            shutil.copy(origin / "mkdocs.yml", root)
            imported = import_document(read_standing(root), paths[kind], month)
            assert without_issue(tables(root, month)) == without_issue(tables(origin, month)), (
                city(number),
                kind,
            )
            assert imported.understood.unplaced == (), (city(number), kind)
    return len(names)


@pytest.mark.parametrize("number", [1, 2])
def test_a_made_up_month_comes_back(number: int, tmp_path: Path) -> None:
    assert check_city(number, tmp_path, months=1) == 1


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3, 28))
def test_fifty_made_up_months_come_back(number: int, tmp_path: Path) -> None:
    assert check_city(number, tmp_path, months=2) == 2


@pytest.mark.parametrize("kind", FORMATS)
def test_the_issue_of_the_report_comes_back(kind: str, city_archive: ArchiveFolder, tmp_path: Path) -> None:
    """Nothing of what the program prints needs a change of writing; Word brings the masthead too."""
    full = city_archive.copy(tmp_path / "full")
    for name, content in PUBLISHED.items():
        full.write(f"data/{MONTH}/{name}", content)
    full.write(f"data/{MONTH}/source/{NAME}", TEXT)
    path = exported(full.folder, MONTH, tmp_path)[kind]
    imported = import_document(read_standing(city_archive.folder), path, MONTH)
    files = tables(city_archive.folder)
    assert without_issue(files) == without_issue(PUBLISHED)
    understood = imported.understood
    assert (understood.unplaced, understood.ambiguous, understood.changes) == ((), (), ())
    if kind == "docx":
        before, _, _ = PUBLISHED["issue.yaml"].partition(b"sources:")
        assert files["issue.yaml"].startswith(before + f"sources:\n  - file: source/{MONTH}.docx\n".encode())
