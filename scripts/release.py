"""What a release needs, checked; then the wheel, the handbook and the tag. Nothing is pushed.

    python scripts/release.py

The version stands in `scripts/yuebao/__init__.py`. `make release` runs all tests first.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from build_handbook import build

ROOT: Final = Path(__file__).resolve().parents[1]
CHANGES: Final = "scripts/handbook/changelog.md"
VERSION: Final = "scripts/yuebao/__init__.py"
BRANCH: Final = "main"
_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}")
_SECTION: Final = re.compile(r"^## (\S+?)（(.+?)） \{#v([0-9-]+)\}$", re.MULTILINE)
_DAY: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def version_of(root: Path) -> str:
    """The version of the program in ``root``; empty when none stands there."""
    found = re.search(r'^__version__ = "(.*)"$', (root / VERSION).read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def problems(root: Path) -> Iterator[str]:
    """Whatever keeps the version in ``root`` from being released, a line each."""
    version = version_of(root)
    if not _NUMBER.fullmatch(version):
        yield f"{VERSION}：版本号“{version}”不是 主.次.修 三个数"
    yield from _changelog_problems((root / CHANGES).read_text(encoding="utf-8"), version)
    if _git(root, "status", "--porcelain"):
        yield "有没提交的改动：请先提交，或用 git stash 收起来"
    branch = _git(root, "rev-parse", "--abbrev-ref", "HEAD")
    if branch != BRANCH:
        yield f"现在在 {branch}，发布要在 {BRANCH}"
    if _git(root, "tag", "--list", f"v{version}"):
        yield f"标签 v{version} 已经有了：请在 {VERSION} 里改版本号"


def _changelog_problems(text: str, version: str) -> Iterator[str]:
    """The newest section is that of the version, dated, and has its anchor."""
    sections = _SECTION.findall(text)
    named = [name for name, _, _ in sections]
    if version not in named:
        yield f"{CHANGES}：没有 {version} 一节"
    elif named[0] != version:
        yield f"{CHANGES}：最前面的一节是 {named[0]}，应是 {version}"
    for name, day, anchor in sections:
        if name == version and not _DAY.fullmatch(day):
            yield f"{CHANGES}：{version} 写着“{day}”，请改成发布的日期，如 2026-01-31"
        if anchor != name.replace(".", "-"):
            yield f"{CHANGES}：{name} 一节的锚点应是 {{#v{name.replace('.', '-')}}}"


def make(root: Path, target: Path) -> Path:
    """The wheel and the handbook of ``root`` in the new folder ``target``; the wheel."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(root)], check=True)
    (wheel,) = target.glob("*.whl")
    _try(wheel, version_of(root))
    if build(target / "handbook"):
        raise SystemExit("手册没有建成，原因见上。")
    name = f"yuebao-handbook-{version_of(root)}"
    shutil.make_archive(str(target / name), "zip", target, "handbook")
    shutil.rmtree(target / "handbook")
    return wheel


def _try(wheel: Path, version: str) -> None:
    """The program in the wheel, apart from the source, says that it is the version."""
    code = "import sys; sys.argv[1:] = ['--version']; from yuebao.cli.app import main; main()"
    path = f"import sys; sys.path.insert(0, {str(wheel)!r}); {code}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", path], cwd=wheel.parent, capture_output=True, text=True, check=False
    )
    if done.stdout != f"{version}\n":
        raise SystemExit(f"安装包 {wheel.name} 说的版本不是 {version}：{done.stdout}{done.stderr}")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main(root: Path = ROOT) -> int:
    found = list(problems(root))
    if found:
        print("还不能发布：", *(f"  {line}" for line in found), sep="\n", file=sys.stderr)
        return 1
    version = version_of(root)
    wheel = make(root, root / "build/release")
    _git(root, "tag", "--annotate", "--message", f"月报档案 {version}", f"v{version}")
    print(f"已打上标签 v{version}，还没有推送。安装包和手册在 {wheel.parent}。")
    print(f"都看过以后，推送：git push origin {BRANCH} v{version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
