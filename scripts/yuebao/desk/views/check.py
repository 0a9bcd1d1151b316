"""核对: the original, the tables, and what the rules say of them; every change is written and judged at once."""

from __future__ import annotations

from dataclasses import replace

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request, Response

from yuebao.desk.asked import Asked, asked
from yuebao.desk.bench import Bench
from yuebao.desk.original import originals, places
from yuebao.desk.pages import FILE_TYPES, answer, page
from yuebao.desk.state import issue_state
from yuebao.fill.month import fill_month
from yuebao.load.errata import CATEGORIES
from yuebao.load.folder import require_months
from yuebao.load.month import DOUBTS
from yuebao.model.doubt import doubts_text
from yuebao.model.fault import Unready, UsageError
from yuebao.model.finding import Finding
from yuebao.model.period import title_of
from yuebao.reports.fingerprint import fingerprinted
from yuebao.workflows.edit_table import (
    ChangedOutside,
    DeleteRow,
    InsertRow,
    SetCell,
    Step,
    edit_tables,
    require_draft,
)
from yuebao.workflows.entry_book import renew_entry_book, write_entry_book
from yuebao.workflows.explain_findings import explain, retract, said_now
from yuebao.workflows.issue_file import set_masthead
from yuebao.workflows.judge import printed_scope, read_month
from yuebao.write.files import write_files


def show(bench: Bench, request: Request, month: str) -> Response:
    """The page; what typing can change comes with `state`."""
    require_months(bench.standing.months, (month,))
    read = bench.standing.reader.read(month)
    return page(
        "check.j2",
        base="../../",
        month=month,
        title=title_of(month),
        originals=originals(bench.standing, read),
        categories=CATEGORIES,
        draft=read.draft,
    )


def state(bench: Bench, request: Request, month: str) -> Response:
    """What the page shows, with where the original prints each row."""
    require_months(bench.standing.months, (month,))
    read = bench.standing.reader.read(month)
    return answer({**issue_state(bench, month), "places": places(bench.standing, read)})


def workbook(bench: Bench, request: Request, month: str) -> Response:
    """The workbook to type into, written now: what stands in the tables, the issue before, what was found."""
    standing = bench.standing
    read, _ = read_month(standing, month)
    path = write_entry_book(standing, read)
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return Response(path.read_bytes(), mimetype=FILE_TYPES["xlsx"], headers=headers)


def edit(bench: Bench, request: Request, month: str) -> Response:
    """Cells and rows of one or more tables; the answer is the issue as it is judged then."""
    standing = bench.standing
    require_months(standing.months, (month,))
    layout = standing.layout(month)
    edits = {
        name: (item.text("seen"), [_step(each) for each in item.listed("steps")])
        for name, item in asked(request).inside("tables").named().items()
    }
    edit_tables(bench.root, month, layout.tables, standing.reader.judges(layout), edits)
    return answer(issue_state(bench, month))


def _step(step: Asked) -> Step:
    row, kind = step.number("row"), step.text("do")
    if kind == "set":
        return SetCell(row, step.number("column"), step.text("text"))
    if kind == "insert":
        return InsertRow(row, step.texts("cells"))
    if kind == "delete":
        return DeleteRow(row)
    raise BadRequest


def masthead(bench: Bench, request: Request, month: str) -> Response:
    """The keys of the masthead, and which tables have no blank that is left."""
    given = asked(request)
    require_months(bench.standing.months, (month,))
    values = {key: text.strip() for key, text in given.inside("values").written().items()}
    set_masthead(bench.standing, month, values, given.texts("complete"), given.text("seen"))
    return answer(issue_state(bench, month))


def explained(bench: Bench, request: Request, month: str) -> Response:
    """Errata for findings of which somebody says that they were published so."""
    given = asked(request)
    require_months(bench.standing.months, (month,))
    findings = _found(bench, month, given.texts("ids"))
    said = said_now(given.text("category"), given.text("reason"), given.text("reviewer"))
    explain(bench.standing, month, findings, said)
    return answer(issue_state(bench, month))


def retracted(bench: Bench, request: Request, month: str) -> Response:
    """Errata that are left over go."""
    given = asked(request)
    require_months(bench.standing.months, (month,))
    retract(bench.standing, month, _found(bench, month, given.texts("ids")))
    return answer(issue_state(bench, month))


def _found(bench: Bench, month: str, ids: tuple[str, ...]) -> list[Finding]:
    """The findings of these names. Raises `ChangedOutside` where one is no more."""
    _, outcome = bench.judged(month)
    wanted = {*ids}
    findings = [finding for finding, name in fingerprinted(outcome.findings) if name in wanted]
    if len(findings) != len(wanted):
        raise ChangedOutside(f"data/{month}")
    return findings


def settled(bench: Bench, request: Request, month: str) -> Response:
    """What a person decided of one doubt."""
    given = asked(request)
    require_draft(bench.root, month)
    read = bench.standing.reader.read(month)
    index, decision = given.number("index"), given.text("decision").strip()
    if not 0 <= index < len(read.doubts) or read.doubts[index].told != given.text("told"):
        raise ChangedOutside(f"data/{month}/{DOUBTS}")
    if not decision:
        raise Unready("请写明怎样定的")
    doubts = [
        replace(doubt, decision=decision) if number == index else doubt
        for number, doubt in enumerate(read.doubts)
    ]
    write_files(bench.root, {f"data/{month}/{DOUBTS}": doubts_text(doubts).encode()})
    return answer(issue_state(bench, month))


def derived(bench: Bench, request: Request, month: str) -> Response:
    """The blank cells that follow from the others are filled, as `yuebao derive` does; the answer says which."""
    require_draft(bench.root, month)
    read, previous = read_month(bench.standing, month)
    done = fill_month(read, printed_scope(bench.standing, read, previous))
    if done.blocked:
        raise UsageError(f"没有推算：{done.blocked[0].message}。{done.blocked[0].remedy}")
    write_files(bench.root, done.files)
    renew_entry_book(bench.standing, month)
    filled = [f"{each.address} {each.key}：{each.text}（{each.how}）" for each in done.filled]
    return answer({**issue_state(bench, month), "filled": filled})
