"""Every command and every status with which its help says that it ends; usage is 2 and a broken schema 3 for all of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_cli_chinese import commands
from tests.outcome.test_settling import cell, edit
from tests.support.archive import ArchiveFolder, replaced, tree
from tests.support.git_repository import new_repository
from tests.support.loopback import free_port
from tests.support.program import Ended, run
from tests.synthetic.hostile import MONTHS

NEWEST = MONTHS[-1]
Spoil = Callable[[ArchiveFolder], None]


def nothing(archive: ArchiveFolder) -> None:
    pass


def open_finding(archive: ArchiveFolder) -> None:
    edit(archive.folder, "town-volume-month", cell(-1, "受理件", "99999"))


def stray_quote(archive: ArchiveFolder) -> None:
    archive.edit(f"data/{NEWEST}/news.csv", lambda text: text.replace("示例", 'a"b'))


def no_town(archive: ArchiveFolder) -> None:
    archive.edit("data/organizations.csv", lambda text: text.partition("\n")[0] + "\n")


def wrong_registry(archive: ArchiveFolder) -> None:
    archive.edit("data/organizations.csv", lambda text: f"{text}x,nosuch,示例,,,,,,\n")


def unread_errata(archive: ArchiveFolder) -> None:
    archive.write(f"data/{NEWEST}/errata.yaml", "- rule: [\n")


def report(archive: ArchiveFolder) -> None:
    """The reports of the newest issue beside the archive, under a title that the patterns of import know."""
    archive.edit(
        f"data/{NEWEST}/issue.yaml",
        lambda text: re.sub(
            r"(?ms)^title: .*?(?=^\w)", 'title: "2003年3月政务服务月报 A & B（示例）"\n', text
        ),
    )
    assert archive.run("export", NEWEST, "--to", str(archive.folder.parent / "out")).status == 0


def another_report(archive: ArchiveFolder) -> None:
    archive.write("../out/x.txt", "示例\n本月平稳。\n")


def kept(archive: ArchiveFolder) -> None:
    new_repository(archive.folder).commit("示例")


def draft(archive: ArchiveFolder) -> None:
    archive.edit(f"data/{NEWEST}/issue.yaml", lambda text: f"state: 整理中\n{text}")


def foreign_page(archive: ArchiveFolder) -> None:
    archive.write("docs/errata.md", "示例\n")


def foreign_folder(archive: ArchiveFolder) -> None:
    archive.write("../site/own.txt", "示例\n")


CASES: dict[str, list[tuple[int, Spoil, list[str]]]] = {
    "init": [(0, nothing, ["{new}"]), (2, nothing, ["{root}"])],
    "validate": [(0, nothing, []), (1, open_finding, []), (1, open_finding, [NEWEST])],
    "tidy": [(0, nothing, [NEWEST]), (1, stray_quote, [NEWEST])],
    "derive": [(0, nothing, [NEWEST]), (1, open_finding, [NEWEST])],
    "import": [
        (0, report, ["{out}" + f"/{NEWEST}.xlsx", "--period", NEWEST, "--force"]),
        (1, another_report, ["{out}/x.txt", "--period", NEWEST, "--force"]),
    ],
    "new": [(0, nothing, ["2003-04"]), (1, no_town, ["2003-04"]), (2, nothing, [NEWEST])],
    "workbook": [(0, draft, [NEWEST]), (2, nothing, [NEWEST])],
    "export": [(0, nothing, [NEWEST]), (1, open_finding, [NEWEST])],
    "emit": [(0, nothing, ["-q"]), (1, open_finding, ["-q"]), (2, foreign_page, ["-q"])],
    "build": [
        (0, nothing, ["-q"]),
        (1, open_finding, ["-q"]),
        (2, foreign_folder, ["-q", "--site", "{out}/../site"]),
    ],
    "serve": [(1, open_finding, ["--port", "{port}"]), (2, nothing, ["--port", "99999"])],
    "desk": [(0, nothing, ["--shortcut", "{root}/.."]), (2, nothing, ["--shortcut", "{root}/data"])],
    "errata draft": [
        (0, nothing, [NEWEST]),
        (0, open_finding, [NEWEST, "--write"]),
        (1, unread_errata, [NEWEST]),
    ],
    "rules": [(0, nothing, []), (0, open_finding, ["--kinds"])],
    "organizations rename": [
        (0, nothing, ["示例二镇", "示例二街道", "--from", "2003-06"]),
        (1, wrong_registry, ["示例二镇", "示例二街道", "--from", "2003-06"]),
        (2, nothing, ["示例无乡", "示例二街道", "--from", "2003-06"]),
    ],
    "schema": [(0, nothing, [NEWEST]), (0, open_finding, [NEWEST])],
    "revisions": [(0, kept, []), (0, kept, ["--record"])],
    "doctor": [(0, nothing, [])],
    "hooks install": [(2, nothing, ["{root}"])],
}
"""For each status a way to come to it. The rest of the hooks, which git calls, is tried through real pushes in `tests/gate`, and
that a preview ends with 0 in `tests/workflows/test_preview.py`; copies of a site in `tests/cli/test_verify.py`, a machine that
lacks something in `tests/workflows/test_doctor.py`."""
ELSEWHERE = {
    "serve": {0}, "hooks install": {0}, "hooks pre-receive": {0, 1}, "hooks post-receive": {0, 1},
    "hooks publish": {0, 1}, "verify": {0, 1, 2}, "doctor": {1},
}  # fmt: skip
BARE = ("hooks install", "hooks pre-receive", "hooks post-receive", "hooks publish")
"""Commands that are called on a repository and not on an archive."""


def call(archive: ArchiveFolder, name: str, words: list[str]) -> Ended:
    out = archive.folder.parent / "out"
    places = {"root": archive.folder, "out": out, "new": archive.folder.parent / "new", "port": free_port()}
    root = [] if name == "init" or name in BARE else ["--root", str(archive.folder)]
    return run(*name.split(), *(word.format(**places) for word in words), *root)


def test_every_status_of_every_help_is_tried() -> None:
    """What a command says of itself, and what is tried."""
    said = {
        name.removeprefix("yuebao "): {
            int(text) for text in re.findall(r"(?:退出状态：|；)(\d) ", command.help)
        }
        for name, command in commands().items()
    }
    tried = {
        name: {status for status, _, _ in CASES.get(name, [])} | ELSEWHERE.get(name, set()) for name in said
    }
    assert tried == said


@pytest.mark.parametrize(
    ("name", "place"),
    [(name, place) for name in CASES for place in range(len(CASES[name]))],
    ids=[f"{name} {status} {number}" for name in CASES for number, (status, _, _) in enumerate(CASES[name])],
)
def test_a_command_ends_as_its_help_says(hostile_archive: ArchiveFolder, name: str, place: int) -> None:
    """What is wrong with the call, or with the program, is one line on stderr and leaves stdout empty."""
    expected, spoil, words = CASES[name][place]
    spoil(hostile_archive)
    status, out, err = call(hostile_archive, name, words)
    assert status == expected, out + err
    if status == 2:
        assert out == "" and err.startswith("用法有误：") and err.count("\n") == 1


@pytest.mark.parametrize("name", [name.removeprefix("yuebao ") for name in commands()])
def test_an_option_that_is_none_is_usage(name: str) -> None:
    status, out, err = run(*name.split(), "--nosuch")
    assert (status, out) == (2, "") and err.startswith("用法有误：没有选项 --nosuch")


WITHOUT_SCHEMAS = {"hooks install", "doctor"}


@pytest.mark.parametrize("name", [name for name in CASES if name not in WITHOUT_SCHEMAS])
def test_a_broken_schema_is_a_fault_and_neither_a_finding_nor_usage(
    hostile_archive: ArchiveFolder, name: str, tmp_path: Path
) -> None:
    status, spoil, words = CASES[name][0]
    if spoil is not open_finding:
        spoil(hostile_archive)
    hostile_archive.edit(
        "schemas/town-volume-month.yaml", replaced("primaryKey: [乡镇名称]", "primaryKey: [乡镇名]")
    )
    if name == "init":
        words = [*words, "--like", "{root}"]
    if name == "revisions":
        edit(hostile_archive.folder, "news", cell(1, "内容", "示例：更正。"))
    before = tree(hostile_archive / "data")
    status, out, err = call(hostile_archive, name, words)
    assert (status, out) == (3, ""), out + err
    assert "schemas/town-volume-month.yaml" in err and "乡镇名" in err and "Traceback" not in err
    assert tree(hostile_archive / "data") == before
    shutil.rmtree(hostile_archive.folder.parent / "out", ignore_errors=True)
