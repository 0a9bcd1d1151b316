"""What a machine that lacks something is told before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.repository import ROOT

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


# --- an upgrade, with real environments and real wheels, made of what is installed here ---


def wheel(name: str, folder: Path) -> str:
    """What is installed under this name, packed again; the line of a lock that asks for it."""
    distribution = metadata.distribution(name)
    file = (
        folder / f"{distribution.metadata['Name'].replace('-', '_')}-{distribution.version}-py3-none-any.whl"
    )
    with zipfile.ZipFile(file, "w") as archive:
        for path in distribution.files or ():
            if (
                ".." not in path.parts
                and path.suffix != ".pyc"
                and path.name not in ("INSTALLER", "REQUESTED")
            ):
                archive.write(str(distribution.locate_file(path)), str(path))
    return f"{name}=={distribution.version} --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n"


def needed(name: str) -> set[str]:
    """The distribution and all that it needs here."""
    found, waiting = set(), [name]
    while waiting:
        if (each := waiting.pop()) not in found:
            found.add(each)
            needs = [Requirement(line) for line in metadata.requires(each) or ()]
            waiting += [
                need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})
            ]
    return found


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the program, which needs less here, whose environment was built twice."""
    root = tmp_path_factory.mktemp("clone")
    shutil.copytree(
        ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    for name in ("LICENSE", "README.md"):
        shutil.copy(ROOT / name, root)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    before, _, rest = project.partition("dependencies = [")
    (root / "pyproject.toml").write_text(
        f'{before}dependencies = ["typer"]\n{rest.partition("]")[2]}', encoding="utf-8"
    )
    (root / "wheels").mkdir()
    names = needed("typer") | {"setuptools"} | NEEDED
    lock = "".join(wheel(name, root / "wheels") for name in sorted(names))
    (root / "requirements.lock").write_text(lock, encoding="utf-8")
    for _ in range(2):
        done = environment(root, "requirements.lock")
        assert done.returncode == 0, done.stderr
    return root


NEEDED = {"markupsafe", "tabulate", "wcwidth", "pyyaml"}
"""What the commands load when they are registered, beside Typer; a wheel too many does no harm."""


def environment(
    root: Path, lock: str, script: str = "scripts/environment.sh"
) -> subprocess.CompletedProcess[str]:
    """Build the environment, from the wheels beside it and from no index."""
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root / "wheels"), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [SHELL, script, sys.executable, lock], cwd=root, env=settings, capture_output=True, text=True
    )


def help_of(root: Path) -> str:
    return subprocess.run(
        [str(root / ".venv/bin/yuebao"), "--help"], check=True, capture_output=True, text=True
    ).stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.slow
def test_a_new_environment_stands_under_the_name_of_the_old_one(upgraded: Path) -> None:
    """Its programs say so too: what a hook keeps as the way to Python holds after the next upgrade."""
    assert "核验" in help_of(upgraded)
    scripts = [path for path in (upgraded / ".venv/bin").iterdir() if not path.is_symlink()]
    assert [path.name for path in scripts if b".venv.new" in path.read_bytes()] == []
    first = (upgraded / ".venv/bin/yuebao").read_text(encoding="utf-8").split("\n")[0]
    assert first == f"#!{upgraded / '.venv/bin/python'}" or "exec" in first
    assert not (upgraded / ".venv.new").exists()


BROKEN: dict[str, Callable[[Path, str], str]] = {
    "a package that cannot be had": lambda root, lock: f"{lock}absent==1 --hash=sha256:{'0' * 64}\n",
    "another file than the lock knows": lambda root, lock: lock.replace("sha256:", "sha256:0", 1)[:-2] + "\n",
    "a program that does not start": lambda root, lock: "".join(
        line for line in lock.splitlines(keepends=True) if not line.startswith("typer==")
    ),
    "no setuptools to install the program": lambda root, lock: "".join(
        line for line in lock.splitlines(keepends=True) if not line.startswith("setuptools==")
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", BROKEN)
def test_an_upgrade_that_fails_leaves_the_program_as_it_was(upgraded: Path, how: str) -> None:
    lock = (upgraded / "requirements.lock").read_text(encoding="utf-8")
    before = contents(upgraded / ".venv")
    try:
        (upgraded / "requirements.lock").write_text(BROKEN[how](upgraded, lock), encoding="utf-8")
        done = environment(upgraded, "requirements.lock")
    finally:
        (upgraded / "requirements.lock").write_text(lock, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.endswith("原来装好的程序没有改动，照常可用。\n"), done.stderr
    assert contents(upgraded / ".venv") == before and "核验" in help_of(upgraded)
    assert not (upgraded / ".venv.new").exists()


@pytest.mark.slow
@pytest.mark.race
def test_an_upgrade_that_is_killed_leaves_the_program_as_it_was(upgraded: Path) -> None:
    """Killed when pip is called: the new environment is made, and nothing is in it yet."""
    before = contents(upgraded / ".venv")
    text = (upgraded / "scripts/environment.sh").read_text(encoding="utf-8")
    assert text.count("install() {\n") == 1
    killing = upgraded / "scripts/killed.sh"
    killing.write_text(text.replace("install() {\n", "install() {\n    kill -9 $$\n"), encoding="utf-8")
    assert environment(upgraded, "requirements.lock", "scripts/killed.sh").returncode == -9
    assert contents(upgraded / ".venv") == before and "核验" in help_of(upgraded)
    assert (upgraded / ".venv.new").is_dir()
    assert environment(upgraded, "requirements.lock").returncode == 0
    assert "核验" in help_of(upgraded) and not (upgraded / ".venv.new").exists()
