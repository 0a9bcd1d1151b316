"""1,000 damaged documents: a message each, no traceback, no partial month, nothing lost in silence, bounded time.
More of them by hand: `make fuzz`."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest

from tests.support.archive import tree
from tests.support.damage import damaged
from tests.support.example_report import bare_example
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, PUBLISHED, report, tables
from yuebao.importing.blocks import Refused
from yuebao.importing.result import Imported
from yuebao.reports.import_report import tell
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing

DOCUMENTS, BATCH = 1_000 * TIMES, 100
SECONDS = 20
"""For one document, on a machine that has other work; an undamaged one takes 0.05 to 0.2."""
FILES = {*PUBLISHED, "source"}
DOUBTS = "doubts.yaml"
"""What could not be decided, where there is such a thing."""
FREE = {"news.csv"}
"""Sentences of which nothing else in the report says how they read: a letter that is another one is read as it stands."""
ITEMS = "window-score-items.csv"
"""Two items of the same points may change places: their sums stay, and nothing else says where each stood."""
PUBLISHED_TABLES = {name: content for name, content in PUBLISHED.items() if name != "issue.yaml"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return read_standing(bare_example(tmp_path_factory.mktemp("damage") / "archive").folder)


def told(imported: Imported) -> list[object]:
    """Everything that an import tells a clerk to look at."""
    understood = imported.understood
    findings = [(finding.rule, finding.message) for finding in imported.outcome.findings]
    lists = (understood.unplaced, understood.ambiguous, understood.absent, imported.discrepancies, findings)
    return [item for part in lists for item in part]


def items_of(table: bytes) -> list[str]:
    """The items without whom they are of, in no order."""
    return sorted(line.partition(",")[2] for line in table.decode().splitlines())


def as_it_stands(table: bytes, content: bytes) -> bool:
    """Whether every item has the points that were published, and what one is for reads as published or, letter for letter, as
    the text document has it: a sentence like those of the news."""
    items, published = items_of(table), items_of(PUBLISHED[ITEMS])
    points = [sorted(item.rpartition(",")[2] for item in each) for each in (items, published)]
    new = [text for item in items if item not in published for text in item.split(",")[:-1]]
    return points[0] == points[1] and all(text.encode() in content for text in new)


def check(archive: Standing, path: Path, usual: list[object]) -> str:
    """Import a damaged document and say how it ended."""
    root = archive.root
    before = tree(root)
    started = time.process_time()  # what the others on the machine do costs this process nothing
    try:
        imported = import_document(archive, path, MONTH)
    except Refused as refused:
        assert re.search("[\u4e00-\u9fff].*。$", str(refused), re.DOTALL)
        assert tree(root) == before
        return "refused"
    finally:
        assert time.process_time() - started < SECONDS
    folder = root / "data" / MONTH
    made = tables(root)
    assert {entry.name for entry in folder.iterdir()} - {DOUBTS} == FILES
    assert (folder / "source" / path.name).read_bytes() == path.read_bytes()
    assert tell(imported, archive.layout(MONTH).tables).startswith(f"已把 {path.name}（")
    made.pop("issue.yaml"), made.pop(DOUBTS, None)
    differing = {name for name in made if made[name] != PUBLISHED_TABLES[name]}
    if differing:
        same = items_of(made[ITEMS]) == items_of(PUBLISHED[ITEMS])
        free = FREE | {ITEMS} if same or as_it_stands(made[ITEMS], path.read_bytes()) else FREE
        assert told(imported) != usual or differing <= free, differing
        return "told"
    return "whole"


@pytest.mark.parametrize(
    "batch",
    [
        pytest.param(number, marks=pytest.mark.race if number == 0 else pytest.mark.slow)
        for number in range(DOCUMENTS // BATCH)
    ],
)
def test_a_thousand_damaged_documents(
    batch: int, archive: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (
        batch
    ):  # where an error probably is, is worked out in four fifths of the time; the first batch shows it whole
        monkeypatch.setattr("yuebao.workflows.judge.suggest", lambda *_: ())
    month = archive.root / "data" / MONTH
    usual = told(import_document(archive, report(tmp_path), MONTH))
    shutil.rmtree(month)
    ends = []
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        way, name, content = damaged(seed)
        path = tmp_path / name
        path.write_bytes(content)
        try:
            ends.append(check(archive, path, usual))
        except BaseException as error:
            error.add_note(f"seed {seed}, {way}")
            raise
        finally:  # what one case leaves is not in the way of the next
            shutil.rmtree(month, ignore_errors=True)
    assert len(ends) == BATCH
    assert {"refused", "told"} <= set(ends)
