"""The server of the desk: on this machine, at a free port, until somebody ends it."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Final

from waitress.server import create_server

from yuebao.desk.app import Desk
from yuebao.desk.bench import Bench
from yuebao.desk.guard import HOST, new_token

_LARGEST: Final = 200_000_000
"""Bytes of the largest request: a folder of documents."""
_PATIENCE: Final = 5.0
_SOON: Final = 0.01
"""Seconds."""
Tell = Callable[[str], object]


def serve(root: Path, tell: Tell, *, browse: bool) -> None:
    """Serve the desk of an archive until it is interrupted, or put away on its own page. ``browse``: open it in the
    browser. Its address is told to who started it and to nobody else on the machine."""
    token, stopped = new_token(), threading.Event()
    desk = Desk(Bench(root, stopped.set), token)
    listening = socket.socket()
    listening.bind((HOST, 0))
    desk.port = int(listening.getsockname()[1])
    server = create_server(desk, sockets=[listening], threads=4, ident="", max_request_body_size=_LARGEST)
    address = f"http://{HOST}:{desk.port}/{token}/"
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    try:
        with _opened(address) if browse else _nothing():
            tell(
                f"工作台：{address}\n只有这台电脑、只有知道这个地址的人能打开；按 Ctrl-C，或在网页上按“结束”，就结束。\n"
            )
            stopped.wait()
    finally:
        _finish(server)
        server.close()


def _finish(server: Any) -> None:
    """Let what is being answered be answered: the words on the page that was put away, a change that is being written."""
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=_PATIENCE)
    end = time.monotonic() + _PATIENCE
    while (
        any(each.total_outbufs_len for each in [*server.active_channels.values()]) and time.monotonic() < end
    ):
        time.sleep(_SOON)


@contextmanager
def _opened(address: str) -> Iterator[None]:
    """Open the address in the browser, by way of a file that only this user can read: what a program is started with, every
    user of the machine can see."""
    with tempfile.TemporaryDirectory(prefix="yuebao-desk-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "start.html"
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as stream:
            stream.write(
                f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>工作台</title>'
                f'<meta http-equiv="refresh" content="0;url={escape(address)}"><a href="{escape(address)}">工作台</a>'
            )
        webbrowser.open(file.as_uri())
        yield


@contextmanager
def _nothing() -> Iterator[None]:
    yield
