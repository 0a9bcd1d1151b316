"""Made-up issues of other layouts, each kept as a text, a Word document and a workbook: every small change of a table is
found whichever of them is the kept document."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.every_change import Proven, findings_by_change
from tests.support.fuzzing import TIMES
from tests.support.kept_documents import as_text, declare, keep
from tests.support.program import run
from tests.support.published import made_file
from tests.support.repository import ROOT
from tests.times import make_times
from yuebao.rules.engine import notices
from yuebao.workflows.judge import Standing, judge_month, read_month, read_standing
from yuebao.workflows.published import edition_of

EVERY = max(1, 7 // TIMES)
"""Of the large issues one change in so many is tried in the suite, all of them by `make fuzz`; of the small ones always
all."""
KINDS = ("txt", "docx", "xlsx")


def begun(folder: Path, parts: Path) -> ArchiveFolder:
    """An archive begun as anybody begins one, with the schemas and data of another place."""
    assert run("init", str(folder), "--name", "示例")[0] == 0
    for part in ("schemas", "data"):
        shutil.rmtree(folder / part)
        shutil.copytree(parts / part, folder / part)
    archive = ArchiveFolder(folder)
    declare(archive)
    return archive


def place(name: str) -> Callable[[Path], ArchiveFolder]:
    return lambda folder: begun(folder, ROOT / "tests/places" / name)


LAYOUTS: dict[str, Callable[[Path], ArchiveFolder]] = {
    "times": make_times,
    "second": lambda folder: begun(folder, ROOT / "tests/second_archive"),
    **{name: place(name) for name in ("panzhihua-xiqu", "tongchuan", "weinan")},
}


PROSE = {("second", "docx"): {"hotline"}, ("tongchuan", "docx"): {"letters"}, ("weinan", "docx"): {"letters"}}
"""Tables that the document states in sentences alone, for which these places have no pattern: they are not in a source."""


@pytest.fixture(scope="module", params=LAYOUTS)
def layout(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, ArchiveFolder]:
    name: str = request.param
    return name, LAYOUTS[name](tmp_path_factory.mktemp("layout") / "archive")


def documents(standing: Standing, archive: ArchiveFolder, month: str) -> dict[str, bytes]:
    """The issue as each kind of document."""
    read, previous = read_month(standing, month)
    findings = judge_month(standing, read, previous).findings
    edition = edition_of(standing, read, previous, findings)
    return {
        "txt": as_text(archive, month).encode(),
        **{kind: made_file(edition, kind) for kind in KINDS if kind != "txt"},
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_change_is_found(layout: tuple[str, ArchiveFolder], kind: str) -> None:
    name, archive = layout
    standing = read_standing(archive.folder)
    made = {month: documents(standing, archive, month)[kind] for month in standing.months}
    for month, content in made.items():
        keep(archive, month, (f"issue.{kind}", content))
    standing = read_standing(archive.folder)
    total: Counter[str] = Counter()
    for month in standing.months:
        proven = Proven.of(standing, month)
        (document,) = proven.scope.printed
        assert document.unread == ""
        assert proven.month.tables.keys() - document.tables.keys() == PROSE.get((name, kind), set())
        titles = [proven.scope.schemas[table].title for table in PROSE.get((name, kind), ())]
        told = "".join(notices(proven.scope.layout, proven.scope))
        assert all(f"不在原件里、没有对照的表：《{title}》" in told for title in titles)
        for table in document.tables:
            found = findings_by_change(proven, table, EVERY if name == "times" else 1)
            assert {what for what, times in found if times == 0} == set(), (month, table)
            for (what, _), count in found.items():
                total[what] += count
    assert min(total["cells"], total["lost"], total["doubled"]) > 3
    assert total["cells"] > 100
