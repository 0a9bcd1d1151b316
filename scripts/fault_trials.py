"""A plugin of pytest for `scripts/python_faults.py`, in a copy of the project. It notes which tests reach which function
(`FAULTS_NOTE`), or tries faults one after another, each in a process of its own that is forked when the tests are
collected (`FAULTS_TRY`).

What a fixture reaches that several tests share counts for each of them, and so does what processes reach that tests
start. The results are written after each fault: a run that is ended can be taken up again.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import shutil
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Final

import pytest

from yuebao import _faults  # type: ignore[attr-defined]  # it is in the copy alone

WALL: Final = 1200
"""Seconds by the clock, for what waits and does nothing."""
PR_SET_CHILD_SUBREAPER: Final = 36


def pytest_configure(config: pytest.Config) -> None:
    """Note, or try."""
    for variable, plugin in (("FAULTS_NOTE", Noting), ("FAULTS_TRY", Trying)):
        if os.environ.get(variable):
            config.pluginmanager.register(plugin(Path(os.environ[variable])))


class Noting:
    """Note for each test that passes how long it took and which functions it reached."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._by_fixture: dict[object, set[str]] = defaultdict(set)
        self._found: dict[str, dict[str, Any]] = {}
        self._passed: dict[str, bool] = {}
        self._path = None

    def _take(self) -> set[str]:
        with suppress(OSError):
            found = set(_faults.REACHED.read_text(encoding="utf-8").split())
            _faults.REACHED.write_text("", encoding="utf-8")
            _faults.State.noted.clear()
            return found
        return set()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        before = self._take()
        try:
            return (yield)
        finally:
            after = self._take()
            self._by_fixture[fixturedef] |= after
            _faults.REACHED.write_text("".join(f"{name}\n" for name in before | after), encoding="utf-8")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> Iterator[None]:
        if item.path != self._path:
            self._path = item.path
            forget()
        self._take()
        began = time.process_time() + sum(os.times()[2:4])
        result = yield
        took = time.process_time() + sum(os.times()[2:4]) - began
        reached = self._take()
        for definitions in item._fixtureinfo.name2fixturedefs.values():
            for definition in definitions:
                reached |= self._by_fixture.get(definition, set())
        self._found[item.nodeid] = {"seconds": round(took, 3), "reached": sorted(reached)}
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        good = report.passed or (report.when != "call" and report.skipped)
        self._passed[report.nodeid] = good and self._passed.get(report.nodeid, True)

    def pytest_sessionfinish(self) -> None:
        known = json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else {}
        known |= {name: one for name, one in self._found.items() if self._passed.get(name)}
        self._file.write_text(json.dumps(known, ensure_ascii=False, indent=0), encoding="utf-8")


