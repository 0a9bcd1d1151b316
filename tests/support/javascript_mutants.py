"""A pytest plugin for `scripts/mutation.py`: one fault after another is switched on in the scripts of the built sites and
of the program, which must be a copy made for this, and the browser tests run until one of them notices.

    pytest -p tests.support.javascript_mutants --mutants FOLDER tests/browser/test_search.py

``FOLDER`` holds what `scripts/instrument.mjs` made; ``results.json`` is added. The sites are built once, and the
browser stays open. What a fault keeps from happening is waited for as long as ``PATIENCE`` says, and not for minutes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import call_and_report

import yuebao
from tests.support import waiting

PATIENCE = 20
"""Seconds. The plugin is read before any test takes the number over."""
vars(waiting)["PATIENCE"] = PATIENCE
HITS = 100_000
"""How often a fault may be met before the script is stopped: a loop that never ends is noticed, too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, help="what scripts/instrument.mjs made")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """First every test as it is, which also builds the sites; then the tests for each fault, until one fails."""
    folder: Path = session.config.getoption("--mutants")
    items = session.items
    failed = [item.nodeid for item, passed in _run(items, items) if not passed]
    if failed:
        raise pytest.UsageError(f"without any fault: {failed}")
    results = {}
    for script in sorted(folder.glob("*.js")):
        originals = {path: path.read_bytes() for path in _served(session, script.name)}
        if not originals:
            raise pytest.UsageError(f"nothing has {script.name}")
        mutants = [mutant["id"] for mutant in json.loads((folder / f"{script.name}.json").read_text("utf-8"))]
        for mutant in ["", *mutants]:
            _switch(originals, script.read_text("utf-8"), mutant)
            noticed = next((item.nodeid for item, passed in _run(items, items) if not passed), "")
            if noticed and not mutant:
                raise pytest.UsageError(f"{script.name} with all faults off: {noticed}")
            if mutant:
                results[f"{script.name}:{mutant}"] = noticed
                (folder / "results.json").write_text(json.dumps(results, indent=1), "utf-8")
        for path, content in originals.items():
            path.write_bytes(content)
    _end(items[-1], None)
    return True


def _served(session: pytest.Session, name: str) -> list[Path]:
    """The script in every site that the tests built, and in the program, from which small pages and the desk take it."""
    factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    built = [path for path in factory.getbasetemp().rglob(f"assets/{name}") if "docs" not in path.parts]
    return [*built, *Path(yuebao.__file__).parent.rglob(name)]


def _switch(originals: dict[Path, bytes], text: str, mutant: str) -> None:
    """Put the script with one fault on into the sites. No two versions are of one second's age and one size: the browser
    asks anew in each of its contexts."""
    state = json.dumps({"activeMutant": mutant or None, "hitCount": 0, "hitLimit": HITS})
    for path in originals:
        path.write_text(f"window.__stryker__ = {state};\n{text}", encoding="utf-8")


def _run(
    items: Sequence[pytest.Item], all_items: Sequence[pytest.Item]
) -> Iterator[tuple[pytest.Item, bool]]:
    """Each test and whether it passed to its end: a page tells of its errors when it is closed. What follows is not known
    yet, so each is ended as if its neighbour came next, or another of its file where it is alone: then the fixtures of the
    session stay."""
    for place, item in enumerate(items):
        item._initrequest()  # type: ignore[attr-defined]
        setup = call_and_report(item, "setup", log=False)
        passed = setup.passed and call_and_report(item, "call", log=False).passed
        ended = _end(item, all_items[place - 1] if len(all_items) > 1 else item.parent)
        yield item, passed and ended


def _end(item: pytest.Item, following: Any) -> bool:
    return call_and_report(item, "teardown", log=False, nextitem=following).passed
