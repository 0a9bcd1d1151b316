"""Tables that the pages make up themselves: figures over time, lists, matrices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from yuebao.model.table import Cell, Table
from yuebao.site.pages.data_table import LONG, NOTHING, Marks, framed, kept_first, mark_links, marked_as


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; ``html`` is ready to be printed. A narrow screen shows those that are ``kept`` before others."""

    html: str
    figure: bool = True
    kept: bool = False


def heading(text: str, figure: bool = True) -> Heading:
    """A head that is plain text."""
    return Heading(str(escape(text)), figure)


def plain_table(
    identity: str, caption: str, headings: Sequence[Heading], rows: Iterable[str], foot: str = ""
) -> Markup:
    """A table that sorts. ``rows`` hold finished cells; ``foot`` is a row that sorting leaves last."""
    head = "".join(f'<th scope="col"{kind(item.figure)}>{item.html}</th>' for item in headings)
    lines = [f"<tr>{row}</tr>" for row in rows]
    body = "\n".join(lines)
    last = f'\n<tfoot><tr class="total">{foot}</tr></tfoot>' if foot else ""
    kept = kept_first([str(place) for place, item in enumerate(headings, 1) if item.kept])
    table = (
        f'<table class="sortable yb-made" id="{escape(identity)}"{kept}>\n<caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>{last}\n</table>"
    )
    return framed(identity, caption, table, len(lines) >= LONG)


def kind(figure: bool) -> str:
    """The class of a cell of figures."""
    return ' class="n"' if figure else ""


def row_head(html: str) -> str:
    """The cell that names its row."""
    return f'<th scope="row">{html}</th>'


def link(href: str, text: str) -> str:
    """A link with plain text."""
    return f'<a href="{escape(href)}">{escape(text)}</a>'


def published_cell(table: Table, row: int, column: str, figure: bool, marks: Marks, page: str) -> str:
    """A published cell away from its table, with the marks that lead to what explains or corrected it on ``page``; empty
    where the issue does not have the column."""
    if not table.has(column):
        return _cell("", figure)
    if not table.published(row, column):
        return nothing_cell(figure)
    text = table.texts[column][row]
    found = marks.get(Cell(table.name, row, column), ()) if marks else ()
    if not found:
        return _cell(text, figure)
    kinds = " ".join([*(["n"] if figure else ()), *marked_as(found)])
    return f'<td class="{kinds}">{escape(text)}{mark_links(found, page)}</td>'


def nothing_cell(figure: bool) -> str:
    """The cell of what an issue did not publish."""
    return f"<td{kind(figure)}>{NOTHING}</td>"


def missing_cell(table: str, nothing: Collection[str]) -> str:
    """The cell of a figure whose table the issue does not have, or did not publish, as ``nothing`` says."""
    return nothing_cell(True) if table in nothing else _cell("", True)


@lru_cache(maxsize=1 << 14)
def _cell(text: str, figure: bool) -> str:
    return f"<td{kind(figure)}>{escape(text)}</td>"
