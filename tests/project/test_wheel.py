"""The program as others install it: a wheel in an empty environment, without the source, on archives that `yuebao init`
made. Dependencies are those of the environment that runs the tests; nothing is fetched."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.archive import copy_real
from tests.support.git_repository import ENVIRONMENT
from tests.support.loopback import free_port, get
from tests.support.publishing import publish
from tests.support.repository import PACKAGE, ROOT, kept_files
from tests.support.waiting import PATIENCE, until
from yuebao import __version__

pytestmark = pytest.mark.slow

REPORT = "2020-07"
FIGURES = {
    "department-volume": [
        ["", "示例一局", "30", "28", "25", "100%"],
        ["", "示例二局", "12", "12", "12", "100%"],
    ],
    "town-volume": [["", "示例一镇", "7", "7", "6", "85.7%"]],
}
"""Of the first month: the plain figures; `derive` is to number and to add up."""
TOTALS = {"department-volume": ",合计,42,40,37,100%\n", "town-volume": ",合计,7,7,6,85.7%\n"}


class Installed:
    """The program in an environment of its own."""

    def __init__(self, environment: Path, folder: Path) -> None:
        self.python, self.folder = environment / "bin" / "python", folder
        hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
        self.variables = {key: value for key, value in ENVIRONMENT.items() if key not in hidden}
        self.variables["PATH"] = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(self.python.with_name("yuebao")), *arguments]
        return subprocess.run(
            command,
            cwd=cwd or self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def ok(self, *arguments: str, cwd: Path | None = None) -> str:
        done = self.run(*arguments, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def build_wheel(folder: Path) -> Path:
    """Build from a copy of what git keeps, which is gone afterwards."""
    source = folder / "source"
    for path in kept_files():
        name = path.relative_to(ROOT)
        if name.parts[0] in ("scripts", "pyproject.toml", "README.md", "LICENSE"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, source / name)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(source)], check=True, cwd=folder)
    shutil.rmtree(source)
    (wheel,) = folder.glob("*.whl")
    return wheel


def borrow_dependencies(environment: Path) -> None:
    """Let the environment see the packages of this one, but none that is here for development: a `.pth` found through
    a `.pth` is not read."""
    (packages,) = environment.glob("lib/python*/site-packages")
    here = {Path(path) for path in sys.path if path.endswith("site-packages")}
    (packages / "borrowed.pth").write_text("".join(f"{path}\n" for path in here), encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    program = Installed(environment, folder)
    pip = [sys.executable, "-m", "pip", "--python", str(program.python), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, cwd=folder)
    borrow_dependencies(environment)
    return program


def test_the_wheel_holds_every_file_of_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    kept = {path.relative_to(PACKAGE.parent).as_posix() for path in kept_files() if PACKAGE in path.parents}
    assert held == kept
    assert {"yuebao/py.typed", "yuebao/site/theme/main.html", "yuebao/starter/mkdocs.yml"} <= held


def test_the_program_runs_from_its_environment_alone(installed: Installed) -> None:
    code = "import yuebao, sys; print(yuebao.__file__); print([p for p in sys.path if 'scripts' in p])"
    done = subprocess.run(
        [str(installed.python), "-c", code],
        cwd=installed.folder,
        env=installed.variables,
        capture_output=True,
        text=True,
        check=True,
    )
    module, listed = done.stdout.splitlines()
    assert installed.folder in Path(module).parents
    assert listed == "[]"
    assert installed.ok("--version") == f"{__version__}\n"


def test_a_new_archive_from_its_founding_to_its_first_issue(installed: Installed) -> None:
    root = installed.folder / "示例县"
    installed.ok("init", str(root), "--name", "示例县")
    assert installed.ok("validate", cwd=root) == "通过。没有要核验的月报。\n"
    installed.ok("build", cwd=root)
    assert "档案里还没有月报" in (root / "site/index.html").read_text(encoding="utf-8")
    first_month(installed, root)
    derived = installed.ok("derive", "2024-01", cwd=root)
    assert "填入 9 格" in derived
    for table, total in TOTALS.items():
        assert (root / f"data/2024-01/{table}.csv").read_text(encoding="utf-8").endswith(total)
    validated = installed.ok("validate", cwd=root)
    assert validated.splitlines()[-1].startswith("通过。共 1 期，")
    installed.ok("emit", cwd=root)
    installed.ok("build", cwd=root)
    page = (root / "site/issues/2024-01.html").read_text(encoding="utf-8")
    assert "1月，各部门共接受申请42件，受理40件，办结37件" in page
    exported = installed.ok("export", "2024-01", "--to", str(installed.folder / "out"), cwd=root)
    assert ".docx" in exported
    assert {path.suffix for path in (installed.folder / "out").iterdir()} == {
        ".docx",
        ".pdf",
        ".xlsx",
        ".zip",
    }
    installed.ok("rules", cwd=root)
    installed.ok("revisions", cwd=root)
    installed.ok("new", "2024-02", "--workbook", cwd=root)
    assert (root / "build/new/2024-02.xlsx").is_file()


def first_month(installed: Installed, root: Path) -> None:
    """Two departments and a town registered, a month opened and typed in, its masthead filled."""
    with (root / "data/organizations.csv").open("a", encoding="utf-8", newline="") as registry:
        for line in ("one,department,示例一局", "two,department,示例二局", "three,town,示例一镇"):
            registry.write(f"{line},,,,,,\n")
    told = installed.ok("new", "2024-01", cwd=root)
    assert "department-volume.csv 已排好" in told
    folder = root / "data/2024-01"
    for table, rows in FIGURES.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            header, *opened = list(csv.reader(stream))
        assert sorted(row[1] for row in opened) == sorted([*(row[1] for row in rows), "合计"])
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(
                [header, *rows, [*opened[-1][:-1], rows[0][-1]]]
            )
    (folder / "news.csv").write_text("日期,内容\n2024-01-05,示例中心召开例会。\n", encoding="utf-8")
    source = "示例，仅供测试。\n".encode()
    (folder / "source").mkdir()
    (folder / "source/issue.txt").write_bytes(source)
    masthead = (folder / "issue.yaml").read_text(encoding="utf-8")
    assert "county: 示例县\n" in masthead
    (folder / "issue.yaml").write_text(
        "year: 2024\nnumber: 1\ntotal_number: 1\ntitle: 2024年1月政务服务月报（示例）\npublisher: 示例\n"
        "published: 2024-02-05\ncounty: 示例县\nsources:\n  - file: source/issue.txt\n    role: 原件\n    in_force: true\n"
        f"    sha256: {sha256(source).hexdigest()}\n",
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def county(installed: Installed) -> Path:
    """An archive begun like the first one, into which the real report was imported."""
    first = copy_real(installed.folder / "first").folder
    root = installed.folder / "county"
    installed.ok("init", str(root), "--name", "米易", "--like", str(first), "--organizations")
    report = installed.folder / "issue-143.txt"
    shutil.copy(first / f"data/{REPORT}/source/issue-143.txt", report)
    done = installed.run("import", str(report), "--period", REPORT, "--root", str(root))
    assert done.returncode == 1, done.stdout + done.stderr
    shutil.copy(first / f"data/{REPORT}/errata.yaml", root / f"data/{REPORT}")
    publish(root, REPORT)
    shutil.rmtree(first)
    return root


def test_the_real_report_comes_out_as_it_was_published(installed: Installed, county: Path) -> None:
    published = {path.name: path.read_bytes() for path in sorted((ROOT / "data" / REPORT).glob("*.csv"))}
    assert {
        path.name: path.read_bytes() for path in sorted((county / "data" / REPORT).glob("*.csv"))
    } == published
    assert "21 处与规则不符，均已勘误说明" in installed.ok("validate", "--root", str(county))
    installed.ok("build", "--root", str(county))
    assert "11134" in (county / f"site/issues/{REPORT}.html").read_text(encoding="utf-8")
    assert (county / "site/assets/yuebao.css").is_file()


def test_a_push_to_a_repository_with_the_hooks_is_published(installed: Installed, county: Path) -> None:
    bare, site = installed.folder / "server.git", installed.folder / "www"

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=county,
            env=installed.variables,
            capture_output=True,
            text=True,
            check=False,
        )

    assert git("init", "--quiet", "--bare", "--initial-branch", "main", str(bare)).returncode == 0
    installed.ok("hooks", "install", str(bare), "--site", str(site))
    assert git("init", "--quiet", "--initial-branch", "main").returncode == 0
    assert git("add", ".").returncode == 0
    assert git("commit", "--quiet", "-m", "示例").returncode == 0
    assert git("status", "--porcelain").stdout == ""
    tracked = git("ls-files", "-z").stdout.split("\0")
    assert [name for name in tracked if name.startswith((".yuebao", "site/", "docs/issues"))] == []
    pushed = git("push", str(bare), "main")
    assert pushed.returncode == 0, pushed.stderr
    assert "网站已更新" in pushed.stderr
    assert "11134" in (site / f"issues/{REPORT}.html").read_text(encoding="utf-8")


def test_the_preview_of_an_empty_archive(installed: Installed) -> None:
    root, port, log = installed.folder / "empty", free_port(), installed.folder / "log"
    installed.ok("init", str(root))
    command = [str(installed.python.with_name("yuebao")), "serve", "--root", str(root), "--port", str(port)]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stderr=stream, env=installed.variables, cwd=installed.folder)
    try:
        shown = page_of(process, port, log)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert "档案里还没有月报" in shown


def page_of(process: subprocess.Popen[bytes], port: int, log: Path) -> str:
    """The first page, as soon as it is there."""

    def asked() -> str:
        with suppress(OSError):
            return get(f"http://127.0.0.1:{port}", "/")[1]
        return ""

    try:
        return until(asked, lambda: process.poll() is None)
    except AssertionError as error:
        raise AssertionError(log.read_text(encoding="utf-8")) from error


def test_the_workflows_install_the_program_from_the_archive_alone(installed: Installed, wheel: Path) -> None:
    root = installed.folder / "ci"
    installed.ok("init", str(root))
    python = installed.folder / "bin"
    python.mkdir()
    (python / "python3").symlink_to(sys.executable)
    path = f"{python}{os.pathsep}{os.environ['PATH']}"
    alone = installed.variables | {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PATH": path}

    def install() -> subprocess.CompletedProcess[str]:
        command = ["sh", ".ci/install"]
        return subprocess.run(command, cwd=root, env=alone, capture_output=True, text=True, check=False)

    missing = install()
    said = "wheels/ 里没有程序的安装包 yuebao-….whl，做法见 wheels/README.md。\n"
    assert (missing.returncode, missing.stderr) == (2, said)
    shutil.copy(wheel, root / "wheels")
    done = install()
    assert done.returncode == 0, done.stderr
    borrow_dependencies(root / ".venv")
    program = Installed(root / ".venv", root)
    assert program.ok("--version") == f"{__version__}\n"
    program.ok("build")
    (root / "wheels/yuebao-9.9.9-py3-none-any.whl").write_bytes(b"")
    several = install()
    assert (several.returncode, several.stderr.startswith("wheels/ 里有 2 个程序的安装包")) == (2, True)
