"""更正: a published cell, its new value, why and who; what follows is shown before it is written."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import page
from yuebao.load.folder import require_months
from yuebao.model.finding import Status
from yuebao.model.period import title_of
from yuebao.model.table import Cell
from yuebao.reports.derive_report import told
from yuebao.reports.wording import place
from yuebao.rules.addresses import Addresses
from yuebao.rules.scope import Scope
from yuebao.workflows.correct_issue import Asked, Corrected, correct, foresee
from yuebao.workflows.judge import read_month, scope_of


def show(bench: Bench, request: Request, month: str) -> Response:
    """The published tables, cell by cell."""
    return _page(bench, month, request.args.get("table", ""), None, None, written=False)


def asked(bench: Bench, request: Request, month: str) -> Response:
    """What would follow, or, once it was shown, the correction itself."""
    form = request.form
    pairs = zip(form.getlist("cell"), form.getlist("text"), strict=False)
    cells = {cell.strip(): text.strip() for cell, text in pairs if cell.strip()}
    given = Asked(cells, form.get("reason", ""), form.get("name", ""), date.today())
    table = next(iter(cells), "").removeprefix("#").partition(".")[0]
    if form.get("do") == "write":
        return _page(bench, month, table, given, correct(bench.standing, month, given), written=True)
    return _page(bench, month, table, given, foresee(bench.standing, month, given), written=False)


def _page(
    bench: Bench, month: str, table: str, given: Asked | None, found: Corrected | None, *, written: bool
) -> Response:
    standing = bench.standing
    require_months(standing.months, (month,))
    read, previous = read_month(standing, month)
    scope = scope_of(standing, read, previous)
    name = table if table in read.tables else next(iter(read.tables), "")
    open_ = (
        ()
        if found is None
        else [each for each in found.verdict.findings if each.status is not Status.EXPLAINED]
    )
    return page(
        "correct.j2",
        base="../../",
        month=month,
        title=title_of(month),
        published=not read.gap,
        tables=[(each, standing.layout(month).tables[each].title) for each in read.tables],
        name=name,
        header=read.tables[name].header if name else (),
        rows=_rows(scope, name) if name else (),
        figures=[each.name for each in standing.layout(month).tables[name].fields if each.grammar]
        if name
        else (),
        given=given,
        pairs=[*([] if given is None else given.cells.items()), ("", "")],
        changes=[] if found is None else [told(each, scope.tables) for each in found.changes],
        hows=[] if found is None else [each.how for each in found.changes],
        open=[f"{place(each)}：{each.message}" for each in open_],
        later=[] if found is None else _later(found),
        written=written,
    )


def _later(found: Corrected) -> list[tuple[str, str, list[str]]]:
    """What is said of each later issue, with its period and its title."""
    return [
        (month, title_of(month), [f"{place(each)}：{each.message}" for each in of_month])
        for month, of_month in groupby(found.later, key=lambda each: each.month)
    ]


def _rows(scope: Scope, name: str) -> list[list[tuple[str, str]]]:
    """Each cell of the table with its address."""
    table, addresses = scope.tables[name], Addresses(scope)
    return [
        [(f"#{addresses.cell(Cell(name, row, column))}", table.texts[column][row]) for column in table.header]
        for row in range(len(table))
    ]
