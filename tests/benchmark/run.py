"""Make the archives, measure every case beside its yardstick, write the table.

    PYTHONPATH=scripts python -m tests.benchmark.run scripts/handbook/benchmark.md

Nothing here is used by the program. The figures are those of the machine that it runs on.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tests.benchmark.bare_site import write_bare_site
from tests.benchmark.following import seconds_until_shown
from tests.benchmark.latency import search_latency
from tests.benchmark.measure import ROOT, run, side_by_side
from tests.benchmark.page import Built, Found, Layouts, Row, page
from tests.synthetic import make_archive
from tests.synthetic.layouts import in_five_layouts
from yuebao.cache.place import kept_folder
from yuebao.workflows.site_plan import site_plan

MONTHS = 240
GROWTH = (12, 120, 1200)
SITES = (12, 60, 120, 240)
ROUNDS, FEW_ROUNDS, SEARCHES = 3, 2, 5
HERE = Path(__file__).parent


def validate(archive: Path) -> list[str]:
    return ["-m", "yuebao", "validate", "--root", str(archive)]


def emit(archive: Path) -> list[str]:
    return ["-m", "yuebao", "emit", "--root", str(archive)]


def build(archive: Path, site: Path) -> list[str]:
    return ["-m", "yuebao", "build", "--root", str(archive), "--site", str(site)]


def plain(archive: Path) -> list[str]:
    return [str(HERE / "plain.py"), str(archive)]


def forget(archive: Path) -> None:
    if kept := kept_folder(archive):
        shutil.rmtree(kept, ignore_errors=True)


def change_one(archive: Path) -> None:
    """Another figure in one month in the middle: the satisfaction table, which no other table repeats."""
    month = sorted((archive / "data").glob("[0-9]*"))[MONTHS // 2]
    path = month / "satisfaction.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\n([0-9]+),", lambda found: f"\n{int(found[1]) + 1},", text), encoding="utf-8")


def validating(found: Found, archive: Path, work: Path) -> Found:
    """One archive of twenty years: nothing kept, nothing changed, one month changed."""
    cold = side_by_side(
        ROUNDS, {"plain": plain(archive), "cold": validate(archive)}, {"cold": lambda: forget(archive)}
    )
    stock = run(str(HERE / "stock.py"), str(archive))
    warm = side_by_side(ROUNDS + 2, {"typer": ["-c", "import typer"], "warm": validate(archive)})
    one = side_by_side(
        ROUNDS + 2,
        {"frictionless": ["-c", "import frictionless"], "one": validate(archive)},
        {"one": lambda: change_one(archive)},
    )
    return replace(
        found,
        rows=(
            Row(
                "核验，每条规则，从头", cold["cold"], "用 csv 读同样的文件，只查类型与合计", cold["plain"], 5
            ),
            Row("核验，每条规则，从头", cold["cold"], "Frictionless 原样逐月只验结构", stock, 0.1),
            Row("核验，什么都没改", warm["warm"], "`import typer`", warm["typer"], 3),
            Row("核验，改了一个月", one["one"], "`import frictionless`", one["frictionless"], 2),
        ),
    )


def publishing(found: Found, archive: Path, work: Path) -> Found:
    """The site of the same archive: first time, nothing changed, one month changed; the build beside bare MkDocs."""
    run(*emit(archive))
    bare, site = work / "bare", work / "site"
    write_bare_site(archive, bare)
    commands = {
        "mkdocs": [
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(bare / "mkdocs.yml"),
            "-d",
            str(work / "bare-site"),
        ],
        "first": build(archive, site),
        "again": build(archive, site),
        "nothing": emit(archive),
        "one": emit(archive),
    }
    prepare = {"first": lambda: forget(archive), "one": lambda: change_one(archive)}
    read = side_by_side(FEW_ROUNDS, commands, prepare)
    beside = "裸 `mkdocs build`，同样的网页，竖线表格"
    rows = (
        Row("整个 `yuebao build`，什么都没有留下", read["first"], beside, read["mkdocs"], 0.5),
        Row("整个 `yuebao build`，旧月份的结果和文件留着", read["again"], beside, read["mkdocs"], 0.5),
        Row("只写出，什么都没改", read["nothing"], beside, read["mkdocs"], None),
        Row("只写出，改了一个月", read["one"], beside, read["mkdocs"], None),
    )
    return replace(found, rows=found.rows + rows, build=rows[0])


def showing(found: Found, archive: Path, work: Path) -> Found:
    """The search in the browser, and the preview."""
    return replace(found, search=search_latency(work / "site"), shown=seconds_until_shown(archive))


def growing(found: Found, archive: Path, work: Path) -> Found:
    """Validation from nothing kept, as the archive grows."""
    for months in GROWTH:
        longer = work / f"growth-{months}"
        make_archive(longer, months=months, first="1921-01")
        read = side_by_side(1, {"plain": plain(longer), "cold": validate(longer)})
        found = replace(found, growth=(*found.growth, (months, read["cold"], read["plain"])))
        shutil.rmtree(longer)
    return found


def building(found: Found, archive: Path, work: Path) -> Found:
    """The site as the archive grows: emit, MkDocs, and its bytes."""
    for months in SITES:
        longer, site = work / f"site-{months}", work / f"built-{months}"
        make_archive(longer, months=months)
        written = run(*emit(longer))
        built = run("-m", "yuebao.builder.mkdocs_build", str(site), given=site_plan(longer).to_json())
        files = [path for path in site.rglob("*") if path.is_file()]
        pages = sum(1 for path in files if path.suffix == ".html")
        size = sum(path.stat().st_size for path in files)
        found = replace(found, sites=(*found.sites, Built(months, pages, written, built, size)))
        shutil.rmtree(longer)
        shutil.rmtree(site)
    return found


def changing(found: Found, archive: Path, work: Path) -> Found:
    """The same months with one layout and with five, in turn."""
    five = work / "five"
    in_five_layouts(five, make_archive(five, months=MONTHS))
    both = {"one": archive, "five": five}
    sites = {name: work / f"site-of-{name}" for name in both}
    forgotten = {name: partial(forget, folder) for name, folder in both.items()}
    validated = side_by_side(ROUNDS, {name: validate(folder) for name, folder in both.items()}, forgotten)
    commands = {name: build(folder, sites[name]) for name, folder in both.items()}
    built = side_by_side(FEW_ROUNDS, commands, forgotten)
    search = [search_latency(site) for _ in range(SEARCHES) for site in sites.values()]
    best = [min(search[part::2], key=lambda each: each.cold) for part in range(2)]
    warm = [min(each.warm for each in search[part::2]) for part in range(2)]
    return replace(
        found,
        layouts=Layouts(
            (validated["one"], validated["five"]),
            (built["one"], built["five"]),
            (replace(best[0], warm=warm[0]), replace(best[1], warm=warm[1])),
        ),
    )


STAGES = (validating, growing, publishing, showing, building, changing)


def machine() -> str:
    """What the figures were measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.machine()
    load = "、".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{model}，可用处理器 {len(os.sched_getaffinity(0))} 个，{platform.system()}，"
        f"Python {platform.python_version()}，{date.today().isoformat()}；"
        f"开始前 1、5、15 分钟的负荷为 {load}"
    )


def main(arguments: Sequence[str]) -> None:
    target = ROOT / (arguments[0] if arguments else "scripts/handbook/benchmark.md")
    found = Found(machine())
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        work = Path(folder)
        archive = work / "archive"
        make_archive(archive, months=MONTHS)
        run(*validate(archive))  # once unmeasured: Python compiles, the disk is read
        for stage in STAGES:
            found = stage(found, archive, work)
            target.write_text(page(found), encoding="utf-8")
            print(f"{stage.__name__}：已写入 {target}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
