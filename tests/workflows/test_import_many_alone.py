"""Many files at once, on pages that are read in a moment: what is said of each, what the list remembers, and that a second
call says the same of what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.workflows.test_seen_files import TITLES, House
from yuebao.importing.batch import Batch, Issue
from yuebao.importing.manifest import Line, read_manifest
from yuebao.importing.proposals import Group
from yuebao.model.doubt import Doubt
from yuebao.model.fault import Fault, UsageError
from yuebao.workflows import import_many as module
from yuebao.workflows.import_many import MANIFEST, group_doubts, import_many, keep_proposals
from yuebao.workflows.judge import read_standing
from yuebao.workflows.opened_document import Opened, open_document

WITHOUT = ("window-score-items", "volume-summary", "satisfaction", "awards", "news")
LEFT = "还差 27 格：刊头 5、各窗口（单位）考核加减分明细表 4、办件情况汇总 9、好差评情况 4、红旗窗口与服务之星 3、工作动态 2"
"""Four, nine, four, three and two columns of the tables that are not there; no key of the masthead."""
WORDS = "特此通报。电话13800138000。"
MASKED = "特此通报。电话138******00。"


class Told:
    """What a call told of how far it is."""

    def __init__(self) -> None:
        self.looks: list[tuple[int, int]] = []
        self.brought: list[tuple[int, int]] = []

    def look(self, done: int, total: int) -> None:
        self.looks.append((done, total))

    def bring(self, done: int, total: int) -> None:
        self.brought.append((done, total))


@pytest.fixture
def house(archive: ArchiveFolder, tmp_path: Path) -> House:
    """Two issues, one with a paragraph that nobody knows; a file that is none, and a picture."""
    house = House(archive, tmp_path / "文件")
    house.file("三", *TITLES, title="2004年3月")
    house.file("二", *TITLES)
    page = house.folder / "三.html"
    page.write_text(page.read_text("utf-8").replace("</body>", f"<p>{WORDS}</p></body>"), "utf-8")
    (house.folder / "坏.docx").write_bytes(b"PK")
    (house.folder / "图.jpg").write_bytes(b"")
    return house


def bring(house: House, *paths: Path, force: bool = False) -> tuple[Batch, Told]:
    """A call of its own, which finds the archive as the one before left it."""
    told = Told()
    house.standing = read_standing(house.archive.folder)
    batch = import_many(
        house.standing, paths or (house.folder,), force=force, look=told.look, bring=told.bring
    )
    return batch, told


def shown(batch: Batch) -> list[tuple[str, str, str, int, str, bool, tuple[str, ...]]]:
    return [
        (
            *(Path(each.line.file).name, each.line.period, each.line.state, each.line.doubts),
            *(each.progress, each.whole, each.absent),
        )
        for each in batch.issues
    ]


BOTH = [
    ("二.html", "2004-02", "已导入", 0, LEFT, False, WITHOUT),
    ("三.html", "2004-03", "有存疑", 1, f"{LEFT}，存疑 1 处没有定", False, WITHOUT),
    ("坏.docx", "", "没有导入", 0, "", False, ()),
]


def comparable(batch: Batch) -> list[Issue]:
    """The findings in one order; a doubt knows the line of its file once it was written down."""
    return [
        replace(
            each,
            doubts=tuple(replace(one, line=0) for one in each.doubts),
            findings=tuple(sorted(each.findings, key=lambda one: (one.file, one.address or ""))),
        )
        for each in batch.issues
    ]


def test_what_became_of_each_and_a_second_call_says_the_same(house: House) -> None:
    first, told = bring(house)
    assert shown(first) == BOTH
    assert (told.looks, told.brought) == ([(1, 3), (2, 3), (3, 3)], [(1, 2), (2, 2)])
    assert (first.strangers, first.beside) == (((house.folder / "图.jpg", "图片，不能读"),), ())
    two, three, bad = first.issues
    assert (two.doubts, bad.doubts, bad.findings) == ((), (), ())
    assert three.doubts == (Doubt("source/三.html", "第 9 段", MASKED, "不认得这段文字", ()),)
    assert {each.rule for each in (*two.findings, *three.findings)} == {"year-to-date"}
    assert bad.line.note.startswith("文件名是 .docx，内容却不是这种文件。")
    lines = read_manifest((house.archive / MANIFEST).read_bytes())
    assert list(lines.values()) == [each.line for each in first.issues]
    again, told = bring(house)
    assert comparable(again) == comparable(first)
    assert (told.looks, told.brought) == ([(1, 3), (2, 3), (3, 3)], [(1, 2), (2, 2)])
    forced, _ = bring(house, force=True)
    assert shown(forced) == BOTH
    assert read_manifest((house.archive / MANIFEST).read_bytes()) == lines


def test_what_is_listed_as_done_is_not_opened(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the issue no longer has it, the file is another, or it is to be read again."""
    bring(house)
    monkeypatch.setattr(module, "processors", lambda: 1)
    opened: list[str] = []

    def noting(file: Path) -> Opened:
        opened.append(file.name)
        return open_document(file)

    monkeypatch.setattr(module, "open_document", noting)
    bring(house)
    assert opened == ["坏.docx"]
    house.archive.edit("data/2004-02/issue.yaml", lambda text: text.replace("sha256: ", "sha256: 0", 1))
    page = house.folder / "三.html"
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    opened.clear()
    bring(house)
    assert sorted(opened) == ["三.html", "二.html", "坏.docx"]


