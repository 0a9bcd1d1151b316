"""What the program did not write it neither replaces nor removes: folders, pages, exports, and whatever links lead to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.program import run
from tests.synthetic import SMALL, make_archive
from yuebao.write.site_folder import MARK

State = dict[str, object]


def state(folder: Path) -> State:
    """Every file with its content, every link with its target, every folder; but for what is kept to be quicker."""
    return {
        path.relative_to(folder).as_posix(): path.readlink()
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
        if ".cache" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds an archive, within the folder of somebody who has other things there; its site is built."""
    home = tmp_path_factory.mktemp("built") / "home"
    make_archive(home / "archive", months=2, first="2003-11", **SMALL)
    for name in ("archive/.git/HEAD", "photos/1.jpg", "archive/notes/todo.txt"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("别人的", encoding="utf-8")
    (home / "empty").mkdir()
    (home / "file").write_text("一个文件", encoding="utf-8")
    assert ArchiveFolder(home / "archive").run("build")[0] == 0
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(built, tmp_path / "home", symlinks=True)
    return tmp_path / "home"


# --- the folder of a site ---


def links(home: Path) -> None:
    """Links of every kind that lead to what must stay."""
    (home / "to-data").symlink_to(home / "archive/data")
    (home / "to-archive").symlink_to("archive")
    (home / "to-home").symlink_to(home)
    (home / "to-photos").symlink_to("photos")
    (home / "to-link").symlink_to("to-photos")
    (home / "circle").symlink_to("circle")
    (home / "archive/within").symlink_to(home / "empty")


REFUSED = (
    "archive", "archive/", "archive/.", ".", "./", "..", "../..", "/", "archive/..", "archive/site/..", "archive/data",
    "archive/data/", "archive/data/2003-11", "archive/docs", "archive/docs/assets", "archive/schemas", "archive/.git",
    "archive/notes", "archive/new", "archive/site/deeper", "archive/Site", "archive/SITE", "archive/sites",
    "archive/site/../data", "archive/data/../docs", "archive/docs/new", "archive/.cache", "archive/mkdocs.yml", "photos",
    "photos/", "file", "photos/../photos", "to-data", "to-archive", "to-home", "to-photos", "to-link", "circle",
    "to-archive/data", "to-archive/..", "to-archive/new", "to-home/archive", "to-data/2003-11",
)  # fmt: skip
"""Folders that a site may not take the place of, as seen from the folder of the archive's owner."""


@pytest.mark.parametrize("place", REFUSED)
def test_a_folder_that_is_not_the_program_s_is_left_alone(
    home: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    links(home)
    monkeypatch.chdir(home)
    before = state(home)
    status, out, err = run("build", "--site", place, "--root", "archive")
    assert (status, out) == (2, "")
    assert err.startswith("用法有误：") and "没有改动任何文件" in err and err.count("\n") == 1
    assert state(home) == before


@pytest.mark.parametrize(
    ("foreign", "into"),
    [
        ("CNAME", "archive/site"),
        (".git/config", "archive/site"),
        ("issues/mine.html", "archive/site"),
        ("empty-folder/.keep", "archive/site"),
        (MARK, "fresh"),
        (f"{MARK}/x", "fresh"),
        ("index.html", "fresh"),
    ],
)
def test_a_site_with_something_of_somebody_else_s_in_it_is_left_alone(
    home: Path, foreign: str, into: str
) -> None:
    """Also one that bears a mark that was forged or copied."""
    path = home / into / foreign
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("手写的", encoding="utf-8")
    before = state(home)
    status, _, err = ArchiveFolder(home / "archive").run("build", "--site", str(home / into))
    assert status == 2 and f"有不是 yuebao build 写的文件（{home / into}/" in err
    assert state(home) == before


def test_a_link_in_a_site_is_somebody_else_s(home: Path) -> None:
    (home / "archive/site/issues/2003-11.html").unlink()
    (home / "archive/site/issues/2003-11.html").symlink_to(home / "file")
    before = state(home)
    assert ArchiveFolder(home / "archive").run("build")[0] == 2
    assert state(home) == before


@pytest.mark.parametrize("place", ["archive/site", "empty", "new", "new/deep", "to-empty", "to-nothing"])
def test_what_is_absent_empty_or_the_program_s_is_built_into(home: Path, place: str) -> None:
    (home / "to-empty").symlink_to("empty")
    (home / "to-nothing").symlink_to("nothing-yet")
    before = state(home)
    site = state(home / "archive/site")
    for _ in range(2):
        assert ArchiveFolder(home / "archive").run("build", "--site", str(home / place))[0] == 0
    now = state(home)
    assert state(home / place) == site
    assert before.keys() <= now.keys() and all(now[name] == before[name] for name in before)
    assert [name for name in now if ".staging-" in name] == []


# --- pages written by hand ---

GENERATED = (
    "index.md", "errata.md", "counties.md", "notes.md", "files.md", "json.md", "feed.xml", "errata.xml", "robots.txt", "issues/index.md", "issues/year-2003.md",
    "issues/2003-11.md", "organizations/index.md", "files/figures.csv", "search/words.js", "compare.md", "accessibility.md", "compare/index.js",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        *((name, "") for name in GENERATED),
        ("issues/2003-11.md", "name alone"),
        ("issues/2003-11.md", "another content"),
    ],
)
def test_a_page_written_by_hand_is_not_overwritten(home: Path, name: str, forged: str) -> None:
    """Whether the list of what was written is silent about it, or was made to speak of it."""
    root = home / "archive"
    page, listing = root / "docs" / name, root / "docs/.emitted"
    page.write_text("手写的一页\n", encoding="utf-8")
    lines = [
        line for line in listing.read_text(encoding="utf-8").splitlines() if not line.endswith(f"  {name}")
    ]
    entry = {"name alone": name, "another content": f"{sha256(b'x').hexdigest()}  {name}"}.get(forged)
    listing.write_text("\n".join([*lines, *([entry] if entry else []), ""]), encoding="utf-8")
    before = state(home)
    status, _, err = ArchiveFolder(root).run("emit")
    assert status == 2 and f"{page}不是程序写的，或在程序写出之后又改过" in err and "没有改动任何文件" in err
    assert state(home) == before
    page.rename(home / "moved")
    assert ArchiveFolder(root).run("emit")[0] == 0
    assert (home / "moved").read_text(encoding="utf-8") == "手写的一页\n"


TAMPERED: dict[str, Callable[[Path], bytes]] = {
    "a page by hand": lambda docs: b"about.md\n",
    "with a wrong content": lambda docs: f"{sha256(b'').hexdigest()}  about.md\n".encode(),
    "outside": lambda docs: f"{of(docs / '../mkdocs.yml')}  ../mkdocs.yml\n".encode(),
    "absolute": lambda docs: f"{of(docs / '../mkdocs.yml')}  {docs.parent / 'mkdocs.yml'}\n".encode(),
    "over a link": lambda docs: f"{of(docs / 'about.md')}  linked/about.md\n".encode(),
    "a folder": lambda docs: f"{sha256(b'').hexdigest()}  issues\n".encode(),
    "no text": lambda docs: b"\xff\xfe\x00garbage\n" * 9,
    "endless": lambda docs: b"x" * 1_000_000,
    "nothing": lambda docs: b"",
}


def of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("how", TAMPERED)
def test_a_list_that_was_tampered_with_removes_nothing(home: Path, how: str) -> None:
    root = home / "archive"
    docs = root / "docs"
    linked = how == "over a link"
    if linked:
        (docs / "linked").symlink_to(docs)
    (docs / ".emitted").write_bytes(TAMPERED[how](docs))
    before = state(home)
    assert ArchiveFolder(root).run("emit")[0] == (2 if linked else 0)
    now = state(home)
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    assert changed == (set() if linked else {"archive/docs/.emitted"})


def test_what_is_no_longer_made_goes_unless_somebody_changed_it(home: Path) -> None:
    root = home / "archive"
    (root / "docs/issues/2003-12.md").write_text("改过的一页\n", encoding="utf-8")
    shutil.rmtree(root / "data/2003-12")
    assert ArchiveFolder(root).run("emit")[0] == 0
    assert (root / "docs/issues/2003-12.md").read_text(encoding="utf-8") == "改过的一页\n"
    assert not (root / "docs/files/2003-12.xlsx").exists()
    assert list((root / "docs/files").rglob("*2003-12*")) == []


# --- links, exports, the record ---


@pytest.mark.parametrize(
    ("link", "arguments"),
    [
        ("docs", ["emit"]),
        ("docs/issues", ["emit"]),
        ("docs/index.md", ["emit"]),
        ("docs/.emitted", ["emit"]),
        ("data/revisions.csv", ["revisions", "--record"]),
        ("data", ["revisions", "--record"]),
        ("data", ["new", "2004-01"]),
        ("data/2003-12", ["derive", "2003-12"]),
        ("build", ["export", "2003-12"]),
    ],
)
def test_nothing_is_written_through_a_link(
    home: Path, link: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = home / "archive"
    monkeypatch.chdir(home)
    if arguments[0] == "derive":
        table = root / "data/2003-12/satisfaction.csv"
        blank_total(root / "data/2003-12/town-volume-month.csv")
        assert table.is_file()
    target = home / "elsewhere"
    path = root / link
    if path.exists():
        path.rename(target)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        target.mkdir() if path.suffix == "" else target.write_text("别人的", encoding="utf-8")
    path.symlink_to(target)
    if link == "docs/index.md":
        (root / "docs/.emitted").unlink()
        target.write_text("别人的", encoding="utf-8")
    before = state(home)
    status, _, err = ArchiveFolder(root).run(*arguments)
    assert status == 2 and "是一个符号链接，不写进它所指的地方；没有改动任何文件" in err
    assert state(home) == before


def blank_total(table: Path) -> None:
    lines = table.read_text(encoding="utf-8").split("\n")
    lines[-2] = ",合计" + "," * (lines[0].count(",") - 1)
    table.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    "to", ["data", "data/2003-11", "docs", "schemas", ".", "site", "notes", "data/../docs"]
)
def test_nothing_is_exported_into_the_archive(home: Path, to: str) -> None:
    root = home / "archive"
    before = state(home)
    status, _, err = ArchiveFolder(root).run("export", "2003-11", "--to", str(root / to))
    assert status == 2 and "没有写任何文件" in err
    assert state(home) == before


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "zip"])
def test_an_exported_file_that_somebody_wrote_in_is_left_alone(home: Path, kind: str) -> None:
    root, to = home / "archive", home / "out"
    export = ["export", "2003-11", "--to", str(to), "--root", str(root)]
    assert [run(*export)[0] for _ in range(2)] == [0, 0]
    news = root / "data/2003-11/news.csv"
    news.write_text(news.read_text(encoding="utf-8").replace("示例", "示例示例"), encoding="utf-8")
    assert run(*export)[0] == 0, "自己写的，没有人改过，可以换成新的"
    with (to / f"2003-11.{kind}").open("ab") as stream:
        stream.write(b"signed")
    news.write_text(news.read_text(encoding="utf-8").replace("示例示例", "示例"), encoding="utf-8")
    before = state(home)
    status, _, err = run(*export)
    assert status == 2 and f"{to / f'2003-11.{kind}'} 不是程序写的，或在程序写出之后又改过" in err
    assert state(home) == before
    assert sorted(path.name for path in to.iterdir()) == [
        f"2003-11.{each}" for each in ("docx", "pdf", "xlsx", "zip")
    ]


