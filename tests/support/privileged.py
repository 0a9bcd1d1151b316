"""What only root may try: file systems of one's own, files that nobody may replace. Where it may not be tried, why."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

SIZE = "192M"
TOOLS = ("mkfs.ext4", "mount", "umount", "losetup", "chattr", "cp")


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
        end = time.monotonic() + 60
        while self._transactions() == before:
            assert time.monotonic() < end, "日志没有写出"
            time.sleep(0.02)

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
    device = call("losetup", "--find", "--show", image)
    try:
        call("mount", "-o", "commit=1", device, root)
        try:
            yield Disk(root, image, device)
        finally:
            call("umount", root)
    finally:
        call("losetup", "--detach", device)


@contextmanager
def mounted(image: Path, root: Path) -> Iterator[Path]:
    """What a machine finds that is started with this disk: the file system repairs itself first."""
    root.mkdir(exist_ok=True)
    call("mount", "-o", "loop", image, root)
    try:
        yield root
    finally:
        call("umount", root)
