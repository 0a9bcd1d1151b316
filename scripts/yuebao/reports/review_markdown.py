"""What the months say, for the reviewer of a merge request: a slip that no rule catches shows beside other months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from yuebao.escaping.shown_text import markdown
from yuebao.model.period import period
from yuebao.reports.review_rows import (
    ABSENT_HEADER,
    EDIT_HEADER,
    ERRATA_HEADER,
    UNPROVEN,
    UNPROVEN_HEADER,
    UNPROVEN_TITLE,
    Edit,
    absences,
    besides,
    came,
    compared,
    difference,
    edited,
    entries,
    movers,
    plus,
    said,
    to_tick,
    totals,
)
from yuebao.review.model import Review, TableReview

_EDITS: Final = 200


def render(review: Review, edits: Sequence[Edit] = ()) -> str:
    """Totals, the largest movers, who is new or gone, places, people, points and sentences, errata, every changed cell of a
    month that was published before (``edits``), what nobody has proven, and every figure in a fold."""
    lines = [f"### {review.month} 说了什么", "", compared(review), ""]
    lines += _edits(edits)
    own = period(review.month)
    this, last, year = own.this, own.last_one, own.last_year
    lines += _section("合计", ("表", "列", this, last, "增减", year, "增减"), totals(review))
    lines += _section("本期未公布", ABSENT_HEADER, absences(review))
    lines += _section(
        f"变动最大的单位（与{last}相比）", ("表", "单位", "列", last, this, "增减"), movers(review)
    )
    for title, words in came(review):
        lines += [f"《{markdown(title)}》{markdown(words)}", ""]
    for listing in review.listings:
        lines += _section(listing.title, listing.header, iter(listing.rows))
        lines += [markdown(besides(listing)), ""] if besides(listing) else []
    lines += _section("刊头", ("键", this, last), iter(review.masthead))
    lines += _section("新增的勘误", ERRATA_HEADER, entries(review.errata))
    lines += _section(f"{last}也有的勘误", ERRATA_HEADER, entries(review.repeated))
    lines += _section(UNPROVEN_TITLE, UNPROVEN_HEADER, to_tick(review))
    if len(review.unproven) > UNPROVEN:
        lines += [f"另有 {len(review.unproven) - UNPROVEN} 格没有列出。", ""]
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
    yield from _section("改动的格", EDIT_HEADER, edited(edits[:most]))
    if len(edits) > most:
        yield f"另有 {len(edits) - most} 格改动没有列出。"
        yield ""


def _cells(table: TableReview) -> Iterator[tuple[str, ...]]:
    for line in table.lines:
        cells = []
        for figure in line.figures:
            other = figure.year_before if table.accumulated else figure.month_before
            change = difference(figure, other)
            text = said(figure, 0)
            cells.append(f"{text}（{plus(change)}）" if change else text)
        yield (line.name, *cells)
