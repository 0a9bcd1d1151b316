"""Servers on the loopback address: git over HTTP through git's own backend, and a plain web server for a site."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.git_repository import ENVIRONMENT
from tests.support.waiting import PATIENCE, SOON, until


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class GitHandler(BaseHTTPRequestHandler):
    """Hands every request to `git http-backend`, as a web server does by CGI."""

    protocol_version = "HTTP/1.1"
    projects: Path

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Hand over."""
        self._run(b"")

    def do_POST(self) -> None:
        """Hand over."""
        self._run(self._body())

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _run(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        environment = ENVIRONMENT | {
            "GIT_PROJECT_ROOT": str(self.projects),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "clerk",
            "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run(
            ["git", "http-backend"], env=environment, input=body, stdout=subprocess.PIPE, check=True
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in (*headers.items(), ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class SiteHandler(SimpleHTTPRequestHandler):
    """A plain web server of one folder."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(handler: object) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def git_over_http(projects: Path) -> Iterator[str]:
    """The address of a server of the repositories in a folder; whoever asks may push."""
    with _serving(type("Handler", (GitHandler,), {"projects": projects})) as address:
        yield address


@contextmanager
def site_over_http(site: Path) -> Iterator[str]:
    """The address of a web server whose folder is ``site``, link or not."""
    with _serving(partial(SiteHandler, directory=os.fspath(site))) as address:
        yield address


def get(address: str, path: str) -> tuple[int, str]:
    """Status and text of a page."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


@contextmanager
def polled(address: str, path: str) -> Iterator[list[tuple[int, bool]]]:
    """Ask for a page again and again; each answer's status, and whether the page came whole. One answer comes before what
    is done meanwhile, and one is asked for after it."""
    answers: list[tuple[int, bool]] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(SOON):
            status, text = get(address, path)
            answers.append((status, text.rstrip().endswith("</html>")))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        until(lambda: answers, thread.is_alive)
        yield answers
        so_far = len(answers)
        until(lambda: len(answers) > so_far + 1, thread.is_alive)
    finally:
        stop.set()
        thread.join()
