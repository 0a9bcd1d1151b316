"""Who types faster than the desk judges, or writes while something else is being written, loses nothing and hears what was not
written. The desk is made to wait: its answers are held back until the test lets them go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_desk import FILE, TOWNS, cell, desk, draft, opened, page, show, typed, written
from tests.support.archive import ArchiveFolder, rows
from tests.support.archive import cell as one
from tests.support.desk import RunningDesk
from tests.support.waiting import until
from tests.support.whole_draft import LAST

__all__ = ["desk", "draft", "page"]
pytestmark = pytest.mark.browser


@contextmanager
def held(page: Page, what: str = "edit") -> Iterator[Callable[[], None]]:
    """What is asked of the desk waits for each call, in turn; what is left goes through after the block."""
    waiting: list[Route] = []
    page.route(f"**/{what}", lambda route: waiting.append(route))

    def go() -> None:
        until(lambda: page.evaluate("true") and waiting)
        with page.expect_response(f"**/{what}"):
            waiting.pop(0).continue_()

    yield go
    page.unroute(f"**/{what}")
    for route in waiting:
        route.continue_()


@pytest.fixture
def table(page: Page, desk: RunningDesk) -> Page:
    """The table of the towns, in the first figure of it."""
    opened(page, desk)
    show(page, TOWNS)
    cell(page, 0, 2)
    return page


def composed(page: Page, *texts: str) -> None:
    """What an input method shows while it composes, one after the other."""
    session = page.context.new_cdp_session(page)
    for text in texts:
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )


def test_an_input_method_begins_in_the_chosen_cell(table: Page, draft: ArchiveFolder) -> None:
    """Nothing of the composition is lost, also not while the cell before is judged, nor in a second one."""
    with held(table) as go:
        typed(table, "7", "Enter", "ArrowLeft")
        composed(table, "x", "xiang")
        go()
        written(table)
        expect(table.locator('[data-at="1,1"]')).to_have_text("xiang")
        table.keyboard.insert_text("乡")
        composed(table, "zhen")
        table.keyboard.insert_text("镇")
        typed(table, "Enter")
        go()
    written(table)
    assert figures(draft, (0, 2), (1, 1)) == ["7", "乡镇"]
    assert table.evaluate("document.activeElement.dataset.at") == "2,1"


@pytest.mark.parametrize(
    ("leave", "left"),
    [
        (lambda page: composed(page, ""), "示例二镇"),  # given up
        (lambda page: page.locator('[data-at="1,2"]').click(), "xiang"),  # another cell
        (lambda page: page.get_by_role("button", name="撤销").focus(), "xiang"),
        (lambda page: show(page, "town-volume-year"), "xiang"),
    ],
    ids=["given up", "cell", "button", "table"],
)
def test_a_composition_that_is_left(
    table: Page, draft: ArchiveFolder, leave: Callable[[Page], None], left: str
) -> None:
    """Keeps what is seen, as in Excel; given up it changes nothing."""
    typed(table, "ArrowLeft")
    composed(table, "xiang")
    leave(table)
    show(table, TOWNS)
    expect(table.locator('[data-at="0,1"]')).to_have_text(left)
    expect(table.locator("#saved")).to_have_text("都写进文件了" if left == "xiang" else "")
    assert figures(draft, (0, 1)) == [left]


@pytest.mark.parametrize("keys", ["Control+x", "Control+b", "Control+Backspace"])
def test_nothing_else_writes_into_the_chosen_cell(table: Page, draft: ArchiveFolder, keys: str) -> None:
    """It is there to be composed in: cut is what copy and Delete are, and all else leaves it alone."""
    before = draft.rows(FILE)
    typed(table, keys)
    if keys != "Control+b":
        before[1][2] = ""
        written(table)
    expect(table.locator('[data-at="0,2"]')).to_have_text(before[1][2])
    assert draft.rows(FILE) == before


@pytest.mark.parametrize("what", ["edit", "masthead"])
def test_what_was_refused_is_not_said_to_be_written(page: Page, desk: RunningDesk, what: str) -> None:
    """Whatever it was, until something is written again."""
    opened(page, desk)
    show(page, TOWNS)
    page.route(f"**/{what}", lambda route: route.fulfill(status=422, json={"error": "不行"}))

    def change(text: str) -> None:
        if what == "edit":
            cell(page, 0, 2)
            typed(page, *text, "Enter")
        else:
            page.locator(".masthead input").first.fill(text)
            typed(page, "Tab")

    change("8")
    expect(page.locator("#saved")).to_have_text("有没写进文件的，见最下面")
    expect(page.locator("#said")).to_contain_text("不行")
    page.unroute(f"**/{what}")
    change("9")
    written(page)
    expect(page.locator("#said")).not_to_contain_text("不行")


def figures(draft: ArchiveFolder, *places: tuple[int, int]) -> list[str]:
    rows = draft.rows(FILE)
    return [rows[row + 1][column] for row, column in places]


def test_the_cell_that_is_typed_into_stays_while_the_one_before_is_judged(
    table: Page, draft: ArchiveFolder
) -> None:
    with held(table) as go:
        typed(table, "9", "7", "Enter", "1", "2")
        go()
        written(table)
        expect(table.locator('[data-at="1,2"] input')).to_have_value("12")
        typed(table, "3", "4", "Enter")
        go()
    written(table)
    assert figures(draft, (0, 2), (1, 2)) == ["97", "1234"]


def test_cells_are_written_in_the_order_of_their_typing(table: Page, draft: ArchiveFolder) -> None:
    with held(table) as go:
        typed(table, "5", "Tab", "6", "Tab", "7", "Enter", "ArrowUp", "8", "Enter")
        for _ in range(4):
            go()
    written(table)
    assert figures(draft, (0, 2), (0, 3), (0, 4)) == ["5", "6", "8"]


def test_undo_takes_back_what_was_typed_last_though_it_is_not_judged_yet(
    table: Page, draft: ArchiveFolder
) -> None:
    right = draft.rows(FILE)
    with held(table) as go:
        typed(table, "5", "Tab", "6", "Enter", "Control+z")
        expect(table.locator('[data-at="0,3"]')).to_have_text(right[1][3])
        for _ in range(3):
            go()
    written(table)
    right[1][2] = "5"
    assert draft.rows(FILE) == right


def test_a_figure_goes_into_the_row_that_is_seen(table: Page, draft: ArchiveFolder) -> None:
    """The row above is gone from the screen at once."""
    second = draft.rows(FILE)[2]
    with held(table) as go:
        table.get_by_role("button", name="删去这一行").click()
        expect(table.locator('[data-at="0,1"]')).to_have_text(second[1])
        cell(table, 0, 2)
        typed(table, *"4321", "Enter")
        go()
        go()
    written(table)
    assert draft.rows(FILE)[1] == [*second[:2], "4321", *second[3:]]


def test_what_is_chosen_stays_chosen(table: Page, draft: ArchiveFolder) -> None:
    with held(table) as go:
        typed(table, "5", "Enter", "Shift+ArrowRight", "Shift+ArrowRight")
        go()
        written(table)
        assert table.locator("td.chosen").count() == 3
        typed(table, "Delete")
        go()
    written(table)
    assert figures(draft, (0, 2), (1, 2), (1, 3), (1, 4)) == ["5", "", "", ""]


def test_what_could_not_be_written_is_told(table: Page, draft: ArchiveFolder) -> None:
    """Neither the cell that was refused nor the one behind it, nor the one that is typed into."""
    name = draft.rows(FILE)[2][1]
    with held(table) as go:
        typed(table, *"971", "Tab", *"981", "Tab", *"991")
        draft.edit(FILE, rows(lambda all_: [all_[0], *all_[2:], all_[1]]))
        theirs = draft.rows(FILE)
        go()
        expect(table.locator("#said")).to_contain_text("在别处改过")
    expect(table.locator("#said")).to_contain_text("没有写的：示例二镇 申请件：971；示例二镇 受理件：981")
    typed(table, "Enter")
    expect(table.locator("#said")).to_contain_text("没有写的：示例二镇 办结件：991")
    expect(table.locator("#saved")).to_have_text("有没写进文件的，见最下面")
    expect(table.locator('[data-at="0,1"]')).to_have_text(name)
    assert draft.rows(FILE) == theirs


def test_a_desk_that_was_put_away_shows_what_stands_in_the_files(
    table: Page, desk: RunningDesk, draft: ArchiveFolder
) -> None:
    right = draft.rows(FILE)
    assert desk.post("quit", {}) == (200, {"ended": True})
    assert desk.process.wait() == 0
    typed(table, *"97", "Enter")
    expect(table.locator("#said")).to_contain_text("没有写的：示例二镇 申请件：97")
    expect(table.locator('[data-at="0,2"]')).to_have_text(right[1][2])
    assert draft.rows(FILE) == right


def test_going_on_waits_for_what_is_being_written(table: Page, draft: ArchiveFolder) -> None:
    with held(table) as go:
        typed(table, *"97", "Enter")
        table.get_by_role("link", name="审核", exact=True).click()
        go()
    expect(table.locator("h1")).to_contain_text("审核")
    assert figures(draft, (0, 2)) == ["97"]


def wrong(draft: ArchiveFolder) -> None:
    """Two figures that break a rule each."""
    for name, column in (("示例二镇", "申请件"), ("示例一乡", "办结件")):
        draft.edit(FILE, one(name, column, "0"))


def test_a_reason_that_is_being_written_stays(page: Page, desk: RunningDesk, draft: ArchiveFolder) -> None:
    """Whatever is judged meanwhile, also what stands above it then."""
    wrong(draft)
    opened(page, desk)
    show(page, TOWNS)
    last = page.locator(".card").filter(has=page.locator("h3")).last
    told = last.locator("h3").inner_text()
    with held(page) as go:
        cell(page, 1, 5)
        typed(page, *"77", "Enter")
        last.locator(".keep").click()
        last.locator("[name=reason]").press_sequentially("原件第三页")
        go()
        written(page)
        page.keyboard.insert_text("印得不清楚")
    card = page.locator(".card").filter(has_text=told)
    expect(card.locator("[name=reason]")).to_have_value("原件第三页印得不清楚")
    assert page.evaluate("document.activeElement.name") == "reason"


def test_the_keyboard_goes_on_at_the_next_card(page: Page, desk: RunningDesk, draft: ArchiveFolder) -> None:
    wrong(draft)
    opened(page, desk)
    cards = page.locator(".card").filter(has=page.locator("h3"))
    for left in range(cards.count() - 1, -1, -1):
        cards.first.locator(".keep").focus()
        page.keyboard.press("Enter")
        page.keyboard.insert_text("原报告如此")
        cards.first.locator("[name=reviewer]").fill("示例局")
        page.keyboard.press("Enter")
        expect(cards).to_have_count(left)
        here = page.evaluate("document.activeElement.matches('.card h3, .card, #cards-title')")
        assert here, page.evaluate("document.activeElement.outerHTML")


def test_keys_of_the_masthead_are_written_one_after_the_other(
    page: Page, desk: RunningDesk, draft: ArchiveFolder
) -> None:
    """The second is typed before the first is written, the third as the answer comes."""
    opened(page, desk)
    fields = page.locator(".masthead input")
    names = [fields.nth(each).get_attribute("name") for each in range(3)]
    with held(page, "masthead") as go:
        for each, text in enumerate(("9001", "9002")):
            fields.nth(each).fill(text)
            fields.nth(each).press("Tab")
        fields.nth(2).fill("90")
        go()
        go()
        written(page)
        page.keyboard.insert_text("03")
        page.keyboard.press("Tab")
        go()
    written(page)
    text = (draft / f"data/{LAST}/issue.yaml").read_text(encoding="utf-8")
    for name, value in zip(names, ("9001", "9002", "9003"), strict=True):
        assert re.search(rf"(?m)^{name}: ['\"]?{value}", text), (name, text)


DOUBTS = """\
- file: source/示例.docx
  place: {place}
  read: "1{place}"
  alternatives: ["11", "17"]
  cell: ""
  decision: ""
"""


def test_a_decision_that_is_being_written_stays(page: Page, desk: RunningDesk, draft: ArchiveFolder) -> None:
    draft.write(f"data/{LAST}/doubts.yaml", "".join(DOUBTS.format(place=f"第 {each} 段") for each in (1, 2)))
    opened(page, desk)
    doubts = page.locator(".doubt")
    expect(doubts).to_have_count(2)
    with held(page, "doubts") as go:
        doubts.nth(0).locator("input").fill("照原件，是 11")
        page.keyboard.press("Enter")
        doubts.nth(1).locator("input").fill("照原件，")
        go()
        expect(doubts).to_have_count(1)
        page.keyboard.insert_text("是 17")
        page.keyboard.press("Enter")
        go()
    expect(doubts).to_have_count(0)
    text = (draft / f"data/{LAST}/doubts.yaml").read_text(encoding="utf-8")
    assert [*map(text.count, ("照原件，是 11", "照原件，是 17"))] == [1, 1]
