"""What an issue says beside two others, as rows of texts: the same for every format that a reviewer reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.history.cells import CellChange
from yuebao.model.issue import CORRECTION, NOT_PUBLISHED, REVISION, Erratum
from yuebao.model.numbers import Number, plain, round_half_up
from yuebao.model.period import period, span_name
from yuebao.review.model import Figure, Line, Listing, Review

MOVERS: Final = 5
"""Organizations of each table that are told because they moved most."""
UNPROVEN: Final = 100
"""Cells to be held against the original that are listed."""
EDIT_HEADER: Final = ("表", "行", "列", "原来", "改为", "更正或修订")
ABSENT_HEADER: Final = ("表", "行", "列", "理由", "审核")
ERRATA_HEADER: Final = ("规则", "位置", "公布", "应为", "类别", "原因", "审核")
UNPROVEN_TITLE: Final = "没有规则证明、要对照原件的格"
UNPROVEN_HEADER: Final = ("表", "行", "列", "数")


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed cell with the title of its table, and whether a correction of the publisher's changed it."""

    table: str
    change: CellChange
    corrected: bool = False


def compared(review: Review) -> str:
    """With which issues it is compared, or which of them the archive does not have."""
    own = period(review.month)
    others = (
        (own.last_one, review.month_before, own.span_before),
        (own.last_year, review.year_before, own.span_a_year_before),
    )
    parts = [
        f"{words} {name}" if name else f"档案里没有{words}（{span_name(span, own)}）"
        for words, name, span in others
    ]
    return f"对照：{'；'.join(dict.fromkeys(parts))}。"


def edited(edits: Iterable[Edit]) -> Iterator[tuple[str, ...]]:
    """Each changed cell."""
    for edit in edits:
        texts = (f"{text}{edit.change.cells if text else ''}" for text in (edit.change.old, edit.change.new))
        kind = CORRECTION if edit.corrected else REVISION
        yield edit.table, edit.change.row, edit.change.column, *texts, kind


def totals(review: Review) -> Iterator[tuple[str, ...]]:
    """Each sum of each total row, with what it was and by how much it changed."""
    for table in review.tables:
        if table.total is None:
            continue
        for column, figure in zip(table.columns, table.total.figures, strict=True):
            month, year = difference(figure, figure.month_before), difference(figure, figure.year_before)
            yield (
                *(table.title, column, said(figure, 0)),
                *(said(figure, 1), _signed(month, figure.month_before)),
                *(said(figure, 2), _signed(year, figure.year_before)),
            )


def movers(review: Review) -> Iterator[tuple[str, ...]]:
    """Of each table the organizations whose largest change is largest; ties in the order of the table."""
    for table in review.tables:
        found = [(change, line) for line in table.lines if (change := _largest(line))]
        found.sort(key=lambda item: -abs(item[0][0]))
        for (difference, index), line in found[:MOVERS]:
            figure = line.figures[index]
            yield (
                *(table.title, line.name, table.columns[index]),
                *(_number(figure.month_before), figure.text, _signed(difference, figure.month_before)),
            )


def _largest(line: Line) -> tuple[Decimal, int] | None:
    """The largest change against the month before and its column's index; ``None`` where nothing changed."""
    changes = [
        (change, index)
        for index, figure in enumerate(line.figures)
        if (change := difference(figure, figure.month_before))
    ]
    return max(changes, key=lambda change: (abs(change[0]), -change[1]), default=None)


def absences(review: Review) -> Iterator[tuple[str, ...]]:
    """What the issue does not print, and why."""
    for item in review.absent:
        yield item.table, item.row, item.column, item.reason, f"{item.reviewer} {item.reviewed}"


def entries(errata: Iterable[Erratum]) -> Iterator[tuple[str, ...]]:
    """Each erratum."""
    for erratum in errata:
        where = " ".join(part for part in (erratum.table, erratum.row, erratum.column) if part)
        yield (
            *(erratum.rule, where, erratum.published or "空白", erratum.expected or "空白"),
            *(erratum.category, erratum.reason, f"{erratum.reviewer} {erratum.reviewed}"),
        )


def difference(figure: Figure, other: Number) -> Decimal | None:
    """By how much the figure is more than another; ``None`` where one of them cannot be told."""
    if isinstance(figure.now, Decimal) and isinstance(other, Decimal):
        return figure.now - other
    return None


def said(figure: Figure, which: int) -> str:
    """The figure of the month, of the month before or of the year before; one that was not published says so."""
    if figure.unpublished[which]:
        return NOT_PUBLISHED
    return (figure.text, _number(figure.month_before), _number(figure.year_before))[which]


def _number(number: Number) -> str:
    return plain(number) if isinstance(number, Decimal) else ""


def _signed(difference: Decimal | None, other: Number) -> str:
    """`+12（+3.4%）`; no percentage of nothing."""
    if difference is None:
        return ""
    if not isinstance(other, Decimal) or not other or not difference:
        return plus(difference)
    return f"{plus(difference)}（{plus(round_half_up(difference * 100 / other, 1))}%）"


def plus(difference: Decimal | None) -> str:
    """`+12`, `-3`; empty where nobody can tell."""
    if difference is None:
        return ""
    return f"+{plain(difference)}" if difference > 0 else plain(difference)


def came(review: Review) -> Iterator[tuple[str, str]]:
    """Of each table of organizations who is new in it, and who is gone, by the table's title."""
    for table in review.tables:
        if table.new:
            yield table.title, f"新出现：{'、'.join(table.new)}"
        if table.gone:
            yield table.title, f"不再出现：{'、'.join(table.gone)}"


def besides(listing: Listing) -> str:
    """How many rows of a list are not shown, and who came and went; empty where there is nothing to say."""
    parts = [f"另有 {listing.more} 行"] if listing.more else []
    parts += [f"新出现：{'、'.join(listing.new)}"] if listing.new else []
    parts += [f"不再出现：{'、'.join(listing.gone)}"] if listing.gone else []
    return f"{'；'.join(parts)}。" if parts else ""


def to_tick(review: Review) -> Iterator[tuple[str, ...]]:
    """The first cells that a person has to hold against the original."""
    for each in review.unproven[:UNPROVEN]:
        yield each.table, each.row, each.column, each.text
