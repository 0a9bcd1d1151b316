"""Something else in the place of each thing that an archive consists of: every command ends in Chinese, with the right
status, without waiting, and with nothing half written.

In `make test` three things in each place meet `validate` and another command, in turn; `make fuzz` tries every thing in
each place on every command.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, exported_report
from tests.support.git_repository import Repository
from tests.support.program import Ended
from tests.support.separate import Program
from tests.synthetic.explained import EXPLAINED, make_explained_archive

pytestmark = pytest.mark.slow

ALL = "FUZZ_TIMES" in os.environ
MONTH = EXPLAINED
RULING = (
    "mkdocs.yml",
    "schemas",
    *(f"schemas/{name}.yaml" for name in ("archive", "news", "organizations", "report", "intake", "scoring")),
)
DATA = (
    *("data/organizations.csv", f"data/{MONTH}", f"data/{MONTH}/issue.yaml", f"data/{MONTH}/errata.yaml"),
    *(f"data/{MONTH}/news.csv", f"data/{MONTH}/town-volume-year.csv", f"data/{MONTH}/source"),
    *(f"data/{MONTH}/source/issue.txt", f"data/{MONTH}/source/other.docx", f"data/{MONTH}/other.csv", "data/2004-02"),
)  # fmt: skip
OTHER = (
    *("data", "data/revisions.csv", "docs", "docs/.emitted", "docs/index.md", "docs/issues", "docs/files/x"),
    *(".yuebao", ".yuebao/mkdocs.yml", ".cache", "site", "build", "build/.written", ".gitignore"),
)
COMMANDS = {
    "validate": ["validate"],
    "validate a month": ["validate", MONTH],
    "validate as JSON": ["validate", "--format", "json"],
    "validate what changed": ["validate", "--changed-since", "HEAD"],
    "emit": ["emit", "--quiet"],
    "derive": ["derive", MONTH],
    "tidy": ["tidy", MONTH],
    "new": ["new", "2004-03"],
    "import": ["import", "{document}", "--period", MONTH, "--force"],
    "export": ["export", MONTH],
    "rules": ["rules"],
    "revisions": ["revisions"],
    "record": ["revisions", "--record"],
    "errata": ["errata", "draft", MONTH],
    "init": ["init", "{new}", "--like", "{root}"],
}
WRITING = {"emit", "derive", "tidy", "new", "import", "export", "record"}
FOREIGN = re.compile(
    r"Traceback|Errno|[Nn]o such|Is a directory|Not a directory|[Pp]ermission|denied|Error\b"
)


def _listen(path: Path) -> None:
    """A socket; its name may be no longer than a hundred bytes, so it is made where it is short."""
    with socket.socket(socket.AF_UNIX) as made:
        handle = os.open(path.parent, os.O_RDONLY)
        made.bind(f"/proc/self/fd/{handle}/{path.name}")
        os.close(handle)


def _unreadable(path: Path) -> None:
    path.write_bytes(b"x")
    path.chmod(0)


def _large(path: Path) -> None:
    path.touch()
    os.truncate(path, 6_000_000)


def _closed(path: Path) -> None:
    path.mkdir(mode=0)


THINGS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "a folder": Path.mkdir,
    "a file": lambda path: path.write_bytes(b"x"),
    "an empty file": Path.touch,
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a named pipe": os.mkfifo,
    "a socket": _listen,
    "a large file": _large,
    "an unreadable file": _unreadable,
    "a closed folder": _closed,
}


@dataclass(frozen=True)
class Home:
    """The archive, as it is and as it was."""

    root: Path
    kept: Path
    document: Path

    def put(self, place: str, thing: str) -> None:
        path = self.root / place
        remove(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        THINGS[thing](path)

    def restore(self, place: str, *, whole: bool) -> None:
        """Everything as it was, or the one place where nothing else has changed."""
        if whole:
            remove(self.root)
            shutil.copytree(self.kept, self.root)
            return
        path, kept = self.root / place, self.kept / place
        remove(path)
        if kept.is_dir():
            shutil.copytree(kept, path)
        elif kept.exists():
            shutil.copy2(kept, path)
        elif not kept.parent.exists():
            path.parent.rmdir()


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o755)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def state(root: Path) -> dict[str, object]:
    """Everything but what git keeps: kind, permissions and content."""
    found: dict[str, object] = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for path in (Path(folder, name) for name in (*folders, *files)):
            mode = path.lstat().st_mode
            plain = path.is_file() and not path.is_symlink() and path.stat().st_size < 1_000_000
            found[str(path)] = (mode, path.read_bytes() if plain else b"")
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("misplaced")
    root = ArchiveFolder(make_explained_archive(folder / "archive"))
    report = exported_report(root, MONTH, folder / "exported")
    repository = Repository(root.folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.commit("示例")
    shutil.copytree(root.folder, folder / "kept")
    return Home(root.folder, folder / "kept", report)


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    with Program() as made:
        yield made


def statuses(place: str, thing: str, name: str) -> set[int]:
    """What the command may end with. That `validate` must see it, where it must, is asked apart."""
    if place in RULING:
        return {0, 2, 3}
    shut = thing in ("an unreadable file", "a closed folder")
    if place in DATA:
        return {0, 1, 2, 3} if shut else {0, 1, 2}
    if place == "data/revisions.csv":
        return {0, 1, 2, 3}
    return {0, 1, 2, 3} if shut else {0, 1, 2}


def some(place: str) -> list[str]:
    """The things that are put there: three of them, others in each place."""
    names, number = list(THINGS), sum(map(ord, place))
    return names if ALL else [names[(number + step) % len(names)] for step in (0, 4, 7)]


def chosen(place: str, thing: str) -> list[str]:
    names, number = list(COMMANDS), sum(map(ord, place + thing))
    return names if ALL else ["validate", names[1 + number % (len(names) - 1)]]


def assert_told(ended: Ended, what: object) -> None:
    """The last words of a command that failed: a few lines of Chinese."""
    said = ended.out + ended.err
    assert ended.status in (0, 1, 2, 3), (what, ended)
    assert not FOREIGN.search(said), (what, ended)
    assert all(re.search("[一-鿿]", line) for line in ended.err.splitlines()), (what, ended)
    assert len(ended.err.splitlines()) <= 3, (what, ended)
    assert ended.status == 0 or re.search("[一-鿿]", said), (what, ended)


@pytest.mark.parametrize("place", [*RULING, *DATA, *OTHER])
def test_something_else_in_the_place(home: Home, program: Program, place: str) -> None:
    for thing in some(place):
        for name in chosen(place, thing):
            home.put(place, thing)
            before = state(home.root)
            new = home.root.parent / "new"
            words = [word.format(document=home.document, root=home.root, new=new) for word in COMMANDS[name]]
            where = [] if name == "init" else ["--root", str(home.root)]
            ended = program(*words, *where, folder=home.root.parent, bound=True)
            what = (place, thing, name)
            assert_told(ended, what)
            assert ended.status in statuses(place, thing, name), (what, ended)
            changed = state(home.root) != before
            if ended.status in (2, 3) or name not in WRITING:
                assert not changed, (what, ended)
                assert name != "init" or ended.status == 0 or not new.exists()
            remove(new)
            home.restore(place, whole=changed)


SEEN = {
    **{place: 3 for place in RULING},
    **{place: 1 for place in DATA if place not in (f"data/{MONTH}/source/other.docx", "data/2004-02")},
}
"""What `validate` ends with whatever stands there: only what may be missing may be another thing."""


@pytest.mark.parametrize("place", SEEN)
def test_validate_sees_it_and_names_it(home: Home, program: Program, place: str) -> None:
    for thing in some(place):
        if thing == "nothing" and place == f"data/{MONTH}/other.csv":
            continue
        home.put(place, thing)
        ended = program("validate", "--root", str(home.root), folder=home.root.parent, bound=True)
        shut = thing in ("an unreadable file", "a closed folder")
        expected = {SEEN[place], 3} if shut else {SEEN[place]}
        assert ended.status in expected, (place, thing, ended)
        if not (place == f"data/{MONTH}" and thing == "nothing") and place != "schemas":
            assert Path(place).stem in ended.out + ended.err, (place, thing, ended)
        home.restore(place, whole=False)
