"""Columns of text on a terminal, where a Chinese character takes the room of two others. The only module that knows
tabulate, which counts that room by wcwidth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tabulate import tabulate


def aligned(rows: Sequence[Sequence[str]], others: str = "right") -> Iterator[str]:
    """Each row as a line: the first column to the left, the ``others``, which mostly are figures, to the right.

    Every text stays as it is: ``1e5`` and ``60.00`` are no numbers here. No rows give no lines.
    """
    if not rows:
        return
    sides = ("left", *(others for _ in rows[0][1:]))
    text = tabulate(rows, tablefmt="plain", disable_numparse=True, preserve_whitespace=True, colalign=sides)
    yield from (line.rstrip() for line in text.split("\n"))
