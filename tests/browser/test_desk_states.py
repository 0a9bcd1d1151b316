"""Every page of the desk in every state that can be opened on it: forms, dialogs, cells that are typed into, what is said. Each is
looked at by axe, wide and narrow, light and dark; and no words of a page are left that no state shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, watched
from tests.browser.test_desk import FILE, TOWNS, cell, opened, show, typed, undrafted, written
from tests.browser.test_pages import overflow, serious
from tests.desk.conftest import _bench, as_at_the_beginning
from tests.desk.test_by_hand import ISSUE, SCAN, without_source
from tests.support.archive import ArchiveFolder, exported_report
from tests.support.archive import cell as one
from tests.support.desk import RunningDesk
from tests.support.gate_server import make_server
from tests.support.git_repository import new_repository
from tests.support.kept_documents import keep_texts
from tests.support.repository import PACKAGE
from tests.support.whole_draft import LAST
from yuebao.workflows.attach_source import attach
from yuebao.workflows.judge import read_standing
from yuebao.workflows.send_issue import pack

__all__ = ["_bench"]
pytestmark = pytest.mark.browser

SIZES: Final = ((1440, 900), PHONE)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
TEMPLATES: Final = PACKAGE / "desk/templates"
DOUBT: Final = """\
- file: source/示例.docx
  place: 第 1 段
  read: "11"
  alternatives: ["11", "17"]
  cell: ""
  decision: ""
"""
STALE: Final = """\
- rule: town-month-total
  table: town-volume-month
  row: 合计
  column: 申请件
  published: "1"
  expected: "2"
  category: 待核
  reason: 示例
  reviewer: 示例局
  reviewed: 2004-02-20
