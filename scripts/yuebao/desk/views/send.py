"""送审: an issue handed on, by git or on a stick, with the server's answer."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import page
from yuebao.history.sending import has_repository, unsent, upstream
from yuebao.load.folder import require_months
from yuebao.load.registry import FILE as REGISTRY
from yuebao.model.period import title_of
from yuebao.workflows.send_issue import pack, send_issue


def show(bench: Bench, request: Request, month: str) -> Response:
    """What is to be handed on, and how."""
    return _page(bench, month, "", "")


def sent(bench: Bench, request: Request, month: str) -> Response:
    """Committed and pushed; what the server says stands on the page."""
    done = send_issue(bench.standing, month)
    if done.accepted:
        return _page(
            bench, month, "已经送到服务器。" if done.committed else "服务器上已经是这样。", done.said
        )
    return _page(bench, month, "服务器没有收下，这里的文件和提交都在：", done.said, failed=True)


def packed(bench: Bench, request: Request, month: str) -> Response:
    """The issue in one file."""
    content = pack(bench.standing, month)
    name = f"{month}-review.zip"
    return Response(
        content, mimetype="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _page(bench: Bench, month: str, told: str, said: str, *, failed: bool = False) -> Response:
    require_months(bench.standing.months, (month,))
    git = has_repository(bench.root)
    return page(
        "send.j2",
        base="../../",
        month=month,
        title=title_of(month),
        git=git,
        upstream=upstream(bench.root) if git else "",
        files=unsent(bench.root, [f"data/{month}", REGISTRY]) if git else [],
        told=told,
        said=said,
        failed=failed,
    )
