"""The preview's own steps, called one after another in this process: what is written at once, what follows, what is told."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, cell
from tests.support.published import published_archive
from tests.support.waiting import until
from tests.synthetic import SMALL, make_archive
from yuebao.cache.fingerprint import of_path
from yuebao.model.fault import Fault, UsageError
from yuebao.workflows import preview
from yuebao.workflows.preview import Preview, fingerprints, renewed

ISSUE, NEXT = "data/2003-12/issue.yaml", "data/2004-01/town-volume-year.csv"
UPDATED = "已更新 2003-12 的网页；其余网页和下载文件随后更新。\n"
LATER = "其余网页和下载文件没有更新，仍是改动之前的；改正以上各处后会自动更新。\n"


@pytest.fixture(scope="module")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which everything is written."""
    folder = tmp_path_factory.mktemp("preview") / "archive"
    make_archive(folder, months=3, first="2003-11", **SMALL)
    shown = Preview.of(folder, print, folder)
    assert shown is not None
    return folder


@dataclass
class House:
    archive: ArchiveFolder
    shown: Preview
    told: list[str]

    def page(self, month: str = "2003-12") -> str:
        return (self.archive / f"docs/issues/{month}.md").read_text(encoding="utf-8")

    def rest(self) -> str:
        """Wait for the run beside the preview; what it wrote into the watched file."""
        running = self.shown.running
        assert running is not None
        until(lambda: self.shown.done.read_text(encoding="ascii") == str(running.pid))
        return self.shown.done.read_text(encoding="ascii")


@pytest.fixture
def house(emitted: Path, tmp_path: Path) -> House:
    archive = ArchiveFolder(emitted).copy(tmp_path / "archive")
    told: list[str] = []
    done = tmp_path / "done"
    done.write_text("", encoding="ascii")
    read = published_archive(archive.folder)
    prints = fingerprints(archive.folder)
    return House(archive, Preview(archive.folder, read, told.append, done, prints, prints), told)


def test_what_the_pages_follow_from(emitted: Path) -> None:
    assert fingerprints(emitted) == {
        **{month: of_path(emitted / "data" / month) for month in ("2003-11", "2003-12", "2004-01")},
        **{name: of_path(emitted / name) for name in ("schemas", "data/organizations.csv", "mkdocs.yml")},
    }


def test_nothing_changed_nothing_done(house: House) -> None:
    house.shown.refresh()
    assert (house.told, house.shown.running, house.shown.blocked) == ([], None, False)


@pytest.mark.race
def test_a_changed_month_is_shown_at_once_and_the_rest_follows(house: House) -> None:
    house.archive.edit(ISSUE, "publisher: 示例", "publisher: 示例局")
    assert "示例局" not in house.page()
    house.shown.refresh()
    assert "示例局" in house.page()
    assert house.told == [UPDATED]
    house.rest()
    assert house.told == [UPDATED]
    (file,) = (house.archive / "docs/files").rglob("2003-12.json")
    assert "示例局" in file.read_text(encoding="utf-8")
    house.shown.refresh()  # nothing more to do
    assert house.told == [UPDATED]
    house.shown.end()


@pytest.mark.race
def test_what_all_months_share_waits_for_the_run(house: House) -> None:
    """Nothing is shown before all is read: the registry, the schemas, a month more, two kinds of things at once."""
    house.archive.edit("mkdocs.yml", lambda text: text.replace("site_name: ", "site_name: 新", 1))
    house.archive.edit(ISSUE, "publisher: 示例", "publisher: 示例局")
    house.shown.refresh()
    assert house.told == [] and "示例局" not in house.page()
    house.rest()
    assert "示例局" in house.page()
    house.shown.end()


@pytest.mark.race
def test_an_open_finding_is_told_and_nothing_is_shown(house: House) -> None:
    house.archive.edit(ISSUE, "total_number: 2\n", "total_number: 1\n")
    house.archive.edit(ISSUE, "publisher: 示例", "publisher: 示例局")
    house.shown.refresh()
    assert house.shown.blocked
    assert len(house.told) == 1
    assert house.told[0].startswith("1. data/2003-12/issue.yaml")
    assert house.told[0].endswith("。\n") and "未通过。" in house.told[0]
    assert "示例局" not in house.page()
    house.rest()
    assert house.told[1:] == [LATER]
    house.archive.edit(ISSUE, "total_number: 1\n", "total_number: 2\n")
    house.shown.refresh()
    assert house.told[2:] == [UPDATED] and "示例局" in house.page() and not house.shown.blocked
    house.rest()
    house.shown.end()