"""
LONGER: Final = {"（前面各期照改以后）"}
"""Within a line that is seen, and said only where three issues of one year follow each other."""
States = Iterator[str]


class Hand:
    """Who opens one state after the other."""

    def __init__(self, page: Page, desk: RunningDesk, archive: ArchiveFolder, folder: Path) -> None:
        self.page, self.desk, self.archive, self.folder = page, desk, archive, folder

    def open(self, name: str) -> Page:
        self.page.goto(f"{self.desk.address}{name}")
        if name.endswith("check"):
            self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()


def issues(hand: Hand) -> States:
    page = hand.open("")
    yield "an issue to go on with"
    page.locator("[name=period]").fill("2004-03")
    hand.press("建立空表")
    page.wait_for_selector("html[data-ready]", state="attached")
    yield "an empty issue"
    hand.open("")
    yield "issues of all kinds"
    page.locator("[name=period]").fill("何年何月")
    hand.press("建立空表")
    expect(page.locator("h1")).to_have_text("没有做成")
    yield "what was refused"
    page.goto(f"{hand.desk.address}nothing")
    yield "no such page"


def next_issue(hand: Hand) -> States:
    """Nothing in progress: the next one is not begun."""
    hand.archive.edit(ISSUE, lambda text: re.sub(r"(?m)^(state|complete):.*\n", "", text))
    hand.open("")
    yield "the next one is not begun"


def files(hand: Hand) -> States:
    page = hand.open("files")
    yield "nothing dropped"
    page.evaluate("document.querySelector('[data-drop]').classList.add('over')")
    yield "something held over it"
    report = undrafted(exported_report(hand.archive, LAST, hand.folder))
    page.locator("#files").set_input_files(report)
    page.get_by_label("这一期已经在了也读").check()
    hand.press("读入")
    expect(page.locator("pre.told")).to_contain_text("已把")
    yield "what became of a document"
    bundle = hand.folder / "bundle.zip"
    bundle.write_bytes(pack(read_standing(hand.archive.folder), LAST))
    page.locator("#files").set_input_files(bundle)
    hand.press("读入")
    expect(page.locator("pre.told")).to_contain_text("收下了")
    yield "a bundle"


def check(hand: Hand) -> States:
    page, archive = hand.page, hand.archive
    archive.edit(FILE, lambda text: text.replace(",100%", ",99%", 1))
    archive.edit(FILE, one("示例一乡", "办结件", "千"))
    archive.write(f"data/{LAST}/doubts.yaml", DOUBT)
    archive.write(f"data/{LAST}/errata.yaml", STALE)
    opened(page, hand.desk)
    show(page, TOWNS)
    yield "findings of all kinds, a doubt"
    for summary in page.locator(".card summary").all():
        if summary.is_visible():
            summary.click()
    yield "what hangs on them"
    page.locator(".card .own").first.click()
    yield "the cell of a finding"
    typed(page, "F2")
    yield "a cell that is typed into"
    typed(page, "Escape", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight")
    yield "a block"
    cell(page, 0, 2)
    typed(page, *"98765", "Enter")
    written(page)
    yield "a slip"
    hand.press("上面插一行")
    yield "a new row is asked for"
    hand.press("不插了")
    hand.press("填上推得出的空格")
    written(page)
    yield "what was filled"
    keep = page.locator(".card .keep").locator("visible=true").first
    keep.click()
    yield "the form of an erratum"
    page.locator(".errata .cancel").locator("visible=true").click()
    page.locator(".doubt input").focus()
    yield "a doubt being settled"
    archive.edit(FILE, one("示例一乡", "受理件", "4321"))
    cell(page, 0, 3)
    typed(page, "5", "Enter")
    expect(page.locator("#said")).to_contain_text("在别处改过")
    yield "what was not written"
    page.locator(".masthead input").first.focus()
    yield "the masthead"
    archive.write(FILE, "序号,乡镇\n1\n")
    opened(page, hand.desk)
    show(page, TOWNS)
    yield "a table that cannot be read"


def check_without(hand: Hand) -> States:
    """No original, one that cannot be read, nothing wrong, one that is published, a desk that was put away."""
    page = opened(hand.page, hand.desk)
    expect(page.locator("#told")).to_contain_text("没有待处理的问题")
    yield "nothing is wrong"
    source = next((hand.archive / f"data/{LAST}/source").iterdir())
    source.write_bytes(b"nothing")
    opened(page, hand.desk)
    yield "an original that cannot be read"
    opened(page, hand.desk, "2003-12")
    page.locator("#sheet td").first.focus()
    typed(page, "5")
    expect(page.locator("#said")).to_contain_text("更正")
    yield "a published issue that is typed into"
    without_source(hand.archive)
    opened(page, hand.desk)
    yield "no original"
    keep_texts(hand.archive).edit(FILE, one("示例一乡", "受理件", "4321"))
    opened(page, hand.desk)
    expect(page.get_by_role("button", name="照原件改")).to_be_visible()
    yield "an original that prints otherwise"
    page.route("**/quit", lambda route: route.fulfill(json={"ended": True}))
    hand.press("结束")
    yield "the desk was put away"


def correct(hand: Hand) -> States:
    page = hand.open(f"issues/{LAST}/correct")
    yield "a draft is not corrected"
    hand.open(f"issues/2003-11/correct?table={TOWNS}")
    yield "the cells"
    page.locator(f'[data-cell="#{TOWNS}.town-2.applied"]').click()
    yield "a cell is chosen"
    page.keyboard.insert_text("3")
    page.get_by_label("原因").fill("录入时看错一行")
    page.get_by_label("更正人").fill("示例局")
    hand.press("看看会改动哪些格")
    expect(page.locator("h2", has_text="会改动的格")).to_be_visible()
    yield "what follows"
    hand.press("照此更正")
    expect(page.locator("h2", has_text="已经更正")).to_be_visible()
    yield "it is written"
    hand.open("issues/2003-11/correct?table=town-volume-year")
    page.locator('[data-cell="#town-volume-year.town-2.applied"]').click()
    page.keyboard.insert_text("4321")
    hand.press("看看会改动哪些格")
    expect(page.get_by_role("link", name="那一期的更正").first).to_be_visible()
    yield "what follows in later issues"


def review(hand: Hand) -> States:
    page, archive = hand.page, hand.archive
    without_source(archive)
    attach(read_standing(archive.folder), LAST, "scan.pdf", SCAN)
    hand.open(f"issues/{LAST}/review")
    expect(page.locator("h1")).to_contain_text("待审")
    yield "cells to be ticked off"
    for verdict in ("退回", "同意"):
        hand.press("全部勾上")
        page.get_by_label("审核人").fill("示例局办公室")
        page.get_by_label("意见").fill("第一条动态的日期与原件不同")
        hand.press(verdict)
        expect(page.locator("main")).to_contain_text("示例局办公室")
        yield verdict
    archive.edit(FILE, one("示例一乡", "申请件", "4321"))
    hand.open(f"issues/{LAST}/review")
    yield "changed since"
    hand.open("issues/2003-12/review")
    yield "published"


def paper(hand: Hand) -> States:
    page = hand.open(f"issues/{LAST}/print")
    expect(page.locator("iframe")).to_be_hidden()
    yield "a draft"
    page.get_by_role("link", name="显示各页").click()
    expect(page.locator("iframe")).to_be_visible()
    page.wait_for_function("frames.length === 1 && document.querySelector('iframe').contentWindow")
    yield "the pages of a draft"
    hand.open("issues/2003-12/print")
    yield "published"
    hand.archive.edit(f"data/2003-12/{TOWNS}.csv", one("示例一乡", "申请件", "4321"))
    hand.open("issues/2003-12/print")
    yield "what has findings is not printed"


def send(hand: Hand) -> States:
    page = hand.open(f"issues/{LAST}/send")
    yield "no git"
    clerk = new_repository(hand.archive.folder)
    try:
        clerk.commit("示例档案")
        hand.open(f"issues/{LAST}/send")
        yield "no server"
        server = make_server(hand.folder / "server", clerk)
        clerk.git("remote", "add", "origin", server.url)
        clerk.git("push", "--set-upstream", "origin", "main")
        for key, value in (("user.name", "示例"), ("user.email", "example@example.invalid")):
            clerk.git("config", key, value)
        hand.open(f"issues/{LAST}/send")
        yield "nothing to send"
        hand.press("取回别人的改动")
        expect(page.get_by_role("alert")).to_be_visible()
        yield "brought over"
        hand.archive.edit(FILE, one("示例一乡", "申请件", "4321"))
        hand.open(f"issues/{LAST}/send")
        yield "files to send"
        hand.press(re.compile("^提交并送到"))
        expect(page.get_by_role("alert")).to_be_visible()
        yield "the answer of the server"
    finally:
        (hand.archive / ".git").rename(hand.folder / "git")


WALKS: Final[dict[str, Callable[[Hand], States]]] = {
    walk.__name__: walk
    for walk in (issues, next_issue, files, check, check_without, correct, review, paper, send)
}


@dataclass
class Seen:
    """What axe and the page say of the states of a walk, and the words that were to be seen in them."""

    wrong: dict[str, list[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


Walked = Callable[[str], Seen]


@pytest.fixture(scope="module")
def walked(
    chromium: Browser, _bench: tuple[ArchiveFolder, RunningDesk], tmp_path_factory: pytest.TempPathFactory
) -> Walked:
    """A walk from the beginning of the archive, made once."""

    @cache
    def walk(name: str) -> Seen:
        archive, desk = _bench
        page = chromium.new_context().new_page()
        visit, seen = watched(page, console=False), Seen()
        hand = Hand(page, desk, as_at_the_beginning(archive), tmp_path_factory.mktemp(name))
        for state in WALKS[name](hand):
            seen.words |= {*page.evaluate("document.body.innerText").split("\n")}
            seen.wrong.update({f"{state}, {how}": wrong for how, wrong in looked_at(page) if wrong})
        page.context.close()
        seen.errors += visit.errors
        return seen

    return walk


def looked_at(page: Page) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with a page as it stands, in each size and colour."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            wide = [f"宽出 {over}"] if (over := overflow(page)) > 0 else []
            yield f"{width} {scheme}", [*serious(page), *wide]


@pytest.mark.parametrize("name", WALKS)
def test_every_state_is_accessible(walked: Walked, name: str) -> None:
    """Nothing that axe calls serious, nothing that is wider than the screen, no error."""
    seen = walked(name)
    assert (seen.wrong, seen.errors) == ({}, [])


def test_every_word_of_the_pages_is_seen_in_a_state(walked: Walked) -> None:
    """Whatever a template can show was looked at: who adds to a page adds the state in which it is seen."""
    shown = "\n".join(word for name in WALKS for word in walked(name).words)
    left = {
        path.name: [each for each in words_of(path) if each not in shown and each not in LONGER]
        for path in TEMPLATES.glob("*.j2")
    }
    assert {name: words for name, words in left.items() if words} == {}


def words_of(template: Path) -> list[str]:
    """The Chinese words of a template that stand between its elements, and those that it writes between quotes in them."""
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"<title>.*?</title>|\{% block title %\}.*?\{% endblock %\}", "", text)
    outside = re.split(r"\{[{%].*?[%}]\}|<[^>]*>", text)
    inside = re.findall(r'"([^"]*)"', " ".join(re.findall(r"\{\{.*?\}\}", re.sub(r'="[^"]*"', "", text))))
    return [each.strip() for each in (*outside, *inside) if re.search(r"[\u4e00-\u9fff]", each)]
