"""The marks of explained cells: which erratum of the issue explains which published cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.model.issue import Erratum
from yuebao.model.table import Cell
from yuebao.printed.edition import Edition


@dataclass(frozen=True, slots=True)
class Mark:
    """The running number of an erratum in its issue, from 1, and the entry itself."""

    number: int
    erratum: Erratum
    expected: str
    cell: Cell | None
    address: str
    anchor: str


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


def by_cell(marks: tuple[Mark, ...]) -> Mapping[Cell, tuple[Mark, ...]]:
    """The marks of each cell; a cell that breaks two rules has two."""
    found: dict[Cell, tuple[Mark, ...]] = {}
    for mark in marks:
        if mark.cell is not None:
            found[mark.cell] = (*found.get(mark.cell, ()), mark)
    return found
