"""A month at two desks: from a Word document with five faults in it, refused once by the reviewer, to the published issue, by
keyboard alone and with the mouse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx.document import Document
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_desk import undrafted, written
from tests.support.archive import ArchiveFolder, exported_report, made_archive
from tests.support.desk import RunningDesk, running_desk
from tests.support.gate_server import Server, make_server
from tests.support.git_repository import Repository, new_repository
from tests.support.whole_draft import LAST, begun

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CITY = {"departments": 9, "towns": 6, "counties": 3, "windows": 6, "staff": 9}
DEPARTMENTS, COMPARISON, TOWNS = 1, 2, 4
"""The tables of the document."""


ROUND = 600
"""Stops of the keyboard on a page: more than any has."""


@dataclass
class Hand:
    """Who sits at a desk: each key, click and text is a step, done by keyboard alone or with the mouse. The keyboard gets
    everywhere by Tab, which is not counted."""

    page: Page
    desk: RunningDesk
    mouse: bool
    steps: int = 0

    def open(self, name: str = "") -> None:
        """A page of the desk."""
        self.page.goto(f"{self.desk.address}{name}")

    def press(self, found: Locator) -> None:
        """A button or a link."""
        self.steps += 1
        if self.mouse:
            found.click()
        else:
            self.reach(found)
            self.page.keyboard.press("Enter")

    def reach(self, found: Locator) -> None:
        """By Tab from where the keyboard is, once round the page at most; from the chosen one of several tabs by arrows."""
        of_tabs = found.get_attribute("role") == "tab"
        first = found.locator("xpath=../*[@aria-selected='true']") if of_tabs else found
        self._until(first, "Tab")
        self._until(found, "ArrowRight")

    def _until(self, found: Locator, key: str) -> None:
        for _ in range(ROUND):
            if found.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not get there")

    def go(self, name: str) -> None:
        """A page by its link."""
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def button(self, name: str | re.Pattern[str]) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def write(self, found: Locator, text: str) -> None:
        """A text into a field, over what stands there."""
        self.steps += 1
        if self.mouse:
            found.click()
        else:
            self.reach(found)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def type(self, text: str, key: str = "Enter") -> None:
        """A text into the cell where the keyboard is."""
        self.steps += 1
        for each in text:
            self.page.keyboard.press(each) if each.isascii() else self.page.keyboard.insert_text(each)
        self.page.keyboard.press(key)

    def card(self, words: str) -> Locator:
        """The one card that says so."""
        return self.page.locator(".card").filter(has=self.page.locator("h3", has_text=words))


def five_faults(archive: ArchiveFolder, folder: Path) -> Path:
    """The report of the newest issue with five faults, and the archive without that issue."""
    report = exported_report(archive, LAST, folder)
    document = docx.Document(str(report))
    put(document, TOWNS, 3, 3, "717")  # two digits exchanged: 177
    departments = document.tables[DEPARTMENTS]
    departments._tbl.remove(departments.rows[7]._tr)  # 县示例七局 is missing
    put(document, DEPARTMENTS, 4, 6, "16")  # two figures exchanged: 24
    put(document, DEPARTMENTS, 5, 6, "24")
    put(document, DEPARTMENTS, 6, 1, "县示例捌局")  # a name misspelt: 县示例八局
    put(document, COMPARISON, 3, 4, "")  # a figure left blank: 124
    document.save(str(report))
    begun(archive)
    for name in (f"data/{LAST}", "build"):
        shutil.rmtree(archive / name)
    return undrafted(report)


def put(document: Document, table: int, row: int, column: int, text: str) -> None:
    """One cell of the document."""
    first, *others = document.tables[table].rows[row].cells[column].paragraphs[0].runs
    first.text = text
    for run in others:
        run.text = ""


def clone(server: Server, folder: Path) -> Repository:
    """Another person's copy of the archive, who has told git his name."""
    shutil.copytree(server.clerk.folder, folder, symlinks=True)
    copy = Repository(folder)
    copy.git("remote", "add", "origin", server.url)
    copy.git("fetch", "--quiet", "origin")
    copy.git("branch", "--set-upstream-to", "origin/main", "main")
    for key, value in (("user.name", "示例"), ("user.email", "example@example.invalid")):
        copy.git("config", key, value)
    return copy


