"""What is said of one organization: by the rows that list it, and by the columns that it heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yuebao.model.numbers import ZERO
from yuebao.printed.edition import Edition
from yuebao.schema.insight_form import ComparedInsight, OrganizationInsight
from yuebao.site.archive import Archive
from yuebao.site.insights.clause import Clause, Piece, filled, listed
from yuebao.site.insights.figures import figure, period, share, standing
from yuebao.site.insights.reading import Kind, Reading
from yuebao.site.insights.words import Cells, changes, left_out


def of_organization(archive: Archive, edition: Edition, identity: str) -> Iterator[Clause]:
    """The sentences about an organization in one issue, in their order: first of its rows, then of its columns."""
    declared = archive.insights(edition)
    for insight in declared.organization:
        reading = Reading.of(archive, edition, insight.table)
        clause = None if reading is None else _of_row(insight, reading, identity)
        if clause is not None:
            yield clause
    for headed in declared.compared:
        reading = Reading.of(archive, edition, headed.table)
        clause = None if reading is None else _of_column(headed, reading, identity)
        if clause is not None:
            yield clause


def _of_row(insight: OrganizationInsight, reading: Reading, identity: str) -> Clause | None:
    rows = reading.rows()
    row = rows.get(identity)
    if row is None:
        return None

    def there(other: Reading) -> int | None:
        return None if identity in reading.remade(other) else other.rows().get(identity)

    clause = _said_of_row(insight, reading, row, there)
    return None if clause is None else _with_names(clause, reading, identity, insight.column)


def _said_of_row(insight: OrganizationInsight, reading: Reading, row: int, there: Cells) -> Clause | None:
    if insight.kind == "share":
        return share(insight, reading, row, there)
    lowest = insight.best == "lowest"
    kind, value = reading.value(row, insight.column, place=lowest)
    if insight.kind == "none":
        if kind is not Kind.SOUND or value:
            return None
        found = tuple(changes(reading, row, insight.column, there))
        places = {"period": period(reading), "changes": found}
        return filled(insight, places, reading.unchecked((row,), insight.column))
    place: Sequence[Piece] = ()
    if not lowest:
        own = reading.archive.tables[reading.table.name].entity
        assert own is not None
        called = reading.archive.latest.organizations.titles(own.names)
        values = (reading.value(each, insight.column) for each in reading.rows().values())
        place = standing(values, value, called)
    return figure(insight, reading, row, insight.column, there, tuple(place), lowest)


def _with_names(clause: Clause, reading: Reading, identity: str, column: str) -> Clause:
    """What was said, and by which other name the organization went in the periods that it was compared with."""
    spoken = {piece.month for piece in clause.pieces}
    names = dict.fromkeys(
        f"{other.edition.label}称{was}"
        for _, other in reading.others(column)
        if other.edition.name in spoken and (was := reading.renamed(identity, other))
    )
    return Clause((*clause.pieces, Piece(f"（{'，'.join(names)}）"))) if names else clause


def _of_column(insight: ComparedInsight, reading: Reading, identity: str) -> Clause | None:
    columns = reading.headed()
    if identity not in columns:
        return None
    if insight.kind == "leading":
        return _leading(insight, reading, columns, columns[identity])
    row = reading.table.total
    if row is None:
        return None

    def there(other: Reading) -> int | None:
        same = identity in other.headed() and identity not in reading.remade(other)
        alike = reading.rows().keys() == other.rows().keys()
        return other.table.total if same and alike else None

    _, value = reading.value(row, columns[identity])
    page = reading.archive.latest.organizations.comparison
    called = page.called if page is not None else "单位"
    place = standing((reading.value(row, column) for column in columns.values()), value, called)
    return figure(insight, reading, row, columns[identity], there, place)


def _leading(insight: ComparedInsight, reading: Reading, columns: dict[str, str], own: str) -> Clause | None:
    """The rows in which the organization has more than every other one, and those in which it shares the most. Rows with a
    figure in doubt are not counted, and named."""
    alone, doubtful, tied, counted = [], [], 0, 0
    for row in reading.rows().values():
        found = {column: reading.value(row, column) for column in columns.values()}
        wrong = [column for column, (kind, _) in found.items() if kind is Kind.DOUBTFUL]
        if wrong:
            doubtful.append((row, wrong[0]))
            continue
        most = max((value for _, value in found.values()), default=ZERO)
        counted += 1
        if found[own][1] == most > Decimal(0):
            if sum(value == most for _, value in found.values()) > 1:
                tied += 1
            else:
                alone.append(row)
    if not alone:
        return None
    places = {
        "period": period(reading),
        "names": listed([reading.name(row, own) for row in alone]),
        "count": (Piece(str(len(alone))),),
        "rows": (Piece(str(counted)),),
    }
    unchecked = reading.unchecked(reading.rows().values(), *columns.values())
    also = (Piece(f"，另有 {tied} 个并列最多"),) if tied else ()
    return filled(insight, places, (*also, *left_out(reading, doubtful), *unchecked))
