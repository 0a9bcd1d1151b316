"""What a machine that lacks something is told before anything is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from repository import ROOT

SHELL = shutil.which("sh") or "sh"


def run(script: str, *arguments: str, path: Path) -> tuple[int, str, str]:
    """Run a script of the repository in an empty folder, with only ``path`` to find programs in."""
    done = subprocess.run(
        [SHELL, str(ROOT / "scripts" / script), *arguments],
        cwd=path,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!{SHELL}\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("python", "said"),
    [
        (None, "没有找到 python3。请先安装 Python 3.11 或更新的版本。\n"),
        (
            'case "$2" in *python_version*) echo 3.9.2 ;; *) exit 1 ;; esac',
            "python3 的版本是 3.9.2，需要 3.11 或更新的版本。\n如果另装了新版本，请指明它，例如：make site PYTHON=python3.12\n",
        ),
        (
            'case "$2" in *ensurepip*) exit 1 ;; esac',
            "python3 缺少建立虚拟环境的模块 venv。\nDebian、Ubuntu 等系统请先执行：sudo apt-get install python3-venv\n",
        ),
    ],
    ids=["no Python", "an old Python", "Python without venv"],
)
def test_a_machine_without_a_usable_python(python: str | None, said: str, tmp_path: Path) -> None:
    if python is not None:
        program(tmp_path, "python3", python)
    assert run("environment.sh", "python3", "requirements.lock", path=tmp_path) == (2, "", said)
    assert not (tmp_path / ".venv").exists()


def test_a_machine_where_nothing_can_be_installed_is_told_what_the_tests_need(tmp_path: Path) -> None:
    program(tmp_path, "id", "echo 1000")
    assert run("test-machine.sh", path=tmp_path) == (
        2,
        "",
        "测试还需要这些系统软件包（以 Debian 的名字列出）： chromium fontconfig fonts-noto-cjk"
        " libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils\n"
        "这里不能自动安装，请用系统的软件包管理器装好后重新执行 make test。\n",
    )


def test_a_machine_that_misses_one_thing_installs_that_alone(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for name in ("chromium", "soffice", "libswlo.so", "libsclo.so"):
        program(office, name, "")
    for name in ("chromium", "soffice"):
        (tmp_path / name).symlink_to(office / name)
    for name in ("dirname", "readlink", "env"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    program(tmp_path, "id", "echo 0")
    program(tmp_path, "fc-list", 'echo "Noto Sans CJK SC"')
    program(tmp_path, "apt-get", 'echo "apt-get $*"')
    assert run("test-machine.sh", path=tmp_path) == (
        0,
        "正在安装测试所需的系统软件包： poppler-utils\n"
        "apt-get update\n"
        "apt-get install --yes --no-install-recommends poppler-utils\n",
        "",
    )
    program(tmp_path, "pdftoppm", "")
    assert run("test-machine.sh", path=tmp_path) == (0, "", "")
