"""A published month, table or row that goes away, or comes back as something else, leaves its trace."""

from __future__ import annotations

import csv
import io
import random
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.gate_server import make_clerk
from tests.support.git_repository import Repository, new_repository
from tests.support.withdrawing import publish_again, withdraw
from yuebao.history.revisions import read_history, read_published, record_of
from yuebao.history.tips import PUBLISHED, Tip, first_parents, line_of, read_tips, write_tips
from yuebao.model.finding import Finding
from yuebao.model.revision import AGAIN, RECORD, WHOLE, Revision
from yuebao.schema.reader import Schemas
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_standing
from yuebao.workflows.validate import validate

MONTHS = ("2003-11", "2003-12", "2004-01")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make_clerk(tmp_path_factory.mktemp("vanished") / "archive")


@pytest.fixture(scope="module")
def schemas(published: Repository) -> Schemas:
    return read_standing(published.folder).schemas


@pytest.fixture
def archive(published: Repository, tmp_path: Path) -> Repository:
    shutil.copytree(published.folder, tmp_path / "archive", symlinks=True)
    return Repository(tmp_path / "archive")


def day(date: str) -> dict[str, str]:
    return {"GIT_COMMITTER_DATE": f"{date}T12:00:00+0800", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}


def gone(archive: Repository, months: Sequence[str] | None = None) -> list[tuple[str, str]]:
    return [
        (finding.file, finding.message)
        for finding in validate(archive.folder, months).blocking
        if said_to_be_gone(finding)
    ]


def said_to_be_gone(finding: Finding) -> bool:
    return finding.rule == "structure" and "公布（" in finding.message and "state: 已撤回" in finding.remedy


# Ways to make a month disappear.


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def rename(folder: Path) -> None:
    folder.rename(folder.with_name("2009-09"))


def hide(folder: Path) -> None:
    folder.rename(folder.with_name(f".{folder.name}"))


def put_elsewhere(folder: Path) -> None:
    folder.rename(folder.parents[1] / folder.name)


def put_deeper(folder: Path) -> None:
    (folder.parent / "旧").mkdir()
    folder.rename(folder.parent / "旧" / folder.name)


def replace_by_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("撤了\n", encoding="utf-8")


def replace_by_link(folder: Path) -> None:
    put_elsewhere(folder)
    folder.symlink_to(folder.parents[1] / folder.name)


WAYS = (remove, rename, hide, put_elsewhere, put_deeper, replace_by_file, replace_by_link)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("month", MONTHS)
def test_a_month_that_goes_away_is_found(
    archive: Repository, month: str, way: Callable[[Path], None]
) -> None:
    way(archive.folder / "data" / month)
    since = archive.git("log", "-1", "--format=%cs").stdout.strip()
    expected = [(f"data/{month}", f"{month} 已经公布（{since}），现在却没有这一期")]
    assert gone(archive) == expected
    archive.commit("撤下")
    assert gone(archive) == expected
    assert emit(archive.folder).written is None
    others = [name for name in MONTHS if name != month]
    assert gone(archive, others) == expected
    archive.git("clone", "--quiet", str(archive.folder), str(archive.folder.parent / "clone"))
    assert gone(Repository(archive.folder.parent / "clone")) == expected


def test_all_that_goes_away_is_found(archive: Repository) -> None:
    for month in MONTHS:
        shutil.rmtree(archive.folder / "data" / month)
    archive.commit("全撤")
    assert [file for file, _ in gone(archive)] == [f"data/{month}" for month in MONTHS]


def test_every_table_that_goes_away_is_found_once(archive: Repository, schemas: Schemas) -> None:
    for table in schemas.latest.tables:
        path = archive.folder / f"data/2003-12/{table}.csv"
        content = path.read_bytes()
        path.unlink()
        found = [
            each for each in validate(archive.folder).blocking if each.file == f"data/2003-12/{table}.csv"
        ]
        assert [each.rule for each in found].count("structure") == 1, table
        path.write_bytes(content)
    assert validate(archive.folder).blocking == ()


def drop_news(schemas: Path) -> None:
    """Take the table out of everything that is declared."""
    (schemas / "news.yaml").unlink()
    for name, begin, end in (
        ("archive", "  - news\n", "rules:\n"),
        ("report", "- id: news\n", "attachments:\n"),
        ("intake", "dated:\n", "grouped:\n"),
    ):
        path = schemas / f"{name}.yaml"
        head, found, tail = path.read_text(encoding="utf-8").partition(begin)
        assert found
        path.write_text(head + "".join(tail.partition(end)[1:]), encoding="utf-8")