def test_what_is_found_in_the_month_after_is_told(house: House) -> None:
    """The month itself is as it should be; the one after it no longer agrees with it."""
    read = house.shown.archive
    house.archive.edit(ISSUE, "total_number: 2\n", "total_number: 3\n")
    house.archive.edit(ISSUE, "number: 2\ntotal", "number: 12\ntotal")
    archive, outcome = renewed(house.archive.folder, read, ["2003-12"])
    assert archive is None
    assert {(finding.month, finding.rule) for finding in outcome.blocking} == {("2004-01", "issue-order")}
    assert outcome.months == ("2003-12", "2004-01")


def test_the_months_that_are_judged_again(house: House) -> None:
    read = house.shown.archive
    for month, again in (
        ("2003-11", ("2003-11", "2003-12")),
        ("2003-12", ("2003-12", "2004-01")),
        ("2004-01", ("2004-01",)),
    ):
        archive, outcome = renewed(house.archive.folder, read, [month])
        assert outcome.months == again and archive is not None
        assert [edition.name for edition in archive.editions] == ["2003-11", "2003-12", "2004-01"]


def test_the_month_of_a_year_later_is_judged_again(tmp_path: Path) -> None:
    make_archive(tmp_path, months=14, first="2003-11", **SMALL)
    read = published_archive(tmp_path)
    _, outcome = renewed(tmp_path, read, ["2003-11"])
    assert outcome.months == ("2003-11", "2003-12", "2004-11")


@pytest.mark.parametrize(
    ("status", "said", "blocked", "told"),
    [
        (1, "1. data/x\n未通过。\n", True, LATER),
        (
            1,
            "1. data/x\n未通过。\n",
            False,
            "其余网页和下载文件没有更新，仍是改动之前的：\n1. data/x\n未通过。\n",
        ),
        (3, "程序或规则有误\n", True, "其余网页和下载文件没有更新，仍是改动之前的：\n程序或规则有误\n"),
        (
            -9,
            " \n",
            False,
            "其余网页和下载文件没有更新，仍是改动之前的：\n后台的 yuebao emit 意外结束（状态 -9）。\n",
        ),
    ],
)
def test_how_a_run_that_failed_is_told(
    house: House, status: int, said: str, blocked: bool, told: str
) -> None:
    house.shown.blocked = blocked
    house.shown._tell_failure(status, said)
    assert house.told == [told]


def raising(error: Exception) -> Callable[[], None]:
    def refresh() -> None:
        raise error

    return refresh


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Fault("甲", "乙"), "没有更新，网页仍是改动之前的：甲\n乙\n"),
        (UsageError("丙"), "没有更新，网页仍是改动之前的：丙\n"),
        (OSError(errno.ENOSPC, "full", "a.md"), "没有更新，网页仍是改动之前的：a.md：磁盘空间不足。\n"),
        (OSError(errno.EACCES, "no"), "没有更新，网页仍是改动之前的：{root}：没有权限。\n"),
    ],
)
def test_what_goes_wrong_is_told_and_the_preview_goes_on(
    house: House, error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.shown, "refresh", raising(error))
    preview._rebuild(house.shown, house.archive / "site", "http://127.0.0.1/")
    assert house.told == [told.format(root=house.archive.folder)]


def test_a_preview_does_not_begin_with_an_open_finding(house: House) -> None:
    house.archive.edit(NEXT, cell("合计", "申请件", "1"))
    told: list[str] = []
    assert Preview.of(house.archive.folder, told.append, house.shown.done) is None
    assert len(told) == 1 and told[0].startswith("1. data/2004-01/town-volume-year.csv")


@pytest.mark.race
def test_an_end_leaves_no_run_behind(house: House) -> None:
    house.archive.edit(ISSUE, "publisher: 示例", "publisher: 示例局")
    house.shown.refresh()
    running = house.shown.running
    assert running is not None
    house.shown.end()
    assert house.shown.over and running.poll() is not None
    house.rest()
    assert house.told == [UPDATED]  # what became of it is told to nobody


def test_the_folders_that_pages_are_read_from(tmp_path: Path) -> None:
    for name in ("issues", ".staging-x", "files"):
        (tmp_path / name).mkdir()
    (tmp_path / "index.md").write_bytes(b"")
    assert sorted(preview._shown(tmp_path)) == [tmp_path / "files", tmp_path / "issues"]
