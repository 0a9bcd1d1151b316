"""What only root may try: file systems of one's own, files that nobody may replace. Where it may not be tried, why."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.waiting import until

SIZE = "192M"
TOOLS = ("mkfs.ext4", "mount", "umount", "chattr", "cp")
_NEW_MOUNTS = 0x00020000  # CLONE_NEWNS


def call(*command: object) -> str:
    """The command's output; it must succeed."""
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@cache
def why_not() -> str:
    """Why nothing of this can be tried here; empty where it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "需要 root"
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        return f"没有 {'、'.join(missing)}"
    try:
        with TemporaryDirectory() as folder, disk(Path(folder)) as made:
            probe = made.root / "probe"
            probe.touch()
            call("chattr", "+i", probe)
            call("chattr", "-i", probe)
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", "") or str(error)
        return f"这里不能挂载文件系统，或不能保护文件：{said.strip()}"
    return ""


@dataclass(frozen=True)
class Disk:
    """A file system in a file: ``root`` is where it is mounted, ``image`` what is on the disk."""

    root: Path
    image: Path
    device: str

    def commit(self) -> None:
        """Wait until the file system has written its journal, as it does by itself every second. The contents of files
        it writes much later, unless it is asked to."""
        before = self._transactions()
        (self.root / ".tick").write_text(str(before), encoding="ascii")
        until(lambda: self._transactions() != before)

    def snapshot(self, to: Path) -> None:
        """What is on the disk at one moment: nothing was written while it was copied."""
        while True:
            before = self._written()
            call("cp", "--sparse=always", self.image, to)
            if self._written() == before:
                return

    def _transactions(self) -> int:
        name = Path(self.device).name
        info = next(Path("/proc/fs/jbd2").glob(f"{name}-*/info"))
        return int(info.read_text(encoding="ascii").split()[0])

    def _written(self) -> tuple[str, str]:
        fields = Path(f"/sys/block/{Path(self.device).name}/stat").read_text(encoding="ascii").split()
        return fields[4], fields[8] if fields[8] == "0" else "busy"


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A new ext4 file system, gone at the end."""
    image, root = folder / "image", folder / "disk"
    root.mkdir()
    call("truncate", "-s", SIZE, image)
    call("mkfs.ext4", "-q", "-F", image)
    with mounted(image, root, "commit=1"):
        major, minor = os.major(root.stat().st_dev), os.minor(root.stat().st_dev)
        yield Disk(root, image, os.path.realpath(f"/sys/dev/block/{major}:{minor}"))


@contextmanager
def mounted(image: Path, root: Path, *options: str) -> Iterator[Path]:
    """What a machine finds that is started with this disk: the file system repairs itself first. The device behind it
    goes with the mount."""
    keep_mounts_to_oneself()
    root.mkdir(exist_ok=True)
    call("mount", "-o", ",".join(["loop", *options]), image, root)
    try:
        yield root
    finally:
        call("umount", root)


@cache
def keep_mounts_to_oneself() -> None:
    """From now on what this process mounts is seen by itself and by what it starts, and is gone with them, even where
    they are killed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "unshare")
    call("mount", "--make-rprivate", "/")
