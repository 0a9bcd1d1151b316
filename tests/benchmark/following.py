"""How long it takes until the preview shows a changed cell."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from tests.benchmark.measure import environment
from tests.support.program import command


def seconds_until_shown(archive: Path) -> float:
    """The best of three edits, from writing the file to the page that a browser then gets."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    call = command("serve", "--root", str(archive), "--port", str(port))
    process = subprocess.Popen(call, stderr=subprocess.DEVNULL, env=environment())
    months = sorted((archive / "data").glob("[0-9]*"))
    try:
        return min(_edit(months[place], port, 70000 + place) for place in (20, 100, 200))
    finally:
        process.terminate()
        process.wait()


def _edit(month: Path, port: int, figure: int) -> float:
    address = f"http://127.0.0.1:{port}/issues/{month.name}.html"
    _wait(address, "好差评", 600)
    time.sleep(20)  # what the edit before set going beside the preview
    path = month / "satisfaction.csv"
    text = re.sub(r"\n[0-9]+,", f"\n{figure},", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return _wait(address, str(figure), 120)


def _wait(address: str, what: str, limit: float) -> float:
    start = time.monotonic()
    while time.monotonic() < start + limit:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                if what in response.read().decode():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{address} does not show {what} after {limit} s")