def test_a_table_that_goes_away_with_its_schema_is_found(archive: Repository) -> None:
    drop_news(archive.folder / "schemas")
    for month in MONTHS:
        (archive.folder / f"data/{month}/news.csv").unlink()
    found = gone(archive)
    assert [file for file, _ in found] == [f"data/{month}/news.csv" for month in MONTHS]


def test_what_was_withdrawn_is_not_gone(archive: Repository) -> None:
    withdraw(archive.folder, "2003-12")
    for path in (archive.folder / "data/2003-12").glob("*.csv"):
        path.unlink()
    assert validate(archive.folder).blocking == ()
    archive.commit("撤回")
    assert validate(archive.folder).blocking == ()
    shutil.rmtree(archive.folder / "data/2003-12")
    assert [file for file, _ in gone(archive)] == ["data/2003-12"]


def test_what_was_never_published_may_go(archive: Repository) -> None:
    shutil.copytree(archive.folder / "data/2004-01", archive.folder / "data/2004-02")
    shutil.rmtree(archive.folder / "data/2004-02")
    assert gone(archive) == []
    archive.git("checkout", "--quiet", "-b", "draft")
    shutil.copytree(archive.folder / "data/2004-01", archive.folder / "data/2004-02")
    archive.commit("草稿")
    shutil.rmtree(archive.folder / "data/2004-02")
    assert gone(archive) == []
    archive.commit("不要了")
    assert gone(archive) == []


def test_a_branch_may_not_lose_what_main_published(archive: Repository) -> None:
    archive.git("checkout", "--quiet", "-b", "draft")
    shutil.rmtree(archive.folder / "data/2003-12")
    archive.commit("撤下")
    assert [file for file, _ in gone(archive)] == ["data/2003-12"]
    archive.git("checkout", "--quiet", "--detach", "main")
    archive.git("merge", "--quiet", "--no-ff", "--message", "合并", "draft")
    assert [file for file, _ in gone(archive)] == ["data/2003-12"]


def test_an_old_version_knows_nothing_of_what_came_later(archive: Repository) -> None:
    shutil.copytree(archive.folder / "data/2004-01", archive.folder / "data/2004-02")
    archive.commit("二月")
    archive.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert gone(archive) == []
    assert list(read_published(archive.folder)) == list(MONTHS)


@pytest.mark.parametrize("without", ["git", "history"])
def test_the_record_knows_what_was_published(archive: Repository, without: str, schemas: Schemas) -> None:
    record = record_of(read_history(archive.folder, schemas.layout))
    since = archive.git("log", "-1", "--format=%cs").stdout.strip()
    assert record == "统计期,日期,表,行,列,原来,改为,更正的文件\n" + "".join(
        f"{month},{since},,,,,{WHOLE},\n" for month in MONTHS
    )
    (archive.folder / RECORD).write_text(record, encoding="utf-8")
    archive.commit("记下")
    if without == "git":
        shutil.rmtree(archive.folder / ".git")
    else:
        shallow = archive.folder.parent / "shallow"
        archive.git("clone", "--quiet", "--depth", "1", f"file://{archive.folder}", str(shallow))
        archive = Repository(shallow)
    assert gone(archive) == []
    shutil.rmtree(archive.folder / "data/2003-12")
    assert gone(archive) == [("data/2003-12", f"2003-12 已经公布（{since}），现在却没有这一期")]
    assert read_history(archive.folder, schemas.layout).revisions == ()


# What comes back is compared with what was published last.


def rewritten(path: Path, row: int, column: int, text: str) -> tuple[str, str, str, str]:
    """Change one cell; the row's first cell, the column's name, the old text and the new one."""
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    old, lines[row][column] = lines[row][column], text
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(lines)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return lines[row][1], lines[0][column], old, text


TABLE = "town-volume-month"


def test_a_row_that_goes_away_shows_its_old_figures(archive: Repository, schemas: Schemas) -> None:
    path = archive.folder / f"data/2003-12/{TABLE}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    header, row = lines[0].split(","), lines[1].split(",")
    path.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    archive.commit("删一行", **day("2004-03-05"))
    path.write_text("\n".join([lines[0], ",".join([*row[:2], "7", *row[3:]]), *lines[2:]]), encoding="utf-8")
    archive.commit("又添上", **day("2004-03-06"))

    def spelled(cells: list[str]) -> str:
        pairs = zip(header, cells, strict=True)
        return "，".join(f"{name} {text}" for name, text in pairs if text and name != header[1])

    again = spelled([*row[:2], "7", *row[3:]])
    assert read_history(archive.folder, schemas.layout).revisions == (
        Revision("2003-12", "2004-03-05", TABLE, row[1], "", spelled(row), ""),
        Revision("2003-12", "2004-03-06", TABLE, row[1], "", "", again),
    )


