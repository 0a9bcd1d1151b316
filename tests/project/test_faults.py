"""Mutation testing of a small program: each way in which a fault may end is told as what it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import python_faults
from tests.support.repository import ROOT

PROGRAM = """\
def larger(one: int, other: int) -> int:
    return one if one > other else other


def until(number: int) -> int:
    while number > 0:
        number -= 3
    return number


def alone(number: int) -> int:
    return number + 1


def started(number: int) -> int:
    return number * 2


def shaky(number: int) -> int:
    return number // 2
"""
READY = """\
class Answering(type):
    def __getattr__(cls, name):
        raise UserWarning(f"{name} is not there")


class Names(metaclass=Answering):
    pass
"""
"""What libraries put into a module: a thing that answers, or warns, whatever it is asked for."""
TESTS = """\
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yuebao import thing


@pytest.fixture(scope="module")
def both():
    return thing.larger(1, 2), thing.larger(2, 1)


def test_nothing_of_both(both):
    assert both


def test_both(both):
    assert both == (2, 2)


def test_until():
    assert (thing.until(7), thing.until(6)) == (-2, 0)


def test_started():
    command = [sys.executable, "-c", "from yuebao import thing; print(thing.started(4))"]
    path = Path(thing.__file__).parents[1]
    assert subprocess.run(command, env={"PYTHONPATH": str(path)}, capture_output=True).stdout == b"8\\n"


def test_shaky():
    thing.shaky(4)
    with open("been", "x"):
        pass
"""


def program(folder: Path, tests: str) -> Path:
    """The small program with its tests, as git keeps them."""
    root = folder / "program"
    (root / "scripts/yuebao").mkdir(parents=True)
    (root / "tests").mkdir()
    for name in ("fault_switch.py", "fault_trials.py"):
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    (root / "scripts/yuebao/__init__.py").write_text(READY, encoding="utf-8")
    (root / "scripts/yuebao/thing.py").write_text(PROGRAM, encoding="utf-8")
    (root / "tests/test_thing.py").write_text(tests, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.mark.slow
def test_each_fault_ends_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fixture reaches counts for all that share it, and what a process reaches that has no environment; endless is
    noticed; a test that fails without the fault notices nothing."""
    root = program(tmp_path, TESTS)
    monkeypatch.setattr(python_faults, "ROOT", root)
    monkeypatch.setattr(python_faults, "SPARE", 2)
    work = tmp_path / "work"
    work.mkdir()
    (result,) = python_faults.of_python(["thing"], ["tests"], 1, None, "", work)
    ended: dict[str, set[str]] = {}
    for name, state in result.status.items():
        ended.setdefault(name.removeprefix("yuebao.thing.x_").partition("__")[0], set()).add(state)
    assert ended == {
        "larger": {"killed", "survived"},
        "until": {"killed", "timeout"},
        "alone": {"no tests"},
        "started": {"killed"},
        "shaky": {"survived"},
    }
    survived = [text for name, text in result.unnoticed.items() if ".x_larger_" in name]
    assert len(survived) == 1 and "+    return one if one >= other else other" in survived[0]
    assert result.status.keys() == result.existing


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tests", "words"),
    [
        ("def test_thing(:\n", "SyntaxError"),
        ("import os\n\n\ndef test_thing():\n    os._exit(3)\n", "测试没有运行完"),
    ],
    ids=["cannot be read", "breaks off"],
)
def test_tests_that_do_not_run_are_told(
    tests: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was tried then: it must not look as if nothing were noticed."""
    monkeypatch.setattr(python_faults, "ROOT", program(tmp_path, tests))
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(SystemExit, match=words):
        list(python_faults.of_python(["thing"], ["tests"], 1, None, "", work))


def test_another_word_draws_another_sample() -> None:
    names = [f"yuebao.a.x_b__mutmut_{number}" for number in range(50)]
    drawn = python_faults.draw(names, 10)
    assert drawn == python_faults.draw(list(reversed(names)), 10) == python_faults.draw(names, 20)[:10]
    assert set(drawn) != set(python_faults.draw(names, 10, "2"))
