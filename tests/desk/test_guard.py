"""Who may ask the desk: nobody without the secret, by another name, or from another page; then nothing is read or changed."""

from __future__ import annotations

import json
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.desk import RunningDesk, running_desk
from tests.support.whole_draft import LAST
from yuebao.cache.fingerprint import of_path

TABLE = "satisfaction"
PAGES = (
    "",
    "files",
    f"issues/{LAST}/check",
    f"issues/{LAST}/state",
    f"issues/{LAST}/pack",
    "static/desk.css",
)
CHANGES = (
    "issues",
    "files",
    "quit",
    "fetch",
    *(f"issues/{LAST}/{name}" for name in ("edit", "masthead", "explain", "retract", "doubts", "derive")),
    *(f"issues/{LAST}/{name}" for name in ("review", "publish", "send", "correct", "attach")),
)
SHOWN = ("files", *(f"issues/{LAST}/{name}" for name in ("review", "send", "correct")))
"""What is a page as well."""
FOREIGN = "http://example.org"

STRANGERS = {
    "no secret": ("/{page}", {}),
    "another secret": ("/{other}/{page}", {}),
    "a secret cut short": ("/{short}/{page}", {}),
    "the secret as a query": ("/{page}?token={token}", {}),
    "another name": ("/{token}/{page}", {"Host": "example.org"}),
    "another name with the port": ("/{token}/{page}", {"Host": "example.org:{port}"}),
    "localhost": ("/{token}/{page}", {"Host": "localhost:{port}"}),
    "no port": ("/{token}/{page}", {"Host": "127.0.0.1"}),
    "another page": ("/{token}/{page}", {"Origin": FOREIGN}),
    "another page on this machine": ("/{token}/{page}", {"Origin": "http://127.0.0.1:1"}),
    "a page without a name": ("/{token}/{page}", {"Origin": "null"}),
    "a picture of another page": (
        "/{token}/{page}",
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ),
    "a frame of another page": (
        "/{token}/{page}",
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ),
    "a page of a neighbour": ("/{token}/{page}", {"Sec-Fetch-Site": "same-site"}),
}


def asked(desk: RunningDesk, method: str, page: str, stranger: str) -> tuple[int, str]:
    """What a stranger hears who asks for a page."""
    path, headers = STRANGERS[stranger]
    words = {
        "page": page,
        "token": desk.token,
        "other": "x" * len(desk.token),
        "short": desk.token[:-1],
        "port": desk.port,
    }
    own = {"Origin": desk.origin, "Content-Type": "application/json"} if method == "POST" else {}
    given = own | {name: value.format(**words) for name, value in headers.items()}
    return desk.ask(method, path.format(**words), b"{}" if method == "POST" else b"", given)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_reads_nothing_and_changes_nothing(
    stranger: str, desk: RunningDesk, draft: ArchiveFolder
) -> None:
    before = of_path(draft.folder)
    heard = {asked(desk, "GET", page, stranger) for page in PAGES}
    heard |= {asked(desk, "POST", page, stranger) for page in CHANGES}
    assert {status for status, _ in heard} == {403}
    assert len(heard) == 1, "what a stranger hears tells nothing"
    assert of_path(draft.folder) == before
    assert desk.get("")[0] == 200, "and the desk goes on"


def test_no_change_without_saying_whence(desk: RunningDesk, draft: ArchiveFolder) -> None:
    before = of_path(draft.folder)
    for page in CHANGES:
        assert desk.ask("POST", f"/{desk.token}/{page}", b"{}")[0] == 403
    assert of_path(draft.folder) == before


def test_no_change_by_a_visit(desk: RunningDesk, draft: ArchiveFolder) -> None:
    before = of_path(draft.folder)
    for page in CHANGES:
        assert desk.get(page)[0] in ((200,) if page in SHOWN else (405,))
    assert of_path(draft.folder) == before


def test_the_page_itself_may_ask(desk: RunningDesk) -> None:
    assert {page: desk.get(page)[0] for page in PAGES} == dict.fromkeys(PAGES, 200)
    status, said = desk.post(f"issues/{LAST}/edit", {"tables": {}})
    assert (status, said["month"]) == (200, LAST)


def test_the_desk_listens_on_this_machine_alone(desk: RunningDesk) -> None:
    told = Path(f"/proc/{desk.process.pid}/net/tcp").read_text(encoding="ascii")
    own = [line.split()[1] for line in told.splitlines()[1:] if line.split()[3] == "0A"]
    assert [each for each in own if each.endswith(f":{desk.port:04X}")] == [f"0100007F:{desk.port:04X}"]
    assert (
        Path(f"/proc/{desk.process.pid}/net/tcp6").read_text(encoding="ascii").count(f":{desk.port:04X} ")
        == 0
    )


def test_no_other_user_of_the_machine_sees_the_secret(desk: RunningDesk) -> None:
    shown = Path(f"/proc/{desk.process.pid}/cmdline").read_bytes()
    assert desk.token.encode() not in shown


def test_every_answer_forbids_what_comes_from_elsewhere(desk: RunningDesk) -> None:
    with urllib.request.urlopen(desk.address) as answer:
        headers = answer.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'self'"
    assert not any("http" in each or "*" in each for each in policy.values())
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize("how", ["put away", "interrupted", "told to end"])
def test_the_desk_ends(how: str, draft: ArchiveFolder) -> None:
    with running_desk(draft.folder) as desk:
        if how == "put away":
            assert desk.post("quit", {}) == (200, {"ended": True})
        else:
            desk.process.send_signal(signal.SIGINT if how == "interrupted" else signal.SIGTERM)
        assert desk.process.wait() == 0


def test_what_is_no_request_of_the_desk_is_told_as_one(desk: RunningDesk) -> None:
    headers = {"Origin": desk.origin, "Content-Type": "application/json", "Accept": "application/json"}
    for body in (b"", b"{", b"[]", json.dumps({"tables": {TABLE: {}}}).encode()):
        status, text = desk.ask("POST", f"/{desk.token}/issues/{LAST}/edit", body, headers)
        assert status == 400 and "error" in json.loads(text), (body, text)