def test_the_list_remembers_what_other_calls_brought(house: House) -> None:
    bring(house, house.folder / "二.html")
    bring(house, house.folder / "三.html")
    lines = read_manifest((house.archive / MANIFEST).read_bytes())
    assert [Path(file).name for file in lines] == ["二.html", "三.html"]
    (house.archive / MANIFEST).write_bytes(b"\xff")  # what cannot be read remembers nothing
    bring(house, house.folder / "三.html")
    assert [Path(file).name for file in read_manifest((house.archive / MANIFEST).read_bytes())] == ["三.html"]


def test_no_personal_number_is_written_into_the_list(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise UsageError("电话13800138000")

    monkeypatch.setattr(module, "bring_in", refuse)
    batch, _ = bring(house, house.folder / "二.html")
    assert [each.line.note for each in batch.issues] == ["电话13800138000"]
    assert "电话138******00" in (house.archive / MANIFEST).read_text("utf-8-sig")
    assert "13800138000" not in (house.archive / MANIFEST).read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("error", "state", "note"),
    [
        (UsageError("用法"), "没有导入", "用法"),
        (Fault("形式"), "程序出错", "形式"),
        (ValueError("x"), "程序出错", "ValueError：x"),
    ],
)
@pytest.mark.parametrize("step", ["date_document", "bring_in"])
def test_what_fails_at_one_file_is_told_of_it(
    house: House, step: str, error: Exception, state: str, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(module, step)
    failing: Iterator[bool] = iter([True])

    def once(*words: object, **more: object) -> object:
        if next(failing, False):
            raise error
        return real(*words, **more)

    monkeypatch.setattr(module, "processors", lambda: 1)
    monkeypatch.setattr(module, step, once)
    batch, _ = bring(house, house.folder / "二.html", house.folder / "三.html")
    states = {Path(each.line.file).name: (each.line.state, each.line.note) for each in batch.issues}
    assert states == {"二.html": (state, note), "三.html": ("有存疑", "")}
    assert batch.broken == (state == "程序出错") and not batch.placed
    (line,) = [each.line for each in batch.issues if each.line.state == state]
    assert (line.period, bool(line.sha256)) == ("" if step == "date_document" else "2004-02", True)


def test_parts_of_one_issue_are_brought_in_one_after_the_other(house: House) -> None:
    """The fullest begins it, the next add to it; what a part lacks is not told."""
    names = list(TITLES)
    house.file("子", *names[:2], title="2004年5月")
    house.file("丑", *names[2:], title="2004年5月")
    batch, told = bring(house, house.folder / "子.html", house.folder / "丑.html")
    assert [(each[0], each[1], each[2], each[6]) for each in shown(batch)] == [
        ("子.html", "2004-05", "已导入", ()),
        ("丑.html", "2004-05", "已导入", ()),
    ]
    assert told.brought == [(1, 2), (2, 2)]
    assert LEFT in {each.progress for each in batch.issues}


def test_what_the_issues_leave_open_by_its_kind(house: House) -> None:
    batch, _ = bring(house)
    groups = group_doubts(house.standing, batch)
    months = ("2004-02", "2004-03")
    titles = [
        "办件情况汇总",
        "各窗口（单位）考核加减分明细表",
        "好差评情况",
        "工作动态",
        "红旗窗口与服务之星",
    ]
    assert groups[:5] == tuple(Group("文件里没有的表", f"没有《{title}》", months, 2) for title in titles)
    assert [(each.example, each.months, each.key, each.proposal) for each in groups[5:]] == [
        ("source/三.html 第 9 段“特此通报。”：不认得这段文字", months[1:], "known", "特此通报。"),
        ("source/三.html 第 9 段“电话138******00。”：不认得这段文字", months[1:], "", None),
    ]
    assert group_doubts(house.standing, Batch((), (), ())) == ()
    bad = Issue(Line("a", "", "", "没有导入"), batch.issues[1].doubts)
    assert group_doubts(house.standing, Batch((bad,), (), ())) == ()


def test_proposals_are_kept_where_they_are_accepted(house: House) -> None:
    keep_proposals(house.standing, "known: [示例]\n")
    assert (house.archive / "build/import/proposals.yaml").read_text("utf-8") == "known: [示例]\n"
