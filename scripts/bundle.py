"""A folder to unpack and use without installation or network: interpreter, packages, program, an empty archive, launchers.

    python scripts/bundle.py [PYTHON.zip]

Without an argument it is for this system, with the interpreter that runs this and the packages of its environment, which
were installed by their hashes. The embeddable archive of Python for Windows makes the folder for Windows, with the wheels
that the lock file names for it. Nothing in the folder names a path of this machine but the interpreter's own build settings.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from packaging.requirements import Requirement

from release import version_of

ROOT: Final = Path(__file__).resolve().parents[1]
LAUNCHERS: Final = ROOT / "scripts/bundle"
LOCK: Final = ROOT / "requirements.lock"
_LOCKED: Final = re.compile(r"^([A-Za-z0-9][^\s=]*==[^\\\n]+?)\s*\\?$", re.MULTILINE)
_UNUSED: Final = (
    "test",
    "idlelib",
    "turtledemo",
    "tkinter",
    "lib2to3",
    "ensurepip",
    "site-packages",
    "__pycache__",
)
_PTH: Final = re.compile(r"python(\d)(\d+)\._pth")


def make(
    target: Path, embeddable: Path | None = None, packages: Callable[[Path], None] | None = None
) -> Path:
    """The folder, new in ``target``; ``packages`` puts what the program needs into a folder of packages, by default what the
    lock file names."""
    version = version_of(ROOT)
    windows = embeddable is not None
    folder = target / f"yuebao-{version}-{'windows' if windows else 'linux'}"
    shutil.rmtree(folder, ignore_errors=True)
    own = folder / "program" / version
    own.mkdir(parents=True)
    site = _unpacked(embeddable, own / "python") if embeddable else _copied(own / "python")
    site.mkdir(parents=True, exist_ok=True)
    (packages or (_downloaded if windows else _installed))(site)
    _program(site)
    _cleaned(site)
    shutil.copy(LAUNCHERS / "upgrade.py", own)
    _archive(folder / "archive")
    _launchers(folder, version, windows=windows)
    return folder


def _copied(home: Path) -> Path:
    """The interpreter that runs this, without what no program needs; its folder of packages."""
    base, name = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(
        library, home / "lib" / name, symlinks=True, ignore=shutil.ignore_patterns(*_UNUSED, "config-*")
    )
    for path in base.glob("lib/libpython*.so*"):
        shutil.copy2(path, home / "lib", follow_symlinks=False)
    (home / "bin").mkdir()
    shutil.copy2((base / "bin" / name).resolve(), home / "bin" / name)
    (home / "bin/python3").symlink_to(name)
    return home / "lib" / name / "site-packages"


def _unpacked(embeddable: Path, home: Path) -> Path:
    """The interpreter for Windows; the file that says where it looks for modules names the folder of packages."""
    with ZipFile(embeddable) as archive:
        archive.extractall(home)
    found = [path for path in home.iterdir() if _PTH.fullmatch(path.name)]
    if len(found) != 1 or not (home / "python.exe").is_file():
        raise SystemExit(
            f"{embeddable} 不是 Windows 的 Python 嵌入包（python-3.x.y-embed-amd64.zip）：没有 python.exe 或 ._pth。"
        )
    text = f"{found[0].stem}.zip\r\n.\r\nLib\\site-packages\r\n"
    found[0].write_bytes(text.encode("ascii"))
    return home / "Lib" / "site-packages"


def _locked() -> Iterable[Requirement]:
    """What the lock file names for this system."""
    for line in _LOCKED.findall(LOCK.read_text(encoding="utf-8")):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate():
            yield wanted


def _installed(site: Path) -> None:
    """The packages of this environment. Raises `SystemExit` where one is not as the lock file has it."""
    for wanted in _locked():
        found = distribution(wanted.name)
        if not wanted.specifier.contains(found.version, prereleases=True):
            raise SystemExit(
                f"{wanted.name} 装的是 {found.version}，锁文件里是 {wanted.specifier}。请先执行 make site。"
            )
        _copy(found, site)


def _copy(found: Distribution, site: Path) -> None:
    for file in found.files or ():
        path = Path(str(found.locate_file(file)))
        if ".." not in file.parts and path.suffix != ".pyc" and path.is_file():
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, site / file)


def _downloaded(site: Path) -> None:
    """The wheels for Windows, each checked by its hash."""
    match = next(found for path in site.parents[1].iterdir() if (found := _PTH.fullmatch(path.name)))
    version = ["--python-version", f"{match[1]}.{match[2]}", "--python-platform", "x86_64-pc-windows-msvc"]
    mirror = os.environ.get("PIP_INDEX_URL")
    environment = {**os.environ, **({"UV_DEFAULT_INDEX": mirror} if mirror else {})}
    only = ["--only-binary", ":all:", "--require-hashes", "--requirement", str(LOCK)]
    uv = Path(sys.executable).parent / "uv"
    call = [uv, "pip", "install", "--quiet", "--target", site, *version, *only]
    subprocess.run(call, check=True, env=environment)


def _program(site: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", folder]
        subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with ZipFile(wheel) as archive:
            archive.extractall(site)


def _archive(folder: Path) -> None:
    """An empty archive, begun elsewhere: none may begin within another one."""
    with tempfile.TemporaryDirectory() as beside:
        call = [sys.executable, "-m", "yuebao", "init", f"{beside}/archive", "--name", "本地"]
        subprocess.run(call, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        shutil.copytree(f"{beside}/archive", folder)


def _cleaned(site: Path) -> None:
    """Take out what names a place of this machine: scripts, where a package came from, compiled files."""
    for name in ("bin", "Scripts", "share"):
        shutil.rmtree(site / name, ignore_errors=True)
    for path in [*site.rglob("direct_url.json"), *site.rglob("*.pyc"), *site.glob("*.dist-info/RECORD")]:
        path.unlink()


def _launchers(folder: Path, version: str, *, windows: bool) -> None:
    for name in ("README.txt", *(("cmd",) if windows else ("sh", "desktop"))):
        for path in sorted(LAUNCHERS.glob(name if name == "README.txt" else f"*.{name}")):
            text = path.read_text(encoding="utf-8")
            (folder / path.name).write_bytes((text.replace("\n", "\r\n") if windows else text).encode())
            if not windows and name != "README.txt":
                (folder / path.name).chmod(0o755)
    (folder / "program/current.txt").write_bytes(
        f"{version}\r\n".encode() if windows else f"{version}\n".encode()
    )


def main(words: list[str]) -> int:
    """Make the folder and pack it."""
    target = ROOT / "build/bundle"
    target.mkdir(parents=True, exist_ok=True)
    folder = make(target, Path(words[0]) if words else None)
    kind = "zip" if words else "gztar"
    packed = shutil.make_archive(str(folder), kind, target, folder.name)
    print(f"{packed}\n解开就能用，见其中的 README.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
