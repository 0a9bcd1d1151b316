"""The kinds of slips, those that say most first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from yuebao.localize.slips import (
    blank_column,
    copied_column,
    entry_left_out,
    exchanged,
    moved_column,
    moved_names,
    other_name,
    other_person,
    repeated_figure,
    row_left_out,
    row_too_many,
    swapped_headers,
    total_row,
    whole_row,
    zero_for_blank,
)
from yuebao.localize.slips.look import Hypothesis, Look

Propose = Callable[[Look], Iterator[Hypothesis]]
KINDS: Final[tuple[Propose, ...]] = (
    swapped_headers.propose,
    total_row.propose,
    moved_names.propose,
    row_left_out.propose,
    blank_column.propose,
    copied_column.propose,
    moved_column.propose,
    repeated_figure.propose,
    whole_row.propose,
    other_name.propose,
    other_person.propose,
    entry_left_out.propose,
    row_too_many.propose,
    zero_for_blank.propose,
    exchanged.propose,
)
