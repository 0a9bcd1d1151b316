"""`yuebao init`: what a new archive holds, what it is refused for, and that it is there as a whole or not at all."""

from __future__ import annotations

import csv
import os
import pty
import resource
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.archive import ArchiveFolder
from tests.support.git_repository import ENVIRONMENT, Repository
from tests.support.program import command, run, run_apart
from tests.support.repository import PACKAGE, ROOT
from tests.support.site_links import broken_links
from tests.support.waiting import PATIENCE, until
from tests.synthetic.explained import make_explained_archive
from yuebao import __version__
from yuebao.escaping.shown_text import visible

STARTER = PACKAGE / "starter"
FILES = {
    *(".ci/install", ".forgejo/workflows/yuebao.yml", ".gitattributes", ".gitea/workflows/yuebao.yml"),
    *(".github/workflows/yuebao.yml", ".gitignore", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
    *(".workflow/yuebao.yml", "README.md", "SETUP.md", "data/organizations.csv", "docs/about.md"),
    *(
        "mkdocs.yml",
        "schemas/archive.yaml",
        "schemas/department-volume.yaml",
        "schemas/intake.yaml",
        "schemas/issue.yaml",
    ),
    *("schemas/news.yaml", "schemas/organizations.yaml", "schemas/report.yaml", "schemas/scoring.yaml"),
    *("schemas/search.yaml", "schemas/town-volume.yaml", "wheels/README.md"),
}
HEADER = "id,type,name,aliases,code,parent,valid_from,valid_to,successors\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder; a folder without any counts as empty text."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def founded(tmp_path: Path) -> ArchiveFolder:
    root = tmp_path / "archive"
    status, out, err = run("init", str(root), "--name", "示例县")
    assert (status, err) == (0, "")
    assert out == (
        f"已在 {root} 建立“示例县”的档案，共 {len(FILES)} 个文件。\n"
        "请先看 SETUP.md：先改什么。现在就可以在那里执行 yuebao validate、yuebao build、yuebao serve。\n"
    )
    return ArchiveFolder(root)


def test_what_a_new_archive_holds(founded: ArchiveFolder) -> None:
    assert files(founded.folder) == FILES
    assert [
        name for name, content in tree(founded.folder).items() if b"@" in content and b"_RE" in content
    ] == []
    settings = yaml.safe_load((founded / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["INHERIT"] == ".yuebao/mkdocs.yml"
    assert settings["site_name"] == "示例县政务服务月报档案"
    assert (founded / "data/organizations.csv").read_text(
        encoding="utf-8"
    ) == f"{HEADER}home,county,示例县,,,,,,\n"


def test_no_mark_is_left_unfilled(founded: ArchiveFolder) -> None:
    left = ("@NAME@", "@SCHEMAS@", "@VERSION@")
    assert [
        n for n, text in tree(founded.folder).items() if any(mark.encode() in text for mark in left)
    ] == []
    assert f"yuebao-{__version__}-py3-none-any.whl" in (founded / "SETUP.md").read_text(encoding="utf-8")


def test_the_starting_set_knows_no_place() -> None:
    """No name of any organization of this county stands in it, nor that of the county's city."""
    with (ROOT / "data/organizations.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    names |= {"攀枝花"}
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(STARTER.rglob("*")) if path.is_file()
    )
    assert len(names) > 50
    assert [name for name in sorted(names) if name in text] == []


def test_what_the_starting_set_shares_with_this_archive_is_the_same() -> None:
    """Rules about people and names are those of everywhere: mended here, they are mended there."""

    def declared(folder: Path, name: str) -> dict[str, Any]:
        document: dict[str, Any] = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        return document

    own, first = STARTER / "schemas", ROOT / "schemas"
    registries = [declared(folder, "organizations") for folder in (own, first)]
    words = [registry.pop("comparison") for registry in registries]
    assert registries[0] == registries[1]
    assert [page["kinds"] for page in words] == ["county", "county"]
    assert declared(own, "news")["fields"] == declared(first, "news")["fields"]
    personal = [
        [rule for rule in declared(folder, "archive")["rules"] if rule["id"] == "personal-data"]
        for folder in (own, first)
    ]
    assert personal[0] == personal[1] != []


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "junit", "sarif", "markdown"])
def test_an_archive_without_issues_is_clean(founded: ArchiveFolder, format: str) -> None:
    status, out, err = founded.run("validate", "--format", format)
    assert status == 0
    assert err == "档案里还没有月报；新建第一期：yuebao new 年-月，如 yuebao new 2024-01。\n"
    assert ("通过。没有要核验的月报。" in out) == (format in ("text", "github", "markdown"))


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("emit", 0),
        ("rules", 0),
        ("revisions", 0),
        ("export 2024-01", 2),
        ("derive 2024-01", 2),
        ("validate 2024-01", 2),
        ("errata draft 2024-01", 2),
        ("new 2024-01", 0),
        ("new 2024-01 --workbook", 0),
    ],
)
def test_every_command_ends_well_without_issues(founded: ArchiveFolder, command: str, status: int) -> None:
    found, out, err = founded.run(*command.split())
    assert found == status, out + err
    if status == 2:
        assert err == "用法有误：data/ 里没有 2024-01；现有各期：无\n"