def away(archive: Repository, what: str) -> None:
    folder = archive.folder / "data/2003-12"
    if what == "month":
        shutil.rmtree(folder)
    elif what == "table":
        (folder / f"{TABLE}.csv").unlink()
    else:
        withdraw(archive.folder, "2003-12")
        if what == "withdrawn, tables removed":
            for path in folder.glob("*.csv"):
                path.unlink()


@pytest.mark.parametrize("what", ["month", "table", "withdrawn", "withdrawn, tables removed"])
@pytest.mark.parametrize("steps", [1, 2])
def test_what_comes_back_is_compared_with_what_was_published_last(
    archive: Repository, schemas: Schemas, what: str, steps: int
) -> None:
    folder = archive.folder / "data/2003-12"
    kept = archive.folder.parent / "kept"
    shutil.copytree(folder, kept)
    for step in range(steps):
        away(archive, what)
        archive.commit("不见了", **day(f"2004-03-0{2 * step + 1}"))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        cell = rewritten(folder / f"{TABLE}.csv", 1, 2, str(990 + step))
        archive.commit("又来了", **day(f"2004-03-0{2 * step + 2}"))
    found = read_history(archive.folder, schemas.layout).revisions
    cells = [each for each in found if each.table == TABLE and each.column == cell[1]]
    original = rewritten(kept / f"{TABLE}.csv", 1, 2, "0")[2]
    assert [(each.when, each.old, each.new) for each in cells] == [
        ("2004-03-02", original, "990"),
        ("2004-03-04", "990", "991"),
    ][:steps]
    around = [each for each in found if each not in cells]
    if what == "month":
        assert around[:2] == [
            Revision("2003-12", "2004-03-01", "", "", "", WHOLE, ""),
            Revision("2003-12", "2004-03-02", "", "", "", "", AGAIN),
        ]
    elif what == "table":
        assert around[:2] == [
            Revision("2003-12", "2004-03-01", TABLE, "", "", WHOLE, ""),
            Revision("2003-12", "2004-03-02", TABLE, "", "", "", WHOLE),
        ]
    else:
        assert [
            (each.when, each.column, each.old, each.new) for each in around if each.column == "state"
        ] == [
            pair
            for step in range(steps)
            for pair in (
                (f"2004-03-0{2 * step + 1}", "state", "", "已撤回"),
                (f"2004-03-0{2 * step + 2}", "state", "已撤回", ""),
            )
        ]
        assert {each.table for each in around} == {""}


def test_the_page_says_what_went_and_what_came_back(archive: Repository) -> None:
    folder, kept = archive.folder / "data/2003-12", archive.folder.parent / "kept"
    shutil.copytree(folder, kept)
    shutil.rmtree(folder)
    archive.commit("不见了", **day("2004-03-01"))
    shutil.copytree(kept, folder)
    news = folder / "news.csv"
    lines = news.read_text(encoding="utf-8").rstrip("\n").split("\n")
    news.write_text("\n".join([lines[0], *lines[2:], ""]), encoding="utf-8")
    archive.commit("又来了", **day("2004-03-02"))
    withdraw(archive.folder, "2003-12")
    archive.commit("撤回", **day("2004-03-03"))
    publish_again(archive.folder, "2003-12")
    archive.commit("重新公布", **day("2004-03-04"))
    assert emit(archive.folder).written is not None
    page = (archive.folder / "docs/issues/2003-12.md").read_text(encoding="utf-8")
    said = page[page.index("## 修订") :]
    assert '本期</p>\n<p class="yb-values">整期删去</p>' in said
    assert '本期</p>\n<p class="yb-values">重新收入</p>' in said
    assert '<p class="yb-values">整行删去' in said
    assert '刊头的状态</p>\n<p class="yb-values">原来 <b>空白</b>　改为 <b>已撤回</b></p>' in said
    assert "刊头的撤回的理由" in said


# On a server only the accepted tips count.


def accept(archive: Repository, *tips: Tip) -> None:
    path = archive.folder / ".git" / PUBLISHED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_tips(tips), encoding="ascii")


