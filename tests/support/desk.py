"""The desk as a process of its own, and requests to it as a program or a browser makes them."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.program import command, environment
from tests.support.waiting import PATIENCE


@dataclass(frozen=True)
class RunningDesk:
    """A desk at ``address``, which ends with `/`; ``token`` is the secret in it."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        found = re.search(r":(\d+)/", self.address)
        assert found is not None
        return int(found[1])

    @property
    def token(self) -> str:
        return self.address.rstrip("/").rpartition("/")[2]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and text of an answer; ``path`` begins with `/`, the headers are those given and no others."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            given = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {**given, "Content-Length": str(len(body))}.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def get(self, page: str) -> tuple[int, str]:
        """A page of the desk."""
        return self.ask("GET", f"/{self.token}/{page}")

    def post(self, page: str, value: Any) -> tuple[int, Any]:
        """What the script of a page asks for."""
        headers = {"Origin": self.origin, "Content-Type": "application/json", "Accept": "application/json"}
        status, text = self.ask("POST", f"/{self.token}/{page}", json.dumps(value).encode(), headers)
        return status, json.loads(text)

    def state(self, month: str) -> Any:
        """An issue as its page shows it."""
        status, text = self.get(f"issues/{month}/state")
        assert status == 200, text
        return json.loads(text)


@contextmanager
def running_desk(root: Path) -> Iterator[RunningDesk]:
    """The desk of an archive, ended at the end of the block."""
    with subprocess.Popen(
        command("desk", "--no-open", "--root", str(root)),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            found = re.search(r"http://\S+", line)
            assert found is not None, line + process.stderr.read()
            yield RunningDesk(found[0], process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
