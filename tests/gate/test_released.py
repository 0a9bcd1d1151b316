"""A publication whole and in its own process, on a real repository with a real build: what it says, what it leaves, and
what the build is given."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.support.git_repository import Repository, new_repository
from tests.synthetic import SMALL, make_archive
from yuebao.gate.release import release
from yuebao.gate.settings import Settings
from yuebao.model.fault import UsageError

HOOK = """
import json
import os
import tempfile

def on_pre_build(**_):
    held = [os.path.realpath(f"/proc/{{os.getppid()}}/fd/{{each}}") for each in os.listdir(f"/proc/{{os.getppid()}}/fd")]
    command = open(f"/proc/{{os.getppid()}}/cmdline", encoding="utf-8").read().split("\\0")[1:-1]
    told = {{"python": {{key: value for key, value in os.environ.items() if key.startswith("PYTHON")}},
             "kept": os.environ.get("YUEBAO_CACHE"), "aside": tempfile.gettempdir(),
             "locked": {lock!r} in held, "command": command, "folder": os.readlink(f"/proc/{{os.getppid()}}/cwd")}}
    with open({told!r}, "w", encoding="utf-8") as file:
        json.dump(told, file)
"""
"""What a build sees of its surroundings, written down for the test."""


@dataclass(frozen=True)
class House:
    """A repository that accepted its one version, and where it publishes."""

    clerk: Repository
    settings: Settings

    @property
    def git(self) -> Path:
        return self.clerk.folder / ".git"

    @property
    def site(self) -> Path:
        assert self.settings.site is not None
        return self.settings.site

    @property
    def releases(self) -> Path:
        return self.site.with_name("site.releases")

    def publish(self, *, again: bool = False, **settings: Path | str | None) -> tuple[bool, list[str]]:
        said: list[str] = []
        changed = replace(self.settings, **settings)  # type: ignore[arg-type]
        return release(self.git, changed, said.append, again=again), said

    def live(self) -> str:
        return os.readlink(self.site)


def make_house(folder: Path) -> House:
    make_archive(folder / "clerk", months=1, first="2003-11", **SMALL)
    clerk = new_repository(folder / "clerk")
    clerk.commit("示例档案")
    (folder / "www").mkdir()
    return House(clerk, Settings("main", frozenset({"main"}), folder / "www/site"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path)


def test_without_a_place_for_a_site_nothing_is_published(house: House) -> None:
    assert house.publish(site=None) == (True, ["没有设置 yuebao.site，不发布网站。"])
    assert os.listdir(house.site.parent) == []


def test_a_branch_that_is_not_there_is_not_published(house: House) -> None:
    with pytest.raises(UsageError) as caught:
        house.publish(branch="other")
    assert str(caught.value) == "版本库里还没有 other 分支，没有可以发布的版本"
    assert os.listdir(house.releases) == [".lock"]


def test_a_link_to_elsewhere_stays(house: House) -> None:
    house.site.symlink_to("elsewhere/x")
    with pytest.raises(UsageError) as caught:
        house.publish()
    assert str(caught.value) == (
        f"{house.site} 是指向别处的链接（elsewhere/x），没有改动它；请把它移走，再发布一次"
    )
    assert os.listdir(house.site.parent) == ["site"]


@pytest.mark.slow
def test_a_first_publication_another_and_one_that_is_asked_for(house: House, tmp_path: Path) -> None:
    head = house.clerk.head()
    told, more = tmp_path / "told.json", tmp_path / "more.yml"
    (tmp_path / "hook.py").write_text(
        HOOK.format(told=str(told), lock=str(house.releases / ".lock")), "utf-8"
    )
    more.write_text("hooks: [hook.py]\n", encoding="utf-8")
    leftover = house.releases / ".building-0123456789-1"
    leftover.mkdir(parents=True)
    begun = f"正在生成网站（{head[:10]}），原来的网站照常可用……"
    updated = f"网站已更新（{head[:10]}）。"

    assert house.publish(more=more) == (True, [begun, updated])
    first = house.live()
    assert first.startswith(f"site.releases/{head}-") and first.endswith("-1")
    assert (house.site / "issues/2003-11.html").is_file()
    assert sorted(os.listdir(house.releases)) == [".lock", first.partition("/")[2]]

    workspace = house.releases / f".building-{head[:10]}-{os.getpid()}"
    assert json.loads(told.read_text(encoding="utf-8")) == {
        "python": {"PYTHONPATH": str(program()), "PYTHONSAFEPATH": "1"},
        "kept": "",
        "aside": f"{workspace}.tmp",
        "locked": True,
        "command": [
            *("-P", "-m", "yuebao", "build", "--lenient", "--root", str(workspace)),
            *("--settings", str(more)),
        ],
        "folder": str(house.releases),
    }

    assert house.publish(more=more) == (True, [f"网站已经是最新的版本（{head[:10]}）。"])
    assert house.live() == first

    (house.site / "index.html").write_bytes(b"")
    damaged = "网站是最新的版本，但文件不全或有改动（例如断过电），重新生成。"
    assert house.publish(more=more) == (True, [damaged, begun, updated])
    assert house.live() == f"{first[:-2]}-2"
    assert (house.site / "index.html").stat().st_size > 0
    assert sorted(os.listdir(house.releases)) == [
        ".lock",
        *(f"{first[:-2]}-{n}".partition("/")[2] for n in "12"),
    ]


def program() -> Path:
    """The folder in which the package stands."""
    import yuebao

    return Path(yuebao.__file__).resolve().parents[1]


@pytest.mark.slow
def test_what_fails_is_told_and_leaves_what_was(house: House, tmp_path: Path) -> None:
    head = house.clerk.head()
    more = tmp_path / "more.yml"
    more.write_text("plugins: [no_such_plugin]\n", encoding="utf-8")
    published, said = house.publish(more=more)
    assert not published
    assert said[0] == f"正在生成网站（{head[:10]}），原来的网站照常可用……"
    first, *rest = said[1].split("\n")
    assert first == "生成网站失败（状态 3）："
    assert rest and all(line.startswith("  ") for line in rest)
    assert any("no_such_plugin" in line for line in rest)
    assert said[2:] == [
        "网站没有生成，原来的网站保持不变。改正后再推送，或在服务器上运行 yuebao hooks publish。"
    ]
    assert not house.site.is_symlink()
    assert os.listdir(house.releases) == [".lock"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (Path("more.yml"), "yuebao.settings 要写完整的路径，现为 more.yml"),
        (
            Path("/nowhere/more.yml"),
            "yuebao.settings 所指的 /nowhere/more.yml 不能读取；请改正或用 git config --unset 去掉",
        ),
    ],
)
def test_settings_of_the_server_that_cannot_be_read(house: House, more: Path, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        house.publish(more=more)
    assert str(caught.value) == said
    assert os.listdir(house.releases) == [".lock"]
