"""`--changed-since`: which months it judges and why, and that it passes nothing that a full run fails."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.git_repository import Repository, new_repository
from tests.support.withdrawing import REASON, publish_again, withdraw
from tests.synthetic import SMALL, make_archive
from yuebao.history.affected import affected
from yuebao.workflows.changed_since import select_changed
from yuebao.workflows.validate import validate

MONTHS = ("2019-11", "2020-01", "2020-02", "2020-05")
SCHEMA = "schemas/news.yaml 有改动：规则管着每个月"


@pytest.mark.parametrize(
    ("paths", "reasons"),
    [
        ([], {}),
        (["docs/index.md", "mkdocs.yml", "README.md", "tests/test_x.py"], {}),
        (
            ["data/2020-01/a.csv"],
            {
                "2020-01": "改动了 a.csv",
                "2020-02": "紧接在有改动的 2020-01 之后，累计与期号要对照它",
            },
        ),
        (["data/2020-05/a.csv"], {"2020-05": "改动了 a.csv"}),
        (["data/2020-03/a.csv"], {"2020-05": "紧接在有改动的 2020-03 之后，累计与期号要对照它"}),
        (["data/2019-12"], {"2020-01": "紧接在有改动的 2019-12 之后，累计与期号要对照它"}),
        (
            ["data/2020-02/a.csv", "data/2020-02/b.csv", "data/2020-05/c.csv"],
            {"2020-02": "改动了 a.csv、b.csv", "2020-05": "改动了 c.csv"},
        ),
        (
            [f"data/2020-05/{name}.csv" for name in "abcd"],
            {"2020-05": "改动了 a.csv、b.csv、c.csv 等 4 个文件"},
        ),
        (["data/2020-13/a.csv", "data/x.txt"], {}),
        (
            ["data/2019-02/a.csv"],
            {
                "2019-11": "紧接在有改动的 2019-02 之后，累计与期号要对照它",
                "2020-02": "去年同期的 2019-02 有改动，同比要对照它",
            },
        ),
        (["data/2020-05/a.csv", "schemas/news.yaml"], dict.fromkeys(MONTHS, SCHEMA)),
        (
            ["data/organizations.csv"],
            dict.fromkeys(MONTHS, "data/organizations.csv 有改动：登记册用于每个月"),
        ),
        (
            ["scripts/yuebao/workflows/judge.py"],
            dict.fromkeys(MONTHS, "scripts/yuebao/workflows/judge.py 有改动：程序核验每个月"),
        ),
    ],
)
def test_which_months_and_why(paths: list[str], reasons: dict[str, str]) -> None:
    assert affected(paths, MONTHS).reasons == reasons


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    make_archive(folder, months=7, first="2003-10", **SMALL)
    (folder / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    repository = new_repository(folder)
    repository.git("config", "core.autocrlf", "input")
    repository.commit("示例")
    assert validate(folder).blocking == ()
    return folder


@pytest.fixture
def archive(clean: Path, tmp_path: Path) -> Repository:
    shutil.copytree(clean, tmp_path / "archive", symlinks=True)
    return Repository(tmp_path / "archive")


Edit = Callable[[Path, random.Random], None]


def month(root: Path, draw: random.Random) -> Path:
    return draw.choice(sorted(path for path in (root / "data").glob("20*-*") if path.is_dir()))


def table(root: Path, draw: random.Random) -> Path:
    found = [path for path in month(root, draw).glob("*.csv") if path.is_file() and not path.is_symlink()]
    return draw.choice(sorted(found) or [root / "data/organizations.csv"])


def change_figure(root: Path, draw: random.Random) -> None:
    path = table(root, draw)
    text = path.read_text(encoding="utf-8")
    places = [index for index, sign in enumerate(text) if sign.isascii() and sign.isdigit()]
    if places:
        at = draw.choice(places)
        path.write_text(f"{text[:at]}{draw.randrange(10)}{text[at + 1 :]}", encoding="utf-8")


def delete_table(root: Path, draw: random.Random) -> None:
    table(root, draw).unlink(missing_ok=True)


def delete_month(root: Path, draw: random.Random) -> None:
    if len(list((root / "data").glob("20*-*"))) > 2:
        shutil.rmtree(month(root, draw))


def rename_month(root: Path, draw: random.Random) -> None:
    target = root / "data" / draw.choice(["2003-09", "2005-03", "2004-13", "2004-06"])
    if not target.exists():
        month(root, draw).rename(target)


def copy_month(root: Path, draw: random.Random) -> None:
    target = root / "data" / draw.choice(["2003-08", "2004-07", "2004-12"])
    if not target.exists():
        shutil.copytree(month(root, draw), target, symlinks=True)


def stray_file(root: Path, draw: random.Random) -> None:
    (month(root, draw) / draw.choice(["说明 一.txt", "ignored.bak", ".hidden"])).write_text(
        "x", encoding="utf-8"
    )


def empty_folder(root: Path, draw: random.Random) -> None:
    folder = draw.choice([month(root, draw) / "空", root / "data/2004-08", root / "data/其他"])
    folder.mkdir(exist_ok=True)


def windows_lines(root: Path, draw: random.Random) -> None:
    path = table(root, draw)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def hidden_from_the_index(root: Path, draw: random.Random) -> None:
    path = table(root, draw)
    if path.exists():
        Repository(root).git(
            "update-index",
            draw.choice(["--skip-worktree", "--assume-unchanged"]),
            str(path.relative_to(root)),
            check=False,
        )
        change_figure(root, draw)


def link_instead_of_file(root: Path, draw: random.Random) -> None:
    path = table(root, draw)
    content = path.read_bytes() if path.exists() else b""
    (root / "copy.csv").write_bytes(content)
    path.unlink(missing_ok=True)
    path.symlink_to(root / "copy.csv")


def withdraw_month(root: Path, draw: random.Random) -> None:
    path = month(root, draw) / "issue.yaml"
    if path.is_file() and "state: " not in path.read_text(encoding="utf-8"):
        withdraw(root, path.parent.name, draw.choice([REASON, "", "\u200b"]))


def withdraw_empty_month(root: Path, draw: random.Random) -> None:
    path = month(root, draw) / "issue.yaml"
    if path.is_file() and "state: " not in path.read_text(encoding="utf-8"):
        withdraw(root, path.parent.name)
        for gone in path.parent.glob("*.csv"):
            gone.unlink()


def publish_month_again(root: Path, draw: random.Random) -> None:
    held = [path for path in (root / "data").glob("20*-*/issue.yaml") if path.is_file()]
    held = [path for path in held if "\nstate: " in path.read_text(encoding="utf-8")]
    if held:
        publish_again(root, draw.choice(sorted(held)).parent.name)


def remove_row(root: Path, draw: random.Random) -> None:
    path = table(root, draw)
    if path.exists():
        lines = path.read_text(encoding="utf-8").split("\n")
        if len(lines) > 3:
            del lines[draw.randrange(1, len(lines) - 1)]
            path.write_text("\n".join(lines), encoding="utf-8")


def record(root: Path, draw: random.Random) -> None:
    lines = [
        "统计期,日期,表,行,列,原来,改为,更正的文件",
        f"{draw.choice(['2003-10', '2009-09'])},2004-01-01,,,,,（全部）,",
    ]
    (root / "data/revisions.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def month_into_a_file(root: Path, draw: random.Random) -> None:
    if len(list((root / "data").glob("20*-*"))) > 2:
        folder = month(root, draw)
        shutil.rmtree(folder)
        folder.write_text("", encoding="utf-8")


def alias(root: Path, draw: random.Random) -> None:
    path = root / "data/organizations.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = draw.randrange(1, len(lines) - 1)
    cells = lines[at].split(",")
    cells[2] = draw.choice(["示例改名局", cells[2]])
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")


def masthead(root: Path, draw: random.Random) -> None:
    path = month(root, draw) / "issue.yaml"
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("total_number: ", f"total_number: {draw.randrange(1, 9)}"), encoding="utf-8"
        )


def erratum(root: Path, draw: random.Random) -> None:
    (month(root, draw) / "errata.yaml").write_text("- rule: rank\n", encoding="utf-8")


def registry(root: Path, draw: random.Random) -> None:
    path = root / "data/organizations.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    del lines[draw.randrange(1, len(lines) - 1)]
    path.write_text("\n".join(lines), encoding="utf-8")


def schema(root: Path, draw: random.Random) -> None:
    path = root / "schemas/satisfaction.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("enum", "enum") + "# 改\n", encoding="utf-8")


def harmless(root: Path, draw: random.Random) -> None:
    (root / "README.md").write_text(str(draw.random()), encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    *(change_figure, change_figure, delete_table, delete_month, rename_month, copy_month, stray_file),
    *(empty_folder, windows_lines, hidden_from_the_index, link_instead_of_file, masthead, erratum),
    *(registry, schema, harmless, alias, remove_row, month_into_a_file, record),
    *(withdraw_month, withdraw_month, withdraw_empty_month, withdraw_empty_month, publish_month_again),
)
KEEP = (
    lambda repository: None,
    lambda repository: repository.git("add", "--all"),
    lambda repository: repository.git("add", "--", "data/2003-11", check=False),
    lambda repository: repository.commit("改动"),
)


def withdrawn(*months: str) -> Callable[[Repository], None]:
    def take_back(repository: Repository) -> None:
        for month in months:
            withdraw(repository.folder, month)

    return take_back


BASES: tuple[Callable[[Repository], object], ...] = (
    lambda repository: None,
    lambda repository: None,
    withdrawn("2003-12"),
    withdrawn("2003-12", "2004-01"),
    withdrawn("2003-10", "2003-11", "2004-04"),
)
"""What the version already holds that the changes are counted from."""
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(48 * TIMES))
def test_passes_nothing_that_a_full_run_fails(archive: Repository, seed: int) -> None:
    draw = random.Random(seed)
    draw.choice(BASES)(archive)
    base = archive.commit("此前")
    assert validate(archive.folder).blocking == ()
    for edit in draw.choices(EDITS, k=draw.randrange(1, 4)):
        edit(archive.folder, draw)
        draw.choice(KEEP)(archive)
    whole = validate(archive.folder)
    selection = select_changed(archive.folder, base)
    part = validate(archive.folder, selection.months)
    assert part.blocking == whole.blocking
    known = set(validate(archive.folder, keep=False).blocking)
    assert set(whole.blocking) == known


def test_command_says_which_months_and_why(archive: Repository) -> None:
    base = archive.head()
    path = archive.folder / "data/2003-11/news.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2003-11-", "2003-10-"), encoding="utf-8")
    status, out, err = ArchiveFolder(archive.folder).run("validate", "--changed-since", base)
    assert err == (
        f"自 {base} 以来的改动牵涉 2 期（以 {base} 已通过核验为前提）：\n"
        "  2003-11：改动了 news.csv\n"
        "  2003-12：紧接在有改动的 2003-11 之后，累计与期号要对照它\n"
    )
    assert status == 1
    assert "\n  2003-11  " in out and "2003-10  " not in out
