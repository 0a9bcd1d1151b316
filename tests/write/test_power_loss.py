"""The power fails at any step of a command: the machine that starts again finds the old state or the new one.

The command works on a file system of its own. At a step it is stopped, the file system is let write its journal as it
does every second (and not the contents of files, which it writes half a minute later), and what is on the disk by then
is started from. `SNAPSHOTS` says at how many steps of each command; `make privileged` takes more than 30 in all.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.interrupted import run_until, spread, stops
from tests.support.privileged import disk, mounted
from tests.support.program import command
from tests.support.repository import ROOT
from tests.support.waiting import until
from tests.write.test_kills import TRIALS, copied, prepared, tree

pytestmark = [pytest.mark.slow, pytest.mark.race, pytest.mark.privileged]

SNAPSHOTS = int(os.environ.get("SNAPSHOTS", "2"))
__all__ = ["prepared"]


@pytest.mark.parametrize("name", ["build", "publish", "import", "import again", "derive", "new"])
def test_a_machine_that_starts_again_finds_a_whole_state(prepared: Path, tmp_path: Path, name: str) -> None:
    trial = TRIALS[name]
    area = trial.watched or trial.repaired
    rehearsal = copied(prepared, name, tmp_path / "rehearsal")
    old = tree(rehearsal / area)
    total = run_until(trial.command(rehearsal), tmp_path).steps
    new = tree(rehearsal / area)
    shutil.rmtree(rehearsal)
    assert old != new
    looked = 0
    with disk(tmp_path) as made:
        root = copied(prepared, name, made.root / "work")
        os.sync()
        steps = spread(total, SNAPSHOTS, seed=len(name))
        for state in stops(trial.command(root), tmp_path, steps):
            ended = state != -signal.SIGSTOP
            assert not ended or state in (0, 1)
            for settled in (False, True) if ended else (True,):
                if settled:
                    made.commit()
                made.snapshot(tmp_path / "snapshot")
                with mounted(tmp_path / "snapshot", tmp_path / "again") as found:
                    now = started(found / "work" / area, bool(trial.repaired), tmp_path)
                    assert now in ([new] if ended else [old, new]), (name, steps, looked, ended)
                looked += 1
    assert looked == len(steps) + 2


def started(area: Path, repaired: bool, scratch: Path) -> dict[str, bytes]:
    """The state that is found, once the next command has run where that is what makes it whole."""
    if repaired:
        assert run_until(command("rules", "--root", str(area.parent)), scratch).returncode == 0
    return tree(area)


HELD = """
import os, sys
from pathlib import Path
from tests.support.interrupted import stops
from tests.support.program import command
from tests.support.privileged import disk
folder = Path(sys.argv[1])
with disk(folder) as made:
    trial = stops(command("init", str(made.root / "archive")), folder, [5])
    next(trial)
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_trial_that_is_killed_leaves_no_mount_and_no_process(tmp_path: Path) -> None:
    trial = subprocess.Popen(
        [sys.executable, "-c", HELD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "scripts")])},
    )
    assert trial.stdout is not None and trial.stdout.readline() == "ready\n"
    assert backed(tmp_path) and speaking_of(tmp_path) - {trial.pid}
    trial.kill()
    trial.communicate()
    until(lambda: not backed(tmp_path) and not speaking_of(tmp_path))
    assert str(tmp_path) not in Path("/proc/1/mounts").read_text(encoding="utf-8")


def backed(folder: Path) -> list[str]:
    """The devices whose content lies in the folder."""
    found = []
    for path in Path("/sys/block").glob("loop*/loop/backing_file"):
        with suppress(OSError):
            found.append(path.read_text(encoding="utf-8"))
    return [name for name in found if name.startswith(str(folder))]


def speaking_of(folder: Path) -> set[int]:
    """The processes whose call names the folder."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(folder).encode() in path.read_bytes():
                found.add(int(path.parent.name))
    return found
