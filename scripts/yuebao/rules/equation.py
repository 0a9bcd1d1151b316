"""A rule as an equation: which cells, with which signs, must add up to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.model.table import Cell

PLUS: Final = Decimal(1)
MINUS: Final = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Equation:
    """The ``terms`` and the ``constant`` add up to 0. ``place`` is the cell of the assertion, ``result`` the cell that
    follows from the others, if one does."""

    place: Cell
    terms: Mapping[Cell, Decimal]
    constant: Decimal
    result: Cell | None