def forget() -> None:
    """Empty what functions of the program and of the tests keep: the next file of tests has to reach them again. Their types
    are asked: some things have whatever they are asked for, or warn."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("tests", "yuebao"):
            for value in list(vars(module).values()):
                if hasattr(type(value), "cache_clear"):
                    value.cache_clear()


class Trying:
    """Try the faults of a plan: ``{"tests": what was noted, "faults": [names], "results": path, "enough": seconds,
    "spare": seconds of the processor that a fault may use beyond three times what its tests use without it}``."""

    def __init__(self, file: Path) -> None:
        self._plan = json.loads(file.read_text(encoding="utf-8"))
        self._results = Path(self._plan["results"])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        noted: dict[str, Any] = self._plan["tests"]
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        gc.collect()
        gc.freeze()
        for name in self._plan["faults"]:
            results = json.loads(self._results.read_text("utf-8")) if self._results.exists() else {}
            if name in results:
                continue
            function = name.partition("__mutmut_")[0]
            tests = list(chosen(function, noted, items.keys(), self._plan["enough"]))
            results[name] = self._ended(session, name, [items[test] for test in tests])
            self._results.write_text(json.dumps(results, ensure_ascii=False, indent=0), encoding="utf-8")
        return True

    def _ended(self, session: pytest.Session, fault: str, items: list[pytest.Item]) -> list[Any]:
        """How a fault ended. A test that fails without the fault, too, has noticed nothing, and is left out."""
        while items:
            state, failed, seconds = self._tried(session, items, fault)
            control = [item for item in items if item.nodeid == failed]
            if not control or self._tried(session, control, "")[0] == "survived":
                return [state, failed, seconds]
            items.remove(control[0])
        return ["no tests", "", 0]

    def _tried(self, session: pytest.Session, items: Sequence[pytest.Item], fault: str) -> list[Any]:
        noted = self._plan["tests"]
        expected = sum(noted[item.nodeid]["seconds"] for item in items)
        return tried(session, items, round(3 * expected) + self._plan["spare"], fault)


def chosen(function: str, noted: Mapping[str, Any], there: Iterable[str], enough: float) -> Iterator[str]:
    """The tests that reach the function, then the others of the same files; by turns from each file, the quickest of each
    first, while they fit into ``enough`` seconds."""
    known = [name for name in there if name in noted]
    direct = [name for name in known if function in noted[name]["reached"]]
    files = {name.partition("::")[0] for name in direct}
    rest = [name for name in known if name.partition("::")[0] in files and name not in set(direct)]
    for tests, left in ((direct, enough), (rest, enough / 2)):
        for test in by_turns(tests, noted):
            if noted[test]["seconds"] <= left:
                left -= noted[test]["seconds"]
                yield test


def by_turns(tests: Sequence[str], noted: Mapping[str, Any]) -> Iterator[str]:
    """Tests by turns from each file, the quickest of each first."""
    by_file = defaultdict(list)
    for test in sorted(tests, key=lambda test: (noted[test]["seconds"], test)):
        by_file[test.partition("::")[0]].append(test)
    return (test for test in chain.from_iterable(zip_longest(*by_file.values())) if test is not None)


def tried(session: pytest.Session, items: Sequence[pytest.Item], limit: int, fault: str) -> list[Any]:
    """What became of a fault (without one: of the tests), the test that failed, the seconds it took; ``limit`` are those of
    the processor. Nothing that the program keeps for later runs goes on to the next."""
    _faults.switch(fault)
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run(session, items, writing, limit)
    os.close(writing)
    said = ""
    state = waited(child, began + WALL)
    os.set_blocking(reading, False)
    with suppress(BlockingIOError):
        said = os.read(reading, 65536).decode()
    os.close(reading)
    end_descendants()
    _faults.switch("")
    kept = Path(os.environ["YUEBAO_CACHE"])
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(exist_ok=True)
    seconds = round(time.monotonic() - began)
    if state:
        return [state, "", seconds]
    kind, _, test = said.partition(" ")
    return [kind or "ended", test, seconds]


def end_descendants() -> None:
    """End what a fault left running: whatever loses its parent becomes a child of this process."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while left := children.read_text().split():
        for pid in map(int, left):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def waited(child: int, until: float) -> str:
    """Wait for the process; what became of it when it did not end by itself."""
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return (
                "timeout"
                if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
                else ""
            )
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout by the clock"


def run(session: pytest.Session, items: Sequence[pytest.Item], writing: int, seconds: int) -> None:
    """In the process of a fault: run the tests until one fails. It never returns."""
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    base = Path(os.environ["YUEBAO_CACHE"]) / "pytest"
    factory._given_basetemp, factory._basetemp = base, None
    failed: list[str] = []

    class Failures:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                failed.append(report.nodeid)

    session.config.pluginmanager.register(Failures())
    try:
        for place, item in enumerate(items):
            after = items[place + 1] if place + 1 < len(items) else None
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if failed:
                break
        said = f"killed {failed[0]}" if failed else "survived "
    except BaseException as problem:
        said = f"killed {type(problem).__name__}"
    os.write(writing, said.encode())
    os._exit(0)
