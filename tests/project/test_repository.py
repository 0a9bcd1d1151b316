"""What the repository may not hold: traces of one machine, and documents that contradict it."""

from __future__ import annotations

import re

from tests.support.repository import ROOT, kept_files

STRAY = re.compile(
    r"/(?:wor[k]|roo[t]|far[m])/|(?:pyp[i]|npmj[s]|hoste[d])\.org|index-ur[l]|deb\.debia[n]", re.I
)
"""Paths of one machine and addresses of package indexes; written so that it does not find itself."""

LARGEST = 2_000_000


def test_no_file_names_a_machine_or_an_index() -> None:
    found = []
    for path in kept_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, 1) if STRAY.search(line)]
    assert found == []


def test_no_file_is_large() -> None:
    assert [str(path.relative_to(ROOT)) for path in kept_files() if path.stat().st_size > LARGEST] == []


def test_continuous_integration_runs_the_two_commands() -> None:
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert [line.split(" 2>")[0] for line in run.splitlines() if line.startswith("make ")] == [
        "make test",
        "make site",
    ]
