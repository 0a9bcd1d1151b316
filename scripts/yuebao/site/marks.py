"""The marks beside published cells: which erratum of the issue explains one, and which correction changed one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.model.issue import Erratum
from yuebao.model.revision import Correction, Revision
from yuebao.model.table import Cell
from yuebao.model.trust import MEANING, UNCHECKED, UNTOLD, Checked, Trust
from yuebao.printed.edition import Edition
from yuebao.printed.trust_notes import due, expected_words


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a cell: a few characters, what they mean, the place on the issue's page that says more (empty where
    that is all), and the class of the cell."""

    label: str
    title: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The running number of an erratum in its issue, from 1, and the entry itself."""

    number: int
    erratum: Erratum
    expected: str
    cell: Cell | None
    address: str
    anchor: str

    @property
    def due(self) -> str:
        """What the rule asks for, in a sentence."""
        return due(self.expected)

    @property
    def should_be(self) -> str:
        """The same alone."""
        return expected_words(self.expected)

    @property
    def note(self) -> Note:
        """What stands beside the cell."""
        title = f"存疑{self.number}：按规则{self.due}"
        return Note(f"疑{self.number}", title, f"erratum-{self.number}", "x")


def marks_of(edition: Edition) -> tuple[Mark, ...]:
    """Every erratum of the issue with the cell that it explains, in published order."""
    return tuple(
        Mark(
            number,
            edition.month.errata[finding.erratum],
            finding.expected or "",
            finding.cell,
            finding.address or "",
            finding.anchor or "",
        )
        for number, finding in enumerate(edition.explained, 1)
        if finding.erratum is not None
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """The running number of a change in its issue, from 1, what changed, by which correction, and its address on the page,
    empty where the issue does not show it now."""

    number: int
    change: Revision
    correction: Correction
    anchor: str

    @property
    def note(self) -> Note:
        """What stands beside the cell."""
        change = self.change
        words = f"原来 {change.old or '空白'}，改为 {change.new or '空白'}" if change.column else "新增一行"
        title = f"出刊的单位更正{self.number}：{words}"
        return Note(f"更{self.number}", title, f"correction-{self.number}", "corrected")


def corrected_of(edition: Edition, corrections: Iterable[Correction]) -> tuple[Corrected, ...]:
    """Everything that the corrections of an issue changed, the oldest correction first."""
    changes = [(change, each) for each in corrections for change in each.changes]
    return tuple(
        Corrected(number, change, each, edition.addresses.cell(change.cell) or "")
        for number, (change, each) in enumerate(changes, 1)
    )


_UNCHECKED: Final = Note("未核", f"{UNCHECKED}：{MEANING[UNCHECKED]}", "", "u")


def notes(
    marks: Iterable[Mark], corrected: Iterable[Corrected], checked: Checked = UNTOLD
) -> Mapping[Cell, tuple[Note, ...]]:
    """What stands beside each cell, errata first; a cell that breaks two rules has two. A figure that was checked has
    nothing beside it."""
    found: dict[Cell, tuple[Note, ...]] = {}
    pairs = [
        *((mark.cell, mark.note) for mark in marks),
        *((each.change.cell, each.note) for each in corrected),
    ]
    for cell, note in pairs:
        if cell is not None:
            found[cell] = (*found.get(cell, ()), note)
    for cell in checked.cells(Trust.NOTHING):
        found[cell] = (*found.get(cell, ()), _UNCHECKED)
    return found