def test_between_accepted_tips_nothing_is_shown(archive: Repository, schemas: Schemas) -> None:
    first = archive.head()
    path = archive.folder / f"data/2003-12/{TABLE}.csv"
    for text in ("123456", "345678", "765432"):
        old = rewritten(path, 1, 2, text)
        archive.commit(f"往返 {text}", **day("2004-03-01"))
    last = archive.head()
    assert len(read_history(archive.folder, schemas.layout).revisions) == 3
    accept(archive, Tip(first, "2004-01-01"), Tip(last, "2004-05-06"))
    (only,) = read_history(archive.folder, schemas.layout).revisions
    assert (only.when, only.column, only.new) == ("2004-05-06", old[1], "765432")
    assert only.old not in ("123456", "345678")
    accept(archive, Tip(first, "2004-01-01"), Tip(first, "2004-01-02"))
    assert read_history(archive.folder, schemas.layout).revisions == ()


@pytest.mark.parametrize("seed", range(12))
def test_revisions_follow_the_tips_whatever_lies_between(
    archive: Repository, schemas: Schemas, seed: int
) -> None:
    """Random edits, some commits of them accepted: applied to the first tip, the revisions give the last."""
    draw = random.Random(seed)
    path = archive.folder / f"data/2003-12/{TABLE}.csv"
    start = table_of(path)
    tips = [Tip(archive.head(), "2004-01-01")]
    for number in range(12):
        away_now = draw.random() < 0.25 and path.exists()
        if away_now:
            kept = path.read_text(encoding="utf-8")
            path.unlink()
        else:
            if not path.exists():
                path.write_text(kept, encoding="utf-8")
            rewritten(path, draw.randrange(1, 3), draw.randrange(2, 7), str(draw.randrange(10, 99)))
        archive.commit("改动", **day("2004-02-01"))
        if draw.random() < 0.5:
            tips.append(Tip(archive.head(), f"2004-03-{number + 1:02d}"))
    if not path.exists():
        path.write_text(kept, encoding="utf-8")
        archive.commit("补上", **day("2004-02-01"))
    tips.append(Tip(archive.head(), "2004-04-01"))
    accept(archive, *tips)
    shown = dict(start)
    for revision in sorted(
        read_history(archive.folder, schemas.layout).revisions, key=lambda each: each.when
    ):
        assert revision.when in {tip.when for tip in tips[1:]}
        if revision.column:
            assert shown[revision.row, revision.column] == revision.old
            shown[revision.row, revision.column] = revision.new
    assert shown == table_of(path)


def table_of(path: Path) -> dict[tuple[str, str], str]:
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    return {(row[1], name): text for row in rows for name, text in zip(header, row, strict=True)}


def test_tips_that_a_failing_disk_cut_short_are_none() -> None:
    tips = (Tip("0" * 40, "2004-01-01"), Tip("a" * 64, "2004-01-02"))
    text = write_tips(tips)
    assert read_tips(text) == tips
    assert read_tips(text[:-30]) == tips[:1]
    assert read_tips(f"{text}\0\0\0\n") == tips


def test_the_own_line_of_a_branch_is_what_changed_data(archive: Repository) -> None:
    start = archive.head()
    (archive.folder / "README.md").write_text("示例", encoding="utf-8")
    archive.commit("说明", **day("2004-02-01"))
    rewritten(archive.folder / f"data/2003-12/{TABLE}.csv", 1, 2, "1")
    changed = archive.commit("数据", **day("2004-02-02"))
    assert [tip.commit for tip in first_parents(archive.folder, "HEAD")] == [start, changed]
    assert [tip.commit for tip in line_of(archive.folder).tips] == [start, changed]


# It grows as what it has to say.


def seconds_of(archive: Repository, schemas: Schemas) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time_ns()
        read_history(archive.folder, schemas.layout)
        best = min(best, (time.process_time_ns() - start) / 1e9)
    return best


@pytest.mark.slow
@pytest.mark.race
def test_time_per_revision_does_not_grow(tmp_path: Path, published: Repository, schemas: Schemas) -> None:
    """Ten times the revisions cost at most twenty times the time: this process's own, which other load hardly changes."""
    shutil.copytree(published.folder / "data", tmp_path / "data")
    repository = new_repository(tmp_path)
    repository.commit("示例", **day("2004-01-01"))
    path = tmp_path / f"data/2003-12/{TABLE}.csv"
    taken = {}
    for number in range(1, 401):
        rewritten(path, 1, 2, str(number))
        repository.commit("改", **day("2004-02-01"))
        if number in (40, 400):
            taken[number] = seconds_of(repository, schemas)
            assert len(read_history(tmp_path, schemas.layout).revisions) == number
    assert taken[400] <= 2 * 10 * taken[40], taken
