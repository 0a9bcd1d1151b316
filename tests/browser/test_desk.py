"""The desk in a real browser: a month from a dropped document to a pushed issue, by keyboard, and what a foreign page may do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, serve, watched
from tests.browser.test_pages import overflow, serious
from tests.support.archive import ArchiveFolder, csv_of
from tests.support.archive import cell as one
from tests.support.desk import RunningDesk, running_desk
from tests.support.gate_server import make_server
from tests.support.git_repository import new_repository
from tests.support.whole_draft import LAST, begun
from yuebao.cache.fingerprint import of_path

pytestmark = pytest.mark.browser

TOWNS = "town-volume-month"
FILE = f"data/{LAST}/{TOWNS}.csv"


@pytest.fixture
def draft(archive: ArchiveFolder) -> ArchiveFolder:
    return begun(archive.unproven())


@pytest.fixture
def desk(draft: ArchiveFolder) -> Iterator[RunningDesk]:
    with running_desk(draft.folder) as found:
        yield found


def opened(page: Page, desk: RunningDesk, month: str = LAST) -> Page:
    """The tables of an issue, ready to be typed into."""
    page.goto(f"{desk.address}issues/{month}/check")
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    width, height = DESKTOP
    context = chromium.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def cell(page: Page, row: int, column: int) -> None:
    """Go to a cell of the table that is shown, and wait until it is there."""
    page.locator(f'[data-at="{row},{column}"]').focus()


def typed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def settled(page: Page, archive: ArchiveFolder, row: int, column: int, text: str) -> None:
    """Wait until what was typed is written and shown, and look into the file."""
    expect(page.locator(f'[data-at="{row},{column}"]')).to_have_text(text)
    written(page)
    assert archive.rows(FILE)[row + 1][column] == text


def written(page: Page) -> None:
    """Wait until nothing waits to be written any more."""
    expect(page.locator("#saved")).to_have_text("都写进文件了")


def show(page: Page, table: str) -> None:
    page.locator(f'[role=tab][data-table="{table}"]').click()


def test_the_keyboard_is_that_of_a_spreadsheet(page: Page, desk: RunningDesk, draft: ArchiveFolder) -> None:
    opened(page, desk)
    show(page, TOWNS)
    right = draft.rows(FILE)[1][2]
    cell(page, 0, 1)
    typed(page, "ArrowRight", "9", "7", "Enter")  # typing begins over what stands there, Enter goes down
    settled(page, draft, 0, 2, "97")
    assert page.evaluate("document.activeElement.dataset.at") == "1,2"
    typed(page, "ArrowUp", "F2", "5", "Tab")  # F2 goes on from what stands there, Tab to the right
    settled(page, draft, 0, 2, "975")
    assert page.evaluate("document.activeElement.dataset.at") == "0,3"
    typed(page, "ArrowLeft", "1", "Escape")  # Escape keeps what stood there
    settled(page, draft, 0, 2, "975")
    typed(page, "Delete")
    settled(page, draft, 0, 2, "")
    for now in ("975", "97", right):
        typed(page, "Control+z")
        settled(page, draft, 0, 2, now)
    typed(page, "Control+y")
    settled(page, draft, 0, 2, "97")


def test_a_block_of_a_spreadsheet_is_pasted(page: Page, desk: RunningDesk, draft: ArchiveFolder) -> None:
    opened(page, desk)
    show(page, TOWNS)
    before, file = draft.rows(FILE), (draft / FILE).read_bytes()
    right = before[1][2]
    cell(page, 0, 2)
    block = '1,000\t２０\r\n"3"\t4\r\n'
    page.evaluate(
        "(text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); }",
        block,
    )
    settled(page, draft, 0, 2, "1000")
    before[1][2:4], before[2][2:4] = ["1000", "20"], ["3", "4"]
    assert draft.rows(FILE) == before
    typed(page, "Control+z")
    settled(page, draft, 0, 2, right)
    assert (draft / FILE).read_bytes() == file


def test_a_slip_is_shown_at_once_and_mended_by_one_button(
    page: Page, desk: RunningDesk, draft: ArchiveFolder
) -> None:
    opened(page, desk)
    show(page, TOWNS)
    right = draft.rows(FILE)
    cell(page, 0, 6)
    typed(page, *"98765", "Enter")
    settled(page, draft, 0, 6, "98765")
    wrong = page.locator('td[aria-invalid="true"]').first
    expect(wrong).to_be_visible()
    assert wrong.get_attribute("aria-description")
    button = page.get_by_role("button", name="照推测改").first
    button.click()
    expect(page.locator(".card h3")).to_have_count(0)
    assert draft.rows(FILE) == right


def test_what_was_changed_outside_is_noticed_and_kept(
    page: Page, desk: RunningDesk, draft: ArchiveFolder
) -> None:
    opened(page, desk)
    show(page, TOWNS)
    name = draft.rows(FILE)[1][1]
    draft.edit(FILE, one(name, "申请件", "4321"))
    cell(page, 0, 3)
    typed(page, "5", "Enter")
    expect(page.locator("#said")).to_contain_text("在别处改过")
    expect(page.locator('[data-at="0,2"]')).to_have_text("4321")
    assert draft.rows(FILE)[1][2] == "4321"


def test_a_foreign_page_reads_nothing_and_changes_nothing(
    page: Page, desk: RunningDesk, draft: ArchiveFolder, tmp_path: Path
) -> None:
    """Even one that had learned the secret."""
    (tmp_path / "index.html").write_text("<!doctype html><title>foreign</title>", encoding="utf-8")
    opened(page, desk)
    before = of_path(draft.folder)
    for site in serve(tmp_path):
        page.goto(f"{site}/index.html")
        tried = page.evaluate(
            """async (desk) => {
              const heard = [];
              const attempt = async (how, options) => {
                try { const answer = await fetch(desk + how, options); heard.push([how, answer.type, answer.status, await answer.text()]); }
                catch (error) { heard.push([how, "error"]); }
              };
              await attempt("", {});
              await attempt("issues/2004-01/state", { mode: "cors", credentials: "include" });
              await attempt("issues/2004-01/state", { mode: "no-cors" });
              await attempt("quit", { method: "POST", mode: "no-cors", body: "{}" });
              await attempt("issues/2004-01/edit", { method: "POST", mode: "no-cors", body: "{}" });
              await attempt("issues/2004-01/publish", { method: "POST", mode: "cors", body: "{}" });
              const frame = document.createElement("iframe");
              frame.src = desk;
              document.body.append(frame);
              await new Promise((done) => frame.addEventListener("load", done));
              let inside = "nothing";
              try { inside = frame.contentDocument?.body.textContent ?? "nothing"; } catch { inside = "nothing"; }
              heard.push(["frame", inside]);
              return heard;
            }""",
            desk.address,
        )
        form = f'<form method="post" action="{desk.address}issues/{LAST}/publish"><button>x</button></form>'
        page.set_content(form)
        page.click("button")
        page.wait_for_url(f"{desk.address}**")
        assert "打不开" in page.content()
    readable = [each for each in tried if each[1] not in ("error", "opaque", "nothing")]
    assert readable == []
    assert all(each[-1] == "" for each in tried if each[1] == "opaque")
    assert of_path(draft.folder) == before
    assert desk.get("")[0] == 200


PAGES = (
    "", "files", "issues/2003-12/correct", "issues/2003-12/check",
    *(f"issues/{LAST}/{name}" for name in ("check", "review", "print", "send", "correct")),
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["wide", "narrow"])
def test_every_page_is_accessible_and_loads_nothing_from_elsewhere(
    chromium: Browser, draft: ArchiveFolder, desk: RunningDesk, size: tuple[int, int], scheme: str
) -> None:
    draft.edit(FILE, lambda text: text.replace(",100%", ",99%", 1))
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    visit = watched(page)
    for name in PAGES:
        page.goto(f"{desk.address}{name}")
        if name.endswith("check"):
            page.wait_for_selector("html[data-ready]", state="attached")
        assert serious(page) == [], name
        assert overflow(page) <= 0, name
    context.close()
    assert visit.errors == []
    outside = {url for url in visit.requests if not url.startswith((desk.address, "data:", "chrome"))}
    assert outside == set(), "chrome: is the browser itself, which shows the pages"


FAULTS = {("town-volume-month", 0, 2), ("town-volume-month", 1, 4), ("town-volume-year", 0, 3)}
"""Figures of the printed report that are wrong in it, by table, row and column."""


def printed_wrongly(archive: ArchiveFolder, folder: Path) -> Path:
    """The report of the newest issue as a Word document in which figures are wrong, and the archive without that issue."""
    for table in {table for table, _, _ in FAULTS}:
        rows = archive.rows(f"data/{LAST}/{table}.csv")
        for name, row, column in FAULTS:
            if name == table:
                rows[row + 1][column] = str(int(rows[row + 1][column] or 0) + 7)
        archive.write(f"data/{LAST}/{table}.csv", csv_of(rows))
    begun(archive)
    assert archive.run("export", LAST, "--to", str(folder)).status == 0
    for name in (f"data/{LAST}", "build"):
        shutil.rmtree(archive / name)
    return undrafted(folder / f"{LAST}.docx")


def undrafted(report: Path) -> Path:
    """The document as the office prints it: nothing in it says that it is a draft."""
    document = docx.Document(str(report))
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            for run in paragraph.runs:
                run.text = ""
    document.save(str(report))
    return report


def test_a_month_from_a_dropped_document_to_a_pushed_issue(
    page: Page, archive: ArchiveFolder, tmp_path: Path
) -> None:
    """By keyboard alone: dropped, what is printed wrongly explained, reviewed, published, pushed to a server of git."""
    report = printed_wrongly(archive, tmp_path / "out")
    clerk = new_repository(archive.folder)
    clerk.commit("示例档案")
    server = make_server(tmp_path / "server", clerk)
    clerk.git("remote", "add", "origin", server.url)
    pushed = clerk.git("push", "--set-upstream", "origin", "main", check=False)
    assert pushed.returncode == 0, pushed.stderr
    for key, value in (("user.name", "示例"), ("user.email", "example@example.invalid")):
        clerk.git("config", key, value)
    with running_desk(archive.folder) as desk:
        page.goto(f"{desk.address}files")
        page.locator("#files").set_input_files(report)
        press(page, page.get_by_role("button", name="读入"))
        press(page, page.get_by_role("link", name="核对 2004年1月"))
        page.wait_for_selector("html[data-ready]", state="attached")
        settle_doubts(page)
        explain_all(page)
        expect(page.locator("#told")).to_have_text("已录全，没有待处理的问题")
        press(page, page.get_by_role("link", name="审核", exact=True))
        expect(page.locator("h1")).to_contain_text("待审")
        page.get_by_label("审核人").focus()
        page.keyboard.insert_text("示例局办公室")
        press(page, page.get_by_role("button", name="同意"))
        expect(page.locator("h1")).to_contain_text("待公布")
        press(page, page.get_by_role("button", name="公布这一期"))
        press(page, page.get_by_role("button", name=re.compile("^提交并送到")))
        expect(page.get_by_role("alert")).to_have_text("已经送到服务器。")
        page.goto(desk.address)
        expect(page.locator("li", has_text="2004年1月")).to_contain_text("已发布")
    assert server.has("main") == clerk.head()
    assert archive.run("validate").status == 0
    shown = clerk.git("show", "--stat", "--format=%s", "HEAD").stdout
    assert shown.startswith("2004年1月：公布") and f"data/{LAST}/review.yaml" in shown


def press(page: Page, found: Locator) -> None:
    """A button or a link by keyboard."""
    found.focus()
    page.keyboard.press("Enter")


def settle_doubts(page: Page) -> None:
    """What the import left open is decided, one after the other."""
    while page.locator(".doubt").count():
        count = page.locator(".doubt").count()
        page.locator(".doubt input").first.focus()
        page.keyboard.insert_text("照原件，不录")
        page.keyboard.press("Enter")
        expect(page.locator(".doubt")).to_have_count(count - 1)


def explain_all(page: Page) -> None:
    """Every card gets its reason: the report was printed so."""
    cards = page.locator(".card:not(.doubt, .masthead)")
    while count := cards.count():
        first = cards.first
        press(page, first.locator(".keep"))
        page.keyboard.insert_text("原报告如此")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("示例局")
        page.keyboard.press("Enter")
        expect(cards).to_have_count(count - 1)
