"""打印: the report as it will look on paper, and its files."""

from __future__ import annotations

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import FILE_TYPES, page
from yuebao.load.folder import require_months
from yuebao.model.fault import Unready
from yuebao.model.period import title_of
from yuebao.printed.edition import Edition
from yuebao.printed.issue_files import KINDS, issue_file
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.workflows.published import read_edition


def show(bench: Bench, request: Request, month: str) -> Response:
    """The pages, and the files to take along."""
    require_months(bench.standing.months, (month,))
    edition, outcome = read_edition(bench.root, month)
    return page(
        "print.j2",
        base="../../",
        month=month,
        title=title_of(month),
        draft="" if edition is None else edition.draft_line,
        open=len(outcome.blocking) if edition is None else 0,
        names=[f"{month}.{kind}" for kind in KINDS],
    )


def file(bench: Bench, request: Request, month: str, kind: str) -> Response:
    """One of the files, made now."""
    if kind not in KINDS:
        raise NotFound
    with bench.lock, Typesetter() as typesetter:
        content = issue_file(_edition(bench, month), kind, typesetter)
    shown = "inline" if kind == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{shown}; filename="{month}.{kind}"'}
    return Response(content, mimetype=FILE_TYPES[kind], headers=headers)


def _edition(bench: Bench, month: str) -> Edition:
    require_months(bench.standing.months, (month,))
    edition, outcome = read_edition(bench.root, month)
    if edition is None:
        raise Unready(f"{month} 有 {len(outcome.blocking)} 处未处理的问题，没有导出")
    return edition