@contextmanager
def sitting(chromium: Browser, folder: Path, *, mouse: bool) -> Iterator[Hand]:
    """Someone at a desk of this archive."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with running_desk(folder) as desk:
        yield Hand(context.new_page(), desk, mouse)
    context.close()


@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
def test_a_month_with_five_faults_is_published(chromium: Browser, tmp_path: Path, mouse: bool) -> None:
    archive = made_archive(tmp_path / "archive", 3, first="2003-11", **CITY)
    report = five_faults(archive, tmp_path / "out")
    new_repository(archive.folder).commit("示例档案")
    site = None if mouse else tmp_path / "site"
    server = make_server(tmp_path / "server", Repository(archive.folder), site)
    assert server.push().accepted
    clerk_copy, reviewer_copy = (clone(server, tmp_path / name) for name in ("clerk", "reviewer"))
    with (
        sitting(chromium, clerk_copy.folder, mouse=mouse) as clerk,
        sitting(chromium, reviewer_copy.folder, mouse=mouse) as reviewer,
    ):
        mend_and_send(clerk, report)
        refuse(reviewer)
        mend_again(clerk)
        agree(reviewer)
        publish(clerk)
        assert (clerk.steps, reviewer.steps) == STEPS
    assert server.has("main") == clerk_copy.head()
    assert ArchiveFolder(clerk_copy.folder).run("validate").status == 0
    if site is not None:
        published = (site / f"issues/{LAST}.html").read_text(encoding="utf-8")
        assert "县示例七局" in published and "原报告如此" in published


STEPS = (37, 14)
"""Keys, clicks and texts of the clerk and of the reviewer: the handbook says so."""


def mend_and_send(clerk: Hand, report: Path) -> None:
    """The five faults: two by the guess, two by hand, one is explained as printed."""
    page = clerk.page
    clerk.open("files")
    clerk.steps += 1
    page.locator("#files").set_input_files(report)
    clerk.button("读入")
    clerk.go("核对 2004年1月")
    page.wait_for_selector("html[data-ready]", state="attached")
    for words in ("“受理件”公布为 717", "“示例三县”公布为空白"):
        clerk.press(clerk.card(words).locator(".accept"))
        expect(clerk.card(words)).to_have_count(0)
    clerk.press(clerk.card("单位登记册里没有“县示例捌局”").locator(".own"))
    clerk.type("县示例八局")
    expect(clerk.card("捌")).to_have_count(0)
    clerk.press(clerk.card("缺少“县示例七局”").locator(".own"))
    clerk.button("上面插一行")
    clerk.write(page.locator("#new-row input"), "县示例七局")
    clerk.button("插入")
    expect(page.locator('[data-at="6,1"]')).to_have_text("县示例七局")
    expect(page.locator('[data-at="6,0"]')).to_be_focused()
    for text in ("7", "县示例七局", "9", "7", "7", "", "7", "100%"):
        clerk.type(text, "Tab")
    written(page)
    expect(clerk.card("县示例七局")).to_have_count(0)
    explain_all(clerk)
    expect(page.locator("#told")).to_have_text("已录全，没有待处理的问题")
    clerk.go("打印")
    expect(page.locator("main")).to_contain_text("草稿")
    send(clerk)


def explain_all(clerk: Hand) -> None:
    """What is left was printed so."""
    cards = clerk.page.locator(".card:not(.doubt, .masthead)")
    while count := cards.count():
        form = cards.first.locator("form.errata")
        clerk.press(cards.first.locator(".keep"))
        clerk.write(form.locator("[name=reason]"), "原报告如此")
        clerk.write(form.locator("[name=reviewer]"), "示例局")
        clerk.press(form.get_by_role("button", name="写进勘误"))
        expect(cards).to_have_count(count - 1)


def send(hand: Hand) -> None:
    """What was done goes to the server, whose hooks take it."""
    hand.go("送审")
    hand.button(re.compile("^提交并送到"))
    expect(hand.page.get_by_role("alert")).to_have_text("已经送到服务器。")


def bring(hand: Hand, state: str) -> Page:
    """What the other did comes over."""
    hand.open()
    hand.button("取回别人的改动")
    expect(hand.page.get_by_role("alert")).to_have_text("取回了新的版本。")
    expect(hand.page.locator("li", has_text="2004年1月")).to_contain_text(state)
    return hand.page


def refuse(reviewer: Hand) -> None:
    page = bring(reviewer, "待审")
    reviewer.go("打开")
    expect(page.locator("h1")).to_contain_text("待审")
    reviewer.write(page.get_by_label("审核人"), "示例局办公室")
    reviewer.write(page.get_by_label("意见（退回的写明为什么）"), "第一条动态的日期与原件不同")
    reviewer.button("退回")
    expect(page.locator("h1")).to_contain_text("已退回")
    send(reviewer)


def mend_again(clerk: Hand) -> None:
    page = bring(clerk, "已退回：第一条动态的日期与原件不同")
    clerk.go("2004年1月")
    page.wait_for_selector("html[data-ready]", state="attached")
    clerk.press(page.locator("[role=tab]", has_text="工作动态"))
    if clerk.mouse:
        page.locator('[data-at="0,0"]').click()
    else:
        clerk.reach(page.locator("#sheet td[tabindex='0']"))
        page.keyboard.press("Control+Home")
    clerk.type("2004-01-01")
    written(page)
    clerk.go("审核")
    expect(page.locator("h1")).to_contain_text("待审")
    expect(page.locator("main")).to_contain_text("要重新审核")
    send(clerk)


def agree(reviewer: Hand) -> None:
    page = bring(reviewer, "待审")
    reviewer.go("打开")
    reviewer.button("全部勾上")
    reviewer.write(page.get_by_label("审核人"), "示例局办公室")
    reviewer.button("同意")
    expect(page.locator("h1")).to_contain_text("待公布")
    send(reviewer)


def publish(clerk: Hand) -> None:
    page = bring(clerk, "待公布")
    clerk.go("打开")
    clerk.button("公布这一期")
    clerk.button(re.compile("^提交并送到"))
    expect(page.get_by_role("alert")).to_have_text("已经送到服务器。")
    clerk.open()
    expect(page.locator("li", has_text="2004年1月")).to_contain_text("已发布")
