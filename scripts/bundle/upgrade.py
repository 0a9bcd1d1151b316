"""Bring this version of the program into an older folder beside the one that is there, try it, and only then switch.

    python upgrade.py NEW OLD

The archive in the older folder is not touched, and the older version stays for who wants it back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CURRENT = "current.txt"


def main(new: Path, old: Path) -> int:
    """0 when the older folder runs this version; else it runs what it ran before."""
    version = (new / "program" / CURRENT).read_text(encoding="ascii").strip()
    program = old / "program"
    if not (program / CURRENT).is_file() or old.resolve() == new.resolve():
        print(f"{old} 不是原来的那个文件夹（里面要有 program 和 {CURRENT}），没有改动", file=sys.stderr)
        return 2
    before = (program / CURRENT).read_text(encoding="ascii").strip()
    if before == version:
        print(f"{old} 用的已经是 {version}，没有改动")
        return 0
    beside = program / f"{version}.new"
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(new / "program" / version, beside, symlinks=True)
    if not runs(beside):
        shutil.rmtree(beside)
        print(f"新的程序在这里不能用，没有换，原来的 {before} 照常可用", file=sys.stderr)
        return 1
    shutil.rmtree(program / version, ignore_errors=True)
    beside.rename(program / version)
    for path in new.iterdir():
        if path.is_file():
            put(old / path.name, path.read_bytes(), path)
    put(program / CURRENT, (new / "program" / CURRENT).read_bytes(), None)
    print(f"已经换成 {version}；原来的 {before} 留在 program 里，把 {CURRENT} 里的版本改回去就是原来的")
    return 0


def runs(folder: Path) -> bool:
    """Whether the program of a version runs where it stands now."""
    home = folder / "python"
    windows = home / "python.exe"
    python = windows if windows.is_file() else home / "bin" / "python3"
    environment = {**os.environ, "LD_LIBRARY_PATH": str(home / "lib")}
    call = [str(python), "-I", "-m", "yuebao", "--version"]
    try:
        return subprocess.run(call, env=environment, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def put(path: Path, content: bytes, like: Path | None) -> None:
    """Write a file whole: who starts the program meanwhile finds the old one or the new one."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    if like is not None:
        shutil.copymode(like, beside)
    beside.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("请写明原来的文件夹")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
