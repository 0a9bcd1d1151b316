"""Under mutation testing the tests are collected more than once in one process; their names must stay what they were."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repository import ROOT

NAMES = {
    "a function": "ids=str",
    "a function of what is no text": "ids=lambda value: f'{value}件'",
    "a list": "ids=['件', '甲\\\\n', 'a']",
    "nothing": "",
}
TWICE = """\
import sys
import pytest

class Names:
    def pytest_collection_modifyitems(self, items):
        self.found = [item.nodeid for item in items]

def names(*wanted):
    kept = Names()
    assert pytest.main(["--collect-only", "-qq", "-p", "mutmut_children", *wanted], plugins=[kept]) == 0
    return kept.found

first = names("test_named.py")
assert len(first) == 3, first
assert names("test_named.py") == first == names(*first)
"""


@pytest.mark.parametrize("given", NAMES)
def test_a_name_is_the_same_each_time(given: str, tmp_path: Path) -> None:
    (tmp_path / "test_named.py").write_text(
        "import pytest\n\n\n"
        f"@pytest.mark.parametrize('value', ['件', '甲', '\\\\[乙]'], {NAMES[given]})\n"
        "def test_it(value: str) -> None:\n    assert value\n",
        encoding="utf-8",
    )
    (tmp_path / "twice.py").write_text(TWICE, encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": "", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-B", "twice.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
