"""What the months say, for the reviewer of a merge request: a slip that no rule catches shows beside other months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.escaping.shown_text import markdown
from yuebao.history.cells import CellChange
from yuebao.model.issue import CORRECTION, NOT_PUBLISHED, REVISION
from yuebao.model.numbers import Number, plain, round_half_up
from yuebao.model.period import period, span_name
from yuebao.review.model import Figure, Line, Review, TableReview

MOVERS: Final = 5
_EDITS: Final = 200


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed cell with the title of its table, and whether a correction of the publisher's changed it."""

    table: str
    change: CellChange
    corrected: bool = False


def render(review: Review, edits: Sequence[Edit] = ()) -> str:
    """Totals, the largest movers, who is new or gone, new errata, every changed cell of a month that was published
    before (``edits``), and every figure in a fold."""
    lines = [f"### {review.month} 说了什么", "", _compared(review), ""]
    lines += _edits(edits)
    own = period(review.month)
    this, last, year = own.this, own.last_one, own.last_year
    lines += _section("合计", ("表", "列", this, last, "增减", year, "增减"), _totals(review))
    lines += _section("本期未公布", ("表", "行", "列", "理由", "审核"), _absent(review))
    lines += _section(
        f"变动最大的单位（与{last}相比）", ("表", "单位", "列", last, this, "增减"), _movers(review)
    )
    for table in review.tables:
        if table.new:
            lines += [f"《{markdown(table.title)}》新出现：{markdown('、'.join(table.new))}", ""]
        if table.gone:
            lines += [f"《{markdown(table.title)}》不再出现：{markdown('、'.join(table.gone))}", ""]
    lines += _section("新增的勘误", ("规则", "位置", "公布", "应为", "类别", "原因", "审核"), _errata(review))
    lines += [
        f"<details><summary>各单位逐格（括号内为与{last}之差；累计表为与{year}之差）</summary>",
        "",
    ]
    for table in review.tables:
        lines += _section(table.title, ("单位", *table.columns), _cells(table))
    return "\n".join([*lines, "</details>", ""])


def render_edits(month: str, edits: Sequence[Edit], most: int) -> str:
    """The changed cells of a month and nothing else of it; beyond ``most`` only how many there are."""
    return "\n".join([f"### {month} 的改动", "", *_edits(edits, most)])


def _compared(review: Review) -> str:
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


def _section(title: str, header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    body = [f"| {' | '.join(markdown(cell) for cell in row)} |" for row in rows]
    if not body:
        return
    yield f"**{markdown(title)}**"
    yield ""
    yield f"| {' | '.join(markdown(cell) for cell in header)} |"
    yield f"|{' --- |' * len(header)}"
    yield from body
    yield ""


def _edits(edits: Sequence[Edit], most: int = _EDITS) -> Iterator[str]:
    rows = (
        (
            *(edit.table, edit.change.row, edit.change.column),
            *(f"{text}{edit.change.cells if text else ''}" for text in (edit.change.old, edit.change.new)),
            CORRECTION if edit.corrected else REVISION,
        )
        for edit in edits[:most]
    )
    yield from _section("改动的格", ("表", "行", "列", "原来", "改为", "更正或修订"), rows)
    if len(edits) > most:
        yield f"另有 {len(edits) - most} 格改动没有列出。"
        yield ""


def _totals(review: Review) -> Iterator[tuple[str, ...]]:
    for table in review.tables:
        if table.total is None:
            continue
        for column, figure in zip(table.columns, table.total.figures, strict=True):
            month, year = _difference(figure, figure.month_before), _difference(figure, figure.year_before)
            yield (
                *(table.title, column, _said(figure, 0)),
                *(_said(figure, 1), _signed(month, figure.month_before)),
                *(_said(figure, 2), _signed(year, figure.year_before)),
            )


def _movers(review: Review) -> Iterator[tuple[str, ...]]:
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
        (difference, index)
        for index, figure in enumerate(line.figures)
        if (difference := _difference(figure, figure.month_before))
    ]
    return max(changes, key=lambda change: (abs(change[0]), -change[1]), default=None)


def _absent(review: Review) -> Iterator[tuple[str, ...]]:
    for item in review.absent:
        yield item.table, item.row, item.column, item.reason, f"{item.reviewer} {item.reviewed}"


def _errata(review: Review) -> Iterator[tuple[str, ...]]:
    for erratum in review.errata:
        where = " ".join(part for part in (erratum.table, erratum.row, erratum.column) if part)
        yield (
            *(erratum.rule, where, erratum.published or "空白", erratum.expected or "空白"),
            *(erratum.category, erratum.reason, f"{erratum.reviewer} {erratum.reviewed}"),
        )


def _cells(table: TableReview) -> Iterator[tuple[str, ...]]:
    for line in table.lines:
        cells = []
        for figure in line.figures:
            other = figure.year_before if table.accumulated else figure.month_before
            difference = _difference(figure, other)
            text = _said(figure, 0)
            cells.append(f"{text}（{_plus(difference)}）" if difference else text)
        yield (line.name, *cells)


def _difference(figure: Figure, other: Number) -> Decimal | None:
    if isinstance(figure.now, Decimal) and isinstance(other, Decimal):
        return figure.now - other
    return None


def _said(figure: Figure, which: int) -> str:
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
        return _plus(difference)
    return f"{_plus(difference)}（{_plus(round_half_up(difference * 100 / other, 1))}%）"


def _plus(difference: Decimal | None) -> str:
    if difference is None:
        return ""
    return f"+{plain(difference)}" if difference > 0 else plain(difference)
