"""What is said of a whole issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from yuebao.model.issue import Erratum
from yuebao.printed.edition import Edition
from yuebao.schema.insight_form import IssueInsight
from yuebao.site.archive import Archive
from yuebao.site.insights.clause import Clause, Piece, filled, listed
from yuebao.site.insights.figures import figure, period, share
from yuebao.site.insights.reading import Kind, Reading
from yuebao.site.insights.words import amount, change_words, left_out


def of_issue(archive: Archive, edition: Edition) -> Iterator[Clause]:
    """The sentences of the issue that its layout declares and its data allow, in their order."""
    for insight in archive.insights(edition).issue:
        if insight.kind == "breaks":
            clause = _breaks(insight, archive, edition)
        else:
            reading = Reading.of(archive, edition, insight.table)
            clause = None if reading is None else _SAID[insight.kind](insight, reading)
        if clause is not None:
            yield clause


def _total(insight: IssueInsight, reading: Reading) -> Clause | None:
    """The figure of the total row, or of the only row; a change says where the two periods list others."""
    row = _total_row(reading)
    if row is None:
        return None
    if insight.kind == "share":
        return share(insight, reading, row, _total_row)
    clause = figure(insight, reading, row, insight.column, _total_row)
    others = [other for _, other in reading.others(insight.column) if not _alike(reading, other)]
    if clause is None or "{changes}" not in insight.text or not others or not reading.rows():
        return clause
    names = "、".join(other.edition.label for other in others)
    return Clause((*clause.pieces, Piece(f"（{names}所列的单位与{reading.edition.period.this}不同）")))


def _total_row(reading: Reading) -> int | None:
    if reading.table.total is not None:
        return reading.table.total
    return 0 if len(reading.table) == 1 and not reading.table.totals else None


def _alike(reading: Reading, other: Reading) -> bool:
    """Whether both list the same organizations, none of which became another."""
    return reading.rows().keys() == other.rows().keys() and not reading.remade(other) & reading.rows().keys()


def _highest(insight: IssueInsight, reading: Reading) -> Clause | None:
    """Those with the most; nothing where none has any. Who could not be counted is named."""
    sound, doubtful = _values(insight, reading)
    most = max(sound.values(), default=Decimal(0))
    if most <= 0:
        return None
    rows = [row for row, value in sound.items() if value == most]
    text = amount(reading.table.texts[insight.column][rows[0]], reading.field(insight.column))
    places = {
        "period": period(reading),
        "names": listed([reading.name(row, insight.column) for row in rows], tied=True),
        "value": (reading.piece(text, rows[0], insight.column),),
    }
    tail = (*left_out(reading, doubtful), *reading.unchecked(reading.rows().values(), insight.column))
    return filled(insight, places, tail)


def _values(
    insight: IssueInsight, reading: Reading, place: bool = False
) -> tuple[dict[int, Decimal], list[tuple[int, str]]]:
    """The sound figures of the organizations by row, and the cells of those that are in doubt."""
    found = {row: reading.value(row, insight.column, place=place) for row in reading.rows().values()}
    sound = {row: value for row, (kind, value) in found.items() if kind is Kind.SOUND}
    return sound, [(row, insight.column) for row, (kind, _) in found.items() if kind is Kind.DOUBTFUL]


def _none(insight: IssueInsight, reading: Reading) -> Clause | None:
    """Those with a blank or 0; nothing where all have some."""
    sound, doubtful = _values(insight, reading)
    rows = [row for row, value in sound.items() if not value]
    return _those(insight, reading, rows, doubtful)


def _first(insight: IssueInsight, reading: Reading) -> Clause | None:
    """Those in the first place; nothing where there are none."""
    sound, doubtful = _values(insight, reading, place=True)
    return _those(insight, reading, [row for row, value in sound.items() if value == 1], doubtful)


def _those(
    insight: IssueInsight, reading: Reading, rows: Sequence[int], doubtful: Sequence[tuple[int, str]]
) -> Clause | None:
    if not rows:
        return None
    places = {
        "period": period(reading),
        "names": listed([reading.name(row, insight.column) for row in rows]),
        "count": (Piece(str(len(rows))),),
    }
    tail = (*left_out(reading, doubtful), *reading.unchecked(reading.rows().values(), insight.column))
    return filled(insight, places, tail)


class _Moved(NamedTuple):
    """How far the figure of an organization went: more is further in the way that is asked for."""

    by: Decimal
    row: int
    there: int
    identity: str


def _race(insight: IssueInsight, reading: Reading) -> Clause | None:
    """Who rose, fell, came forward or went back the furthest; nothing where nobody did. Compared are the sound figures
    of those that both periods list and that are the same in both."""
    found = reading.against(insight.against, insight.column)
    if found is None:
        return None
    words, other = found
    place = insight.kind in ("forward", "back")
    if place and reading.beside != other.beside:
        return None
    moved = list(_moves(insight, reading, other, place))
    furthest = max((each.by for each in moved), default=Decimal(0))
    if furthest <= 0:
        return None
    winners = [each for each in moved if each.by == furthest]
    return _raced(insight, reading, other, winners, words)


def _moves(insight: IssueInsight, reading: Reading, other: Reading, place: bool) -> Iterator[_Moved]:
    sign = -1 if insight.kind in ("fall", "forward") else 1
    then, remade = other.rows(), reading.remade(other)
    for identity, row in reading.rows().items():
        if identity not in then or identity in remade:
            continue
        now = reading.value(row, insight.column, place=place)
        before = other.value(then[identity], insight.column, place=place)
        if now[0] is before[0] is Kind.SOUND:
            yield _Moved(sign * (now[1] - before[1]), row, then[identity], identity)


def _raced(
    insight: IssueInsight, reading: Reading, other: Reading, winners: Sequence[_Moved], words: str
) -> Clause:
    """Of several that went equally far it is not said from where to where; each name leads to its own figure."""
    column, place = insight.column, insight.kind in ("forward", "back")
    one, field = winners[0], reading.field(insight.column)
    now = reading.value(one.row, column, place=place)[1]
    before = other.value(one.there, column, place=place)[1]
    names = []
    for each in winners:
        was, name = reading.renamed(each.identity, other), reading.name(each.row, column)
        names.append(Piece(f"{name.text}（{words}称{was}）", name.month, name.anchor) if was else name)
    course = (
        Piece("（从"),
        other.piece(amount(other.table.texts[column][one.there] or "0", field, place), one.there, column),
        Piece("到"),
        reading.piece(amount(reading.table.texts[column][one.row] or "0", field, place), one.row, column),
        Piece("）"),
    )
    places: dict[str, Sequence[Piece]] = {
        "period": period(reading),
        "names": listed(names, tied=True),
        "against": (Piece(words),),
        "difference": (Piece(change_words(before, now, field, place)),),
        "course": course if len(winners) == 1 else (),
    }
    return filled(insight, places, reading.unchecked((each.row for each in winners), column))


def _breaks(insight: IssueInsight, archive: Archive, edition: Edition) -> Clause | None:
    """How many published figures break a rule, and how many of these did not in the issue just before; nothing where none
    does."""
    count = len(edition.explained)
    if not count:
        return None
    places: dict[str, Sequence[Piece]] = {
        "period": (Piece(edition.period.this),),
        "count": (Piece(str(count), edition.name, "errata"),),
    }
    other = archive.by_span.get(edition.period.span_before)
    if other is not None:
        known = set(map(_broken, other.month.errata))
        new = sum(_broken(erratum) not in known for erratum in edition.month.errata)
        words = f"，其中 {new} 处{edition.period.last_one}没有" if new else f"，{edition.period.last_one}都有"
        places["new"] = (Piece(words),)
    return filled(insight, places)


def _broken(erratum: Erratum) -> tuple[str | None, ...]:
    return erratum.rule, erratum.table, erratum.row, erratum.column, erratum.breach


_SAID: Final[Mapping[str, Callable[[IssueInsight, Reading], Clause | None]]] = {
    "figure": _total,
    "share": _total,
    "highest": _highest,
    "rise": _race,
    "fall": _race,
    "none": _none,
    "first": _first,
    "forward": _race,
    "back": _race,
}