def test_the_pages_of_an_empty_archive(founded: ArchiveFolder, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert founded.run("build", "--site", str(site), "--quiet")[0] == 0
    pages = {name for name in files(site) if name.endswith(".html")}
    assert pages == {
        *("accessibility.html", "json.html"),
        *("404.html", "about.html", "compare.html", "errata.html", "files.html", "index.html", "notes.html"),
        *("issues/index.html", "issues/missing.html", "organizations/home.html", "organizations/index.html"),
    }
    assert broken_links(site) == []
    said = {name: (site / name).read_text(encoding="utf-8") for name in pages}
    for name in ("index.html", "files.html", "issues/index.html", "issues/missing.html"):
        assert "档案里还没有月报" in said[name], name
    assert "档案现在没有存疑的数字" in said["errata.html"]
    assert "县区对比" not in "".join(said.values())
    assert [
        kind for kind in ("部门", "乡镇", "窗口") if f'<h2 id="{kind}' in said["organizations/index.html"]
    ] == []


def test_the_first_month_knows_its_county(founded: ArchiveFolder) -> None:
    assert founded.run("new", "2024-01")[0] == 0
    masthead = (founded / "data/2024-01/issue.yaml").read_text(encoding="utf-8")
    assert "county: 示例县\n" in masthead


def test_an_empty_registry_says_what_it_wants(founded: ArchiveFolder) -> None:
    (founded / "data/organizations.csv").write_text(HEADER, encoding="utf-8")
    status, out, _ = founded.run("validate")
    assert status == 1
    assert out.startswith(
        "1. data/organizations.csv:1\n   [待处理 structure] 只有表头，没有数据行\n   处理：请逐行登记单位。\n"
    )


@pytest.mark.parametrize(
    ("options", "row", "name"),
    [
        ([], "home,county,本地,,,,,,", "本地"),
        (["--name", "甲旗", "--code", "150100"], "home,county,甲旗,,150100,,,,", "甲旗"),
        (
            ["--name", "乙区（示例）", "--id", "yi-qu", "--code", "110101001001"],
            "yi-qu,county,乙区（示例）,,110101001001,,,,",
            "乙区（示例）",
        ),
    ],
    ids=["nothing given", "name and code", "all given"],
)
def test_options_and_defaults(tmp_path: Path, options: list[str], row: str, name: str) -> None:
    root = tmp_path / "deep" / "below" / "archive"
    assert run("init", str(root), *options)[0] == 0
    assert (root / "data/organizations.csv").read_text(encoding="utf-8") == f"{HEADER}{row}\n"
    assert f"site_name: {name}政务服务月报档案\n" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert ArchiveFolder(root).run("validate")[0] == 0


WRONG_NAMES = (
    "",
    " ",
    "甲\n乙",
    "甲: 乙",
    "<b>",
    "甲,乙",
    '"甲"',
    "'甲'",
    "#甲",
    "-甲",
    "甲/乙",
    "@NAME@",
    "甲" * 41,
    "{{ x }}",
    "甲\u202e",
)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        *(
            (["--name", name], f"用法有误：名称“{visible(name)}”不能用：只用汉字、字母、数字，不超过 40 字\n")
            for name in WRONG_NAMES
        ),
        *(
            (["--code", code], f"用法有误：行政区划代码“{code}”不能用：应为 6、9 或 12 位数字\n")
            for code in ("51", "5104211", "051042", "５１０４２１", "51042a")
        ),
        *(
            (["--id", name], f"用法有误：标识“{name}”不能用：写作小写英文字母、数字和短横，以字母开头\n")
            for name in ("", "Home", "1a", "a/b", "a.b", "家")
        ),
        (["--organizations"], "用法有误：--organizations 要和 --like 一起用\n"),
        (["--like", "nowhere"], "用法有误：nowhere 不是月报档案：里面没有 schemas 文件夹\n"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "archive", *options) == (2, "", said)
    assert tree(tmp_path) == {}


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("", encoding="utf-8")
    before = tree(tmp_path)
    assert run("init", str(tmp_path)) == (
        2,
        "",
        f"用法有误：{tmp_path} 不是空文件夹，没有建立档案；请另起一个名称\n",
    )
    assert tree(tmp_path) == before


def test_a_file_in_the_place(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("别人的", encoding="utf-8")
    status, out, err = run("init", str(tmp_path / "archive"))
    assert (status, out, err) == (
        2,
        "",
        f"用法有误：{tmp_path / 'archive'} 已经存在，不是文件夹，没有建立档案\n",
    )
    assert (tmp_path / "archive").read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize("place", ["inner", "data/inner", "docs/deep/inner"])
def test_an_archive_inside_another(founded: ArchiveFolder, place: str) -> None:
    before = tree(founded.folder)
    status, out, err = run("init", str(founded / place))
    assert (status, out) == (2, "")
    assert (
        err
        == f"用法有误：{founded / place} 在另一个档案 {founded.folder} 里面，没有建立档案；请放在它的外面\n"
    )
    assert tree(founded.folder) == before


def test_an_empty_folder_is_filled_where_one_stands(tmp_path: Path) -> None:
    """The shell that stands in it stays in it."""
    root = tmp_path / "archive"
    root.mkdir()
    before = root.stat().st_ino
    assert run_apart("init", ".", folder=root).status == 0
    assert (root.stat().st_ino, files(root)) == (before, FILES)


@pytest.mark.parametrize("existing", [False, True], ids=["a new folder", "an empty folder"])
@pytest.mark.parametrize("size", [0, 300, 1500])
def test_a_full_disk_leaves_nothing(tmp_path: Path, existing: bool, size: int) -> None:
    """No file may grow beyond so many bytes, as when the disk fills up while it is written."""
    root = tmp_path / "above" / "archive"
    if existing:
        root.mkdir(parents=True)
    before = tree(tmp_path)
    status, _, err = run_apart(
        "init", str(root), prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    )
    assert status == 3 and "Traceback" not in err
    assert "没有改动任何文件" in err
    assert tree(tmp_path) == before


def test_like_another_archive(tmp_path: Path) -> None:
    like = ArchiveFolder(make_explained_archive(tmp_path / "like"))
    root = tmp_path / "archive"
    assert run("init", str(root), "--name", "示例县", "--like", str(like.folder))[0] == 0
    assert {p.name: p.read_bytes() for p in (root / "schemas").iterdir()} == {
        p.name: p.read_bytes() for p in (like / "schemas").iterdir()
    }
    assert (root / "data/organizations.csv").read_text(
        encoding="utf-8"
    ) == f"{HEADER}home,county,示例县,,,,,,\n"
    assert files(root) - FILES == {f"schemas/{p.name}" for p in (like / "schemas").iterdir()} - FILES
    assert "照搬自另一个档案" in (root / "SETUP.md").read_text(encoding="utf-8")
    assert ArchiveFolder(root).run("validate")[0] == 0


@pytest.mark.parametrize(
    ("name", "added"),
    [("示例二县", ""), ("示例县", "home,county,示例县,,,,,,\n")],
    ids=["listed", "not listed"],
)
def test_like_another_archive_with_its_organizations(tmp_path: Path, name: str, added: str) -> None:
    like = ArchiveFolder(make_explained_archive(tmp_path / "like"))
    root = tmp_path / "archive"
    assert run("init", str(root), "--name", name, "--like", str(like.folder), "--organizations")[0] == 0
    registry = (like / "data/organizations.csv").read_bytes()
    assert (root / "data/organizations.csv").read_bytes() == registry + added.encode()
    assert ArchiveFolder(root).run("validate")[0] == 0


def test_a_home_whose_id_is_taken(tmp_path: Path) -> None:
    like = ArchiveFolder(make_explained_archive(tmp_path / "like"))
    options = ("--name", "示例县", "--id", "town-1", "--like", str(like.folder), "--organizations")
    assert run("init", str(tmp_path / "archive"), *options) == (
        2,
        "",
        "用法有误：照搬的登记册里已有标识“town-1”；请用 --id 另起一个\n",
    )
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("archive.yaml", "tables:\n", "tabels:\n", "schemas/archive.yaml"),
        ("report.yaml", "masthead:\n", "mastheads:\n", "schemas/report.yaml"),
        ("intake.yaml", "sentences:\n", "sentence:\n", "schemas/intake.yaml"),
        ("archive.yaml", "format: 1\n", "format: 2\n", "请升级程序"),
    ],
)
def test_another_archive_whose_schemas_are_wrong(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    like = ArchiveFolder(make_explained_archive(tmp_path / "like"))
    like.edit(f"schemas/{file}", old, new)
    status, out, err = run("init", str(tmp_path / "archive"), "--like", str(like.folder))
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert f"没有建立档案：{like.folder} 有误：" in err and said in err
    assert not (tmp_path / "archive").exists()


# --- a newer program's schemas ---


@pytest.mark.parametrize("command", ["validate", "emit", "build", "rules", "new 2004-02", "derive 2003-12"])
def test_schemas_of_a_newer_program(archive: ArchiveFolder, command: str) -> None:
    """Told before anything else that an older program may find wrong in them."""
    text = (archive / "schemas/archive.yaml").read_text(encoding="utf-8")
    (archive / "schemas/archive.yaml").write_text(
        text.replace("format: 1", "format: 2\nlayouts: new"), encoding="utf-8"
    )
    before = tree(archive.folder)
    line = text.split("\n").index("format: 1") + 1
    assert archive.run(*command.split()) == (
        3,
        "",
        f"程序或规则有误（不是数据的问题）：schemas/archive.yaml 第 {line} 行 format：schemas/ 是第 2 版的写法，"
        f"这个程序（yuebao {__version__}）只懂到第 1 版；请升级程序\n",
    )
    assert tree(archive.folder) == before


@pytest.mark.parametrize("value", ["0", "-1", "one", "true", "1.5", "[1]", '""'])
def test_a_format_that_is_none(archive: ArchiveFolder, value: str) -> None:
    archive.edit("schemas/archive.yaml", "format: 1", f"format: {value}")
    status, out, err = archive.run("validate")
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "应为正整数" in err


def test_schemas_without_a_format_are_of_the_first(archive: ArchiveFolder) -> None:
    archive.edit("schemas/archive.yaml", "format: 1\n", "")
    assert archive.run("validate")[0] == 0


# --- at a terminal ---


class Terminal:
    """The command run at a terminal: what it shows, and what is typed once it waits for it."""

    def __init__(self, root: Path, *options: str) -> None:
        self.shown = ""
        self.process, self.handle = pty.fork()
        if self.process == 0:
            os.execv(sys.executable, command("init", str(root), *options))

    def answer(self, question: str, keys: str) -> None:
        while question not in self.shown:
            assert self._more(), self.shown
        self.shown = self.shown.replace(question, "", 1)
        until(
            lambda: self._state() == "S"
        )  # a signal that comes before it waits for an answer would not wake it
        os.write(self.handle, keys.encode())

    def finish(self) -> int:
        """The exit status."""
        while self._more():
            pass
        os.close(self.handle)  # whoever still waits for an answer gets none any more
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def _more(self) -> bool:
        """Whether something else was shown."""
        if not select.select([self.handle], [], [], PATIENCE)[0]:
            return False
        try:
            piece = os.read(self.handle, 4096)
        except OSError:  # the other end is closed
            return False
        self.shown += piece.decode("utf-8", "replace")
        return bool(piece)

    def _state(self) -> str:
        return Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def at_a_terminal(root: Path, answers: list[tuple[str, str]], *options: str) -> tuple[int, str]:
    """Run at a terminal and answer each question when it has been asked; the status and all that was shown."""
    terminal = Terminal(root, *options)
    for question, keys in answers:
        terminal.answer(question, keys)
    return terminal.finish(), terminal.shown


NAME, CODE = "地方的名称（直接回车为“本地”）：", "行政区划代码，不知道就空着："


@pytest.mark.parametrize(
    ("answers", "options", "row"),
    [
        ([(NAME, "示例县\n"), (CODE, "110101\n")], [], "home,county,示例县,,110101,,,,"),
        ([(NAME, "\n"), (CODE, "\n")], [], "home,county,本地,,,,,,"),
        ([(CODE, "\n")], ["--name", "示例县"], "home,county,示例县,,,,,,"),
        ([], ["--name", "示例县", "--code", ""], "home,county,示例县,,,,,,"),
    ],
    ids=["answered", "left at the default", "one given", "both given"],
)
def test_questions_at_a_terminal(
    tmp_path: Path, answers: list[tuple[str, str]], options: list[str], row: str
) -> None:
    root = tmp_path / "archive"
    status, shown = at_a_terminal(root, answers, *options)
    assert status == 0, shown
    assert (root / "data/organizations.csv").read_text(encoding="utf-8") == f"{HEADER}{row}\n"


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_gives_up_at_a_question_has_written_nothing(tmp_path: Path, key: str) -> None:
    status, shown = at_a_terminal(tmp_path / "archive", [(NAME, key)])
    assert status == 130
    assert "已中断：没有建立档案。" in shown and "Traceback" not in shown
    assert tree(tmp_path) == {}


# --- the files for git and for the hosts ---


@pytest.fixture
def committed(founded: ArchiveFolder) -> Repository:
    repository = Repository(founded.folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "-m", "示例")
    return repository


def test_what_the_program_writes_is_not_committed(committed: Repository) -> None:
    archive = ArchiveFolder(committed.folder)
    for words in (("build", "--quiet"), ("new", "2024-01", "--workbook")):
        assert archive.run(*words).status == 0
    told = committed.git("status", "--porcelain", "--untracked-files=all").stdout.splitlines()
    assert {line[3:].split("/")[0] for line in told} == {"data"}


def test_line_ends_are_those_of_the_archive_and_sources_stay_as_they_are(committed: Repository) -> None:
    """As from a machine where git and the spreadsheet write CRLF."""
    committed.git("config", "core.autocrlf", "true")
    folder = committed.folder / "data/2024-01"
    (folder / "source").mkdir(parents=True)
    (folder / "news.csv").write_bytes("日期,内容\r\n".encode())
    (folder / "source/issue.txt").write_bytes("示例\r\n月报\n".encode())
    (folder / "source/issue.csv").write_bytes("示例\r\n".encode())
    committed.git("add", ".")
    committed.git("commit", "--quiet", "-m", "示例")

    def stored(name: str) -> str:
        command = ["git", "cat-file", "blob", f"HEAD:data/2024-01/{name}"]
        done = subprocess.run(command, cwd=committed.folder, env=ENVIRONMENT, capture_output=True, check=True)
        return done.stdout.decode()

    assert stored("news.csv") == "日期,内容\n"
    assert stored("source/issue.txt") == "示例\r\n月报\n"
    assert stored("source/issue.csv") == "示例\r\n"
    shutil.rmtree(folder)
    committed.git("checkout", "--", ".")
    assert (folder / "news.csv").read_bytes() == "日期,内容\n".encode()


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-workflows", ".github/workflows/yuebao.yml"),
        ("github-workflows", ".gitea/workflows/yuebao.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_a_workflow_is_valid_for_its_host(founded: ArchiveFolder, schema: str, path: str) -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(founded / path)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "path", [name for name in sorted(FILES) if name.endswith("yuebao.yml") or "gitlab" in name]
)
def test_every_host_installs_validates_and_builds(founded: ArchiveFolder, path: str) -> None:
    lines = (founded / path).read_text(encoding="utf-8").split("\n")
    commands = [line.strip().removeprefix("- ").removeprefix("run: ") for line in lines]
    ours = [c for c in commands if c.startswith(("sh .ci/", ".venv/bin/yuebao ")) and " > " not in c]
    called = [" ".join(command.split()[:2]) for command in ours]
    once = ["sh .ci/install", ".venv/bin/yuebao validate", ".venv/bin/yuebao build"]
    assert called == ([*once[:2], once[0], once[2]] if "gitlab" in path else once)


def test_gitea_and_forgejo_differ_in_the_usual_name_of_their_runners_alone(founded: ArchiveFolder) -> None:
    gitea, forgejo = (
        (founded / f".{host}/workflows/yuebao.yml").read_text(encoding="utf-8")
        for host in ("gitea", "forgejo")
    )
    assert gitea.replace("runs-on: ubuntu-latest", "runs-on: docker") == forgejo != gitea


def test_pre_commit_reads_its_settings(founded: ArchiveFolder) -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=founded.folder)
    assert (done.returncode, done.stdout) == (0, "")
