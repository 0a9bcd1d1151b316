"""The addresses of the desk, and how a failure of each kind is told."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.guard import POLICY, admitted, refusal
from yuebao.desk.pages import answer, page, static
from yuebao.desk.views import check, correct, files, issues, print_issue, review, send
from yuebao.importing.blocks import Refused
from yuebao.model.fault import Fault, Unready, UsageError
from yuebao.model.refusal import reason
from yuebao.workflows.edit_table import ChangedOutside

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

View = Callable[..., Response]
_PAGES: Final[tuple[tuple[str, str, View], ...]] = (
    ("GET", "/", issues.show),
    ("POST", "/issues", issues.begin),
    ("POST", "/fetch", issues.fetched),
    ("POST", "/quit", issues.end),
    ("GET", "/issues/<month>/check", check.show),
    ("GET", "/issues/<month>/state", check.state),
    ("POST", "/issues/<month>/workbook", check.workbook),
    ("POST", "/issues/<month>/edit", check.edit),
    ("POST", "/issues/<month>/masthead", check.masthead),
    ("POST", "/issues/<month>/explain", check.explained),
    ("POST", "/issues/<month>/retract", check.retracted),
    ("POST", "/issues/<month>/doubts", check.settled),
    ("POST", "/issues/<month>/derive", check.derived),
    ("GET", "/files", files.show),
    ("POST", "/issues/<month>/attach", files.attached),
    ("POST", "/files", files.dropped),
    ("GET", "/issues/<month>/review", review.show),
    ("POST", "/issues/<month>/review", review.decided),
    ("POST", "/issues/<month>/publish", review.published),
    ("GET", "/issues/<month>/correct", correct.show),
    ("POST", "/issues/<month>/correct", correct.asked),
    ("GET", "/issues/<month>/print", print_issue.show),
    ("GET", "/issues/<month>/file/<kind>", print_issue.file),
    ("GET", "/issues/<month>/send", send.show),
    ("POST", "/issues/<month>/send", send.sent),
    ("GET", "/issues/<month>/pack", send.packed),
)


_LONG: Final = (print_issue.file,)
"""What waits for another program: it takes the lock itself, where it reads the archive."""


class Desk:
    """The application: each request is asked for its right first, then answered alone."""

    def __init__(self, bench: Bench, token: str) -> None:
        self.port = 0
        self._bench, self._token = bench, token
        rules = [Rule(f"/{token}{path}", endpoint=view, methods=[method]) for method, path, view in _PAGES]
        self._map = Map([*rules, Rule(f"/{token}/static/<name>", endpoint=_static, methods=["GET"])])

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """One request."""
        request = Request(environ)
        response = self._answer(request) if admitted(request, self.port, self._token) else refusal()
        response.headers.extend(POLICY)
        return response(environ, start)

    def _answer(self, request: Request) -> Response:
        try:
            view, found = self._map.bind_to_environ(request.environ).match()
            with nullcontext() if view in _LONG else self._bench.lock:
                return _told(request, lambda: view(self._bench, request, **found))
        except HTTPException as error:
            return _failure(request, error.code or 500, "没有这一页，或浏览器发来的不完整。")


def _static(bench: Bench, request: Request, name: str) -> Response:
    return static(name)


def _told(request: Request, view: Callable[[], Response]) -> Response:
    """The answer, or what went wrong in words: the data (422), somebody else's change (409), or the program and the system
    (500), never one for the other."""
    try:
        return view()
    except (UsageError, Unready, Refused) as error:
        return _failure(request, 422, str(error))
    except ChangedOutside as error:
        return _failure(
            request,
            409,
            f"{error} 在别处改过（Excel、git 或另一个工作台），这一次没有写；已经读入现在的样子，请再改一次。",
        )
    except Fault as error:
        return _failure(request, 500, f"程序或规则有误（不是数据的问题）：{error}")
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        return _failure(request, 500, f"系统不让读写（不是数据的问题）：{where}{reason(error)}。")
    except HTTPException:
        raise
    except Exception:
        traceback.print_exc()
        return _failure(request, 500, "程序出错（不是数据的问题）。终端里有详细的内容，请报告给维护者。")


def _failure(request: Request, status: int, words: str) -> Response:
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return answer({"error": words}, status)
    depth = max(0, request.path.count("/") - 2)
    return page("failure.j2", status=status, base="../" * depth or "./", words=words)
