"""Points taken away in a made-up archive, with the name and the number of whom it was about."""

from __future__ import annotations

from decimal import Decimal

from tests.support.archive import ArchiveFolder, Rows, rows
from tests.synthetic.tables import COMPLAINT

SETTING = "deducted_months"


def complain(archive: ArchiveFolder, month: str, text: str) -> None:
    """An effective complaint about the window that is last, which stays so."""
    folder = f"data/{month}"
    archive.edit(f"{folder}/window-score-items.csv", rows(lambda table: _with_item(table, text)))
    archive.edit(f"{folder}/window-scores.csv", rows(_with_less))


def _with_item(table: Rows, text: str) -> Rows:
    return [*table, [table[-1][0], COMPLAINT, text, "-2"]]


def _with_less(table: Rows) -> Rows:
    place, window, score = table[-1]
    return [*table[:-1], [place, window, str(Decimal(score) - 2)]]


def rename(archive: ArchiveFolder, month: str, old: str, new: str) -> None:
    """A person of one issue is called otherwise there."""
    for name in ("staff-scores", "awards", "window-score-items"):
        archive.edit(f"data/{month}/{name}.csv", lambda text: text.replace(old, new))


def public_for(archive: ArchiveFolder, months: int | str) -> None:
    """The settings say so."""
    archive.edit("mkdocs.yml", "names: full", f"names: full\n    {SETTING}: {months}")