def test_a_workbook_that_was_typed_into_is_left_alone(home: Path) -> None:
    root = home / "archive"
    assert ArchiveFolder(root).run("new", "2004-01", "--workbook")[0] == 0
    with (root / "build/new/2004-01.xlsx").open("ab") as stream:
        stream.write(b"typed")
    shutil.rmtree(root / "data/2004-01")
    names = root / "data/organizations.csv"
    names.write_text(names.read_text(encoding="utf-8").replace("示例", "样例"), encoding="utf-8")
    before = state(home)
    status, _, err = ArchiveFolder(root).run("new", "2004-01", "--workbook")
    assert status == 2 and "2004-01.xlsx 里有还没有读入的改动，没有重写" in err
    assert state(home) == before


# --- names of organizations that are names of something else ---

DEVICES = ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]


@pytest.mark.parametrize("identity", ["index", "total", *DEVICES])
def test_an_id_that_names_something_else_is_a_finding(home: Path, identity: str) -> None:
    root = home / "archive"
    registry = root / "data/organizations.csv"
    lines = registry.read_text(encoding="utf-8").split("\n")
    kind = lines[1].split(",")[1]
    lines[-1:] = [f"{identity},{kind},示例单位,,,,,,", ""]
    registry.write_text("\n".join(lines), encoding="utf-8")
    before = state(home)
    status, out, _ = ArchiveFolder(root).run("build")
    assert status == 1
    assert f"data/organizations.csv:{len(lines) - 1}" in out and f"id“{identity}”不能用" in out
    assert state(home) == before
