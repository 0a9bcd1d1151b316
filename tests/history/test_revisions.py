"""Revisions: what counts as one, from real history, from the record, and on the page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.gate_server import make_clerk
from tests.support.git_repository import Repository
from yuebao.history.cells import CellChange, masthead_changes, table_changes
from yuebao.history.revisions import read_history, write_record
from yuebao.model.fault import Fault
from yuebao.model.revision import RECORD, WHOLE, Revision
from yuebao.schema.reader import Schemas
from yuebao.site.masking import masker
from yuebao.site.published_revisions import HIDDEN, publishable
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_standing

MONTH = "data/2003-12"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make_clerk(tmp_path_factory.mktemp("revisions") / "archive")


@pytest.fixture
def archive(published: Repository, tmp_path: Path) -> Repository:
    shutil.copytree(published.folder, tmp_path / "archive", symlinks=True)
    return Repository(tmp_path / "archive")


@pytest.fixture(scope="module")
def schemas(published: Repository) -> Schemas:
    return read_standing(published.folder).schemas


def day(date: str) -> dict[str, str]:
    return {"GIT_COMMITTER_DATE": f"{date}T12:00:00+0800", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}


def edit(archive: Repository, file: str, old: str, new: str) -> None:
    path = archive.folder / MONTH / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_first_commit_of_a_month_is_no_revision(archive: Repository, schemas: Schemas) -> None:
    assert read_history(archive.folder, schemas.layout).revisions == ()


def test_a_cell_changed_after_publication_is_a_revision(archive: Repository, schemas: Schemas) -> None:
    rate = (archive.folder / MONTH / "satisfaction.csv").read_text(encoding="utf-8").split("\n")[1].split(",")
    edit(archive, "satisfaction.csv", f",{rate[1]},", ",12.5%,")
    edit(archive, "issue.yaml", "publisher: 示例", "publisher: 示例局")
    archive.commit("改正", **day("2004-03-05"))
    edit(archive, "satisfaction.csv", "12.5%", "13%")
    archive.commit("再改", **day("2004-04-06"))
    (archive.folder / MONTH / "errata.yaml").write_text("[]\n", encoding="utf-8")
    archive.commit("勘误不是修订", **day("2004-05-07"))
    assert read_history(archive.folder, schemas.layout).revisions == (
        Revision("2003-12", "2004-03-05", "", "", "publisher", "示例", "示例局"),
        Revision("2003-12", "2004-03-05", "satisfaction", "第 1 行", "主动评价率", rate[1], "12.5%"),
        Revision("2003-12", "2004-04-06", "satisfaction", "第 1 行", "主动评价率", "12.5%", "13%"),
    )


def test_only_what_a_merge_changed_counts(archive: Repository, schemas: Schemas) -> None:
    archive.git("checkout", "--quiet", "-b", "draft")
    shutil.copytree(archive.folder / "data/2004-01", archive.folder / "data/2004-02")
    archive.commit("新月草稿", **day("2004-03-01"))
    news = archive.folder / "data/2004-02/news.csv"
    news.write_text(news.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
    edit(archive, "news.csv", "。", "？")
    archive.commit("往返一", **day("2004-03-02"))
    edit(archive, "news.csv", "？", "！")
    archive.commit("往返二", **day("2004-03-03"))
    archive.git("checkout", "--quiet", "main")
    archive.git("merge", "--quiet", "--no-ff", "--message", "合并", "draft", environment=day("2004-03-09"))
    found = read_history(archive.folder, schemas.layout).revisions
    assert [(item.month, item.when, item.table, item.old, item.new) for item in found] == [
        ("2003-12", "2004-03-09", "news", WHOLE, ""),
        ("2003-12", "2004-03-09", "news", "", WHOLE),
    ]
    assert [item.row.count("。") - item.row.count("！") for item in found] == [1, -1]


def test_a_shallow_clone_takes_the_record(archive: Repository, schemas: Schemas, tmp_path: Path) -> None:
    edit(archive, "issue.yaml", "publisher: 示例", "publisher: 示例局")
    archive.commit("改正", **day("2004-03-05"))
    archive.commit("再一次", **day("2004-03-06"))
    expected = (Revision("2003-12", "2004-03-05", "", "", "publisher", "示例", "示例局"),)
    assert read_history(archive.folder, schemas.layout).revisions == expected
    (archive.folder / RECORD).write_text(write_record(expected), encoding="utf-8")
    archive.commit("记下修订", **day("2004-03-07"))
    assert read_history(archive.folder, schemas.layout).revisions == expected, "记录与历史相同的只算一次"
    archive.git("clone", "--quiet", "--depth", "1", f"file://{archive.folder}", str(tmp_path / "shallow"))
    shallow = tmp_path / "shallow"
    assert read_history(shallow, schemas.layout).revisions == expected
    (shallow / RECORD).unlink()
    assert read_history(shallow, schemas.layout).revisions == ()
    shutil.rmtree(archive.folder / ".git")
    assert read_history(archive.folder, schemas.layout).revisions == expected
    assert emit(archive.folder).outcome.blocking == ()


def test_a_record_that_is_none_is_a_fault(archive: Repository, schemas: Schemas) -> None:
    (archive.folder / RECORD).write_text("统计期,日期\n2003-13,x\n", encoding="utf-8")
    with pytest.raises(Fault, match=r"data/revisions.csv:1 应为"):
        read_history(archive.folder, schemas.layout)


def test_the_page_shows_them(archive: Repository) -> None:
    edit(archive, "issue.yaml", "publisher: 示例", "publisher: 示例<局>")
    news = archive.folder / MONTH / "news.csv"
    news.write_text(news.read_text(encoding="utf-8") + "2003-12-31,示例。\n", encoding="utf-8")
    archive.commit("改正", **day("2004-03-05"))
    assert emit(archive.folder).written is not None
    page = (archive.folder / "docs/issues/2003-12.md").read_text(encoding="utf-8")
    assert "## 修订 { #revisions }" in page
    assert (
        '<p class="yb-place"><span class="yb-category">修订</span> <time datetime="2004-03-05">2004-03-05</time>　刊头的编者</p>\n'
        '<p class="yb-values">原来 <b>示例</b>　改为 <b>示例&lt;局&gt;</b></p>\n'
    ) in page
    assert (
        '<p class="yb-place"><span class="yb-category">修订</span> <time datetime="2004-03-05">2004-03-05</time>　《工作动态》“2003-12-31 / 示例。”行</p>\n'
        '<p class="yb-values">新增一行</p>\n'
    ) in page
    other = (archive.folder / "docs/issues/2003-11.md").read_text(encoding="utf-8")
    assert "修订" not in other


TABLE = "大厅,来访\n东厅,12\n西厅,30\n"


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (TABLE, []),
        ("大厅,来访\n\n东厅,12\n\n西厅,30\n\n", []),
        ("大厅,来访\n西厅,30\n东厅,12\n", []),
        ("大厅,来访\n东厅,21\n西厅,30\n", [CellChange("东厅", "来访", "12", "21")]),
        ("大厅,来访\n东厅,\n西厅,30\n", [CellChange("东厅", "来访", "12", "")]),
        (
            "大厅,来访\n北厅,12\n西厅,30\n",
            [CellChange("北厅", "", "", WHOLE, "来访 12"), CellChange("东厅", "", WHOLE, "", "来访 12")],
        ),
        (
            "大厅,去访\n东厅,12\n西厅,30\n",
            [
                CellChange("东厅", "去访", "", "12"),
                CellChange("东厅", "来访", "12", ""),
                CellChange("西厅", "去访", "", "30"),
                CellChange("西厅", "来访", "30", ""),
            ],
        ),
        (f"{TABLE}东厅,5\n", [CellChange("东厅（2）", "", "", WHOLE, "来访 5")]),
        (None, [CellChange("", "", WHOLE, "")]),
        ("大厅,来\r访\n东厅,12\n", [CellChange("", "", WHOLE, WHOLE)]),
        (
            "",
            [CellChange("东厅", "", WHOLE, "", "来访 12"), CellChange("西厅", "", WHOLE, "", "来访 30")],
        ),
        (
            "\n,\n",
            [
                CellChange("第 1 行", "", "", WHOLE),
                CellChange("东厅", "", WHOLE, "", "来访 12"),
                CellChange("西厅", "", WHOLE, "", "来访 30"),
            ],
        ),
    ],
)
def test_cells(schemas: Schemas, new: str | None, changes: list[CellChange]) -> None:
    schema = replace(schemas.latest.tables["satisfaction"], primary_key=("大厅",))
    assert list(table_changes(TABLE, new, schema)) == changes


def test_masthead_keys() -> None:
    old = "year: 2020\nsources:\n  - {file: a, sha256: '1'}\n"
    new = "year: 2021\nsources:\n  - {file: a}\ntitle: 月报\n"
    assert list(masthead_changes(old, new)) == [
        CellChange("", "year", "2020", "2021"),
        CellChange("", "title", "", "月报"),
        CellChange("", "sources.0.sha256", "1", ""),
    ]
    assert list(masthead_changes(old, "[")) == list(masthead_changes(old, ""))


ONE, TWO = "file: a, sha256: '1'", "file: b, sha256: '2'"
ROLE = ", role: 原件, in_force: 'true'"
DOCUMENTS = [
    (f"source: {{{ONE}}}", f"sources: [{{{ONE}{ROLE}}}]", []),
    (f"sources: [{{{ONE}}}, {{{TWO}}}]", f"sources: [{{{TWO}}}, {{{ONE}}}]", []),
    (
        f"sources: [{{{ONE}{ROLE}}}]",
        f"sources: [{{{TWO}{ROLE}}}, {{{ONE}{ROLE.replace('true', 'false')}}}]",
        [
            CellChange("", "sources.0.file", "", "b"),
            CellChange("", "sources.0.sha256", "", "2"),
            CellChange("", "sources.0.role", "", "原件"),
            CellChange("", "sources.0.in_force", "", "true"),
            CellChange("", "sources.1.in_force", "true", "false"),
        ],
    ),
    (
        f"sources: [{{{ONE}}}]",
        f"sources: [{{{ONE.replace('1', '3')}}}]",
        [CellChange("", "sources.0.sha256", "1", "3")],
    ),
]


@pytest.mark.parametrize(("old", "new", "changes"), DOCUMENTS)
def test_a_document_listed_elsewhere_is_the_same(old: str, new: str, changes: list[CellChange]) -> None:
    """Of one that both versions list only what both say is a change: not that the list, or a key of it, is new."""
    assert sorted(masthead_changes(old, new), key=repr) == sorted(changes, key=repr)


def test_persons_and_personal_numbers_stay_away(schemas: Schemas) -> None:
    name = Revision("2003-12", "2004-01-01", "staff-scores", "陈芬 / 民政局", "姓名", "陈芬", "陈芳")
    score = replace(name, column="得分", old="100", new="101")
    number = replace(
        name, table="news", row="2003-12-01 / 电话13800138000", column="内容", old="13800138000", new=""
    )
    assert publishable([name, score], schemas.layout, lambda month: None) == (name, score)
    hide = masker(["陈芳"])
    assert publishable([name, score], schemas.layout, lambda month: hide) == (
        replace(name, row=HIDDEN, old=HIDDEN, new=HIDDEN),
        replace(score, row=HIDDEN),
    )
    assert publishable([number], schemas.layout, lambda month: None) == (
        replace(number, row=HIDDEN, old=HIDDEN),
    )
