"""Made-up archives for tests and measurements, marked 示例 throughout and never published as real.

    make_archive(folder, months=120)

writes a whole archive that `yuebao validate` finds clean. The figures are drawn from a seed by rules of their own;
nothing here calls the program, so that it can be a witness of it.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import yaml

from tests.synthetic.city import City, registry
from tests.synthetic.figures import figures_of, months_from
from tests.synthetic.schemas import REPOSITORY, write_schemas
from tests.synthetic.tables import tables_of

SEED = 143
SMALL: Final[dict[str, Any]] = {"departments": 5, "towns": 2, "counties": 2, "windows": 5, "staff": 5}
"""The sizes of the smallest city that has everything."""


def make_archive(
    folder: Path,
    months: int = 12,
    first: str = "2001-01",
    seed: int = SEED,
    departments: int = 31,
    towns: int = 11,
    counties: int = 5,
    windows: int = 11,
    staff: int = 84,
) -> list[str]:
    """Write an archive of that many months into ``folder`` and return their names.

    The same arguments give the same bytes, and a longer archive begins with the months of a shorter one.
    """
    return make_city_archive(folder, City(departments, towns, counties, windows, staff), months, first, seed)


def make_city_archive(folder: Path, city: City, months: int, first: str, seed: int = SEED) -> list[str]:
    """The same for a city of its own."""
    names = months_from(first, months)
    old, home = _counties_of_repository()
    write_schemas(folder / "schemas", city.county_names, old, home)
    _copy_site(folder)
    write_csv(folder / "data" / "organizations.csv", registry(city, names))
    for now in figures_of(city, names, seed):
        month = folder / "data" / now.month
        for name, rows in tables_of(city, now, seed).items():
            write_csv(month / f"{name}.csv", rows)
        _write_issue(month, now.index, names, city)
    return names


def write_csv(path: Path, rows: Iterable[list[str]]) -> None:
    """The rows as the data contract wants them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _counties_of_repository() -> tuple[list[str], str]:
    """The counties that the repository's own schemas name, and its home county."""
    comparison = yaml.safe_load(
        (REPOSITORY / "schemas/county-comparison-month.yaml").read_text(encoding="utf-8")
    )
    counties = [field["name"] for field in comparison["fields"] if field.get("about") == "county"]
    newest = max((REPOSITORY / "data").glob("*/issue.yaml"))
    issue = yaml.safe_load(newest.read_text(encoding="utf-8"))
    return counties, issue["county"]


def _copy_site(folder: Path) -> None:
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    lines = [
        "site_name: 示例政务服务月报档案" if line.startswith("site_name:") else line
        for line in text.split("\n")
    ]
    (folder / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    shutil.copytree(REPOSITORY / "docs", folder / "docs", dirs_exist_ok=True)
    manifest = folder / "docs" / ".emitted"
    if manifest.is_file():
        lines = manifest.read_text(encoding="utf-8").splitlines()
        for name in (*(line.partition("  ")[2] for line in lines), ".emitted"):
            (folder / "docs" / name).unlink(missing_ok=True)


def _write_issue(folder: Path, index: int, names: list[str], city: City) -> None:
    month = names[index]
    year, number = int(month[:4]), int(month[5:])
    title = f"{year}年{number}月政务服务月报（示例）"
    source = f"{title}\n\n本文件由程序生成，仅供测试，不是真实的月报。\n".encode()
    (folder / "source").mkdir(exist_ok=True)
    (folder / "source" / "issue.txt").write_bytes(source)
    published = f"{year + number // 12:04d}-{number % 12 + 1:02d}-{8 + index % 5:02d}"
    lines = [
        f"year: {year}",
        f"number: {sum(1 for name in names[: index + 1] if name[:4] == month[:4])}",
        f"total_number: {index + 1}",
        f"title: {title}",
        "publisher: 示例",
        f"published: {published}",
        f"county: {city.home}",
        "sources:",
        "  - file: source/issue.txt",
        f"    sha256: {hashlib.sha256(source).hexdigest()}",
        "    role: 原件",
        "    in_force: true",
    ]
    (folder / "issue.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
