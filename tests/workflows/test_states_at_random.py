"""For random states, absences and blanks: what is left of a draft is counted as by hand, a draft stops nothing, and only what is
published is in what is written."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from tests.support.absences import Place, declare, entry
from tests.support.archive import ArchiveFolder, csv_of
from tests.support.fuzzing import examples
from tests.support.withdrawing import withdraw
from yuebao.workflows.emit import emit

MONTHS: Final = ("2003-11", "2003-12", "2004-01")
DRAFT: Final = MONTHS[-1]
KINDS: Final = ("as it is", "absent", "absent column", "no rows", "no file", "blanks")


@pytest.fixture(scope="module")
def whole(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    return ArchiveFolder(_small).copy(tmp_path_factory.mktemp("states") / "archive")


def spoil(
    archive: ArchiveFolder, table: str, kind: str, complete: bool, data: st.DataObject
) -> tuple[int, Place | None]:
    """Do this to a table of the draft. How many cells are left of it then, and what is to be declared as absent."""
    file = f"data/{DRAFT}/{table}.csv"
    header, *body = archive.rows(file)
    absent = None
    if kind == "absent":
        (archive / file).unlink()
        return 0, Place(table)
    if kind == "absent column":
        absent = Place(table, header[-1])
        body = [[*row[:-1], ""] for row in body]
    elif kind == "no rows":
        body = []
    elif kind == "blanks":
        cells = st.tuples(st.integers(0, len(body) - 1), st.integers(0, len(header) - 1))
        for row, column in data.draw(st.sets(cells, min_size=1, max_size=6)):
            body[row][column] = ""
    archive.write(file, csv_of([header, *body]))
    if kind == "no file":
        (archive / file).unlink()
    if complete:
        return 0, absent
    if kind in ("no rows", "no file"):
        return len(header), absent  # one row at least
    filled = [row[:-1] if absent else row for row in body if any(row)]  # a line of blanks is no row
    return sum(row.count("") for row in filled) if filled else len(header), absent


def drafted(archive: ArchiveFolder, data: st.DataObject) -> int:
    """Make the last month a draft in which anything may be left. How many cells are."""
    tables = sorted(path.stem for path in (archive / f"data/{DRAFT}").glob("*.csv"))
    left, absent, complete = 0, [], []
    for table in tables:
        whole_ = data.draw(st.booleans(), label=f"{table} complete")
        cells, place = spoil(archive, table, data.draw(st.sampled_from(KINDS), label=table), whole_, data)
        left += cells
        absent += [entry(place)] if place else []
        complete += [table] if whole_ else []
    archive.edit(
        f"data/{DRAFT}/issue.yaml", lambda text: f"{text}state: 整理中\ncomplete: [{', '.join(complete)}]\n"
    )
    if absent:
        declare(archive.folder, DRAFT, *absent)
    return left


def stated(archive: ArchiveFolder, data: st.DataObject) -> dict[str, str]:
    """The state of each month; the last is a draft."""
    states = dict.fromkeys(MONTHS, "") | {DRAFT: "draft"}
    for month in MONTHS[:-1]:
        states[month] = data.draw(st.sampled_from(["", "withdrawn", "draft"]), label=month)
        if states[month] == "withdrawn":
            withdraw(archive.folder, month)
        elif states[month]:
            archive.edit(f"data/{month}/issue.yaml", lambda text: f"{text}state: 整理中\n")
    return states


def summary(archive: ArchiveFolder) -> tuple[int, dict[str, Any]]:
    status, out, _ = archive.run("validate", "--format", "json")
    return status, json.loads(out)


@examples(12, phases=[Phase.generate])
@given(data=st.data())
def test_what_is_left_is_counted_and_a_draft_stops_nothing(whole: ArchiveFolder, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = whole.copy(Path(folder) / "archive")
        states = stated(archive, data)
        left = drafted(archive, data)
        status, told = summary(archive)
        drafts = [month for month in MONTHS if states[month] == "draft"]
        assert status == 0
        assert (told["summary"]["drafts"], told["summary"]["issues"]) == (len(drafts), 3 - len(drafts))
        assert [told["summary"][name] for name in ("open", "stale", "undecided")] == [0, 0, 0]
        said = {each["period"]: each for each in told["summary"]["left"]}
        assert list(said) == drafts
        assert said[DRAFT]["message"].startswith(f"还差 {left} 格：" if left else "已录全")
        assert said[DRAFT]["findings"] == sum(each["period"] == DRAFT for each in told["findings"])
        named, _, _ = archive.run("validate", DRAFT, "--format", "json")
        assert named == int(said[DRAFT]["findings"] > 0)
        assert archive.run("derive", DRAFT).status in (0, 1)
        assert archive.run("export", DRAFT).status == 0


@examples(3, phases=[Phase.generate])
@given(data=st.data())
def test_only_what_is_published_is_written(whole: ArchiveFolder, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = whole.copy(Path(folder) / "archive")
        states = stated(archive, data)
        drafted(archive, data)
        assert emit(archive.folder).written is not None
        published = [month for month in MONTHS if not states[month]]
        index = json.loads((archive / "docs/files/v1/index.json").read_text(encoding="utf-8"))
        assert [each["period"] for each in index["issues"]] == published[::-1]
        assert {each["period"] for each in index["drafts"]} == {m for m in MONTHS if states[m] == "draft"}
        text = (archive / "docs/files/figures.csv").read_bytes().decode("utf-8-sig")
        assert {row["period"] for row in csv.DictReader(io.StringIO(text))} == set(published)
        pages = {month for month in MONTHS if (archive / f"docs/issues/{month}.md").exists()}
        assert pages == {month for month in MONTHS if states[month] != "draft"}
        assert {path.name for path in (archive / "docs/files").iterdir() if path.name in MONTHS} == set(
            published
        )
