"""An issue handed on without network or git, two desks on one archive, and a correction: each at the desk itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk import FILE, TOWNS, cell, desk, draft, opened, page, settled, show, typed
from tests.support.archive import ArchiveFolder
from tests.support.archive import cell as one
from tests.support.desk import RunningDesk, running_desk
from tests.support.whole_draft import LAST, begun

__all__ = ["desk", "draft", "page"]
pytestmark = pytest.mark.browser


def test_a_stick_carries_an_issue_to_another_desk_and_its_refusal_back(
    chromium: Browser, archive: ArchiveFolder, tmp_path: Path
) -> None:
    """Packed, dropped, refused with words, packed, dropped back."""
    begun(archive)
    reviewer_archive = archive.copy(tmp_path / "reviewer")
    archive.edit(FILE, one(archive.rows(FILE)[1][1], "申请件", "4321"))
    contexts = [chromium.new_context(accept_downloads=True) for _ in range(2)]
    clerk, reviewer = (context.new_page() for context in contexts)
    with running_desk(archive.folder) as one_desk, running_desk(reviewer_archive.folder) as other_desk:
        carry(clerk, one_desk, reviewer, other_desk, tmp_path / "there.zip")
        assert reviewer_archive.rows(FILE) == archive.rows(FILE)
        reviewer.goto(f"{other_desk.address}issues/{LAST}/review")
        reviewer.get_by_label("审核人").fill("示例局办公室")
        reviewer.get_by_label("意见（退回的写明为什么）").fill("申请件与原件不同")
        reviewer.get_by_role("button", name="退回").click()
        expect(reviewer.locator("main")).to_contain_text("申请件与原件不同")
        carry(reviewer, other_desk, clerk, one_desk, tmp_path / "back.zip")
        clerk.goto(f"{one_desk.address}issues/{LAST}/review")
        expect(clerk.locator("main")).to_contain_text("退回")
        expect(clerk.locator("main")).to_contain_text("申请件与原件不同")
    for context in contexts:
        context.close()


def carry(giver: Page, desk: RunningDesk, taker: Page, other: RunningDesk, file: Path) -> None:
    """The issue packed at one desk and dropped at the other, where it stands already."""
    giver.goto(f"{desk.address}issues/{LAST}/send")
    with giver.expect_download() as packed:
        giver.get_by_role("link", name="装成一个文件").click()
    packed.value.save_as(file)
    taker.goto(f"{other.address}files")
    taker.locator("#files").set_input_files(file)
    taker.get_by_label("这一期已经在了也读").check()
    taker.get_by_role("button", name="读入").click()
    expect(taker.locator("pre.told")).to_contain_text("收下了 2004年1月")


def test_two_desks_on_one_archive_never_overwrite_each_other(
    chromium: Browser, draft: ArchiveFolder, desk: RunningDesk
) -> None:
    """What one has not seen of the other is said, and nothing of either is lost."""
    with running_desk(draft.folder) as second:
        contexts = [chromium.new_context() for _ in range(2)]
        one_page, other_page = (context.new_page() for context in contexts)
        for each, at in ((one_page, desk), (other_page, second)):
            show(opened(each, at), TOWNS)
        cell(one_page, 0, 2)
        typed(one_page, *"4321", "Enter")
        settled(one_page, draft, 0, 2, "4321")
        cell(other_page, 0, 3)
        typed(other_page, "5", "Enter")
        expect(other_page.locator("#said")).to_contain_text("在别处改过")
        expect(other_page.locator("#said")).to_contain_text("受理件：5")
        expect(other_page.locator('[data-at="0,2"]')).to_have_text("4321")
        cell(other_page, 0, 3)
        typed(other_page, "5", "Enter")
        settled(other_page, draft, 0, 3, "5")
        assert draft.rows(FILE)[1][2:4] == ["4321", "5"]
        for context in contexts:
            context.close()


def test_a_correction_is_foreseen_and_written(page: Page, archive: ArchiveFolder) -> None:
    """By the cell that is pressed; what follows from it, in this issue, stands on the page before it is written."""
    before = archive.rows(FILE)
    with running_desk(archive.folder) as own:
        page.goto(f"{own.address}issues/{LAST}/correct?table={TOWNS}")
        page.locator(f'[data-cell="#{TOWNS}.town-2.applied"]').click()
        page.keyboard.insert_text("13")
        page.get_by_label("原因").fill("录入时看错一行")
        page.get_by_label("更正人").fill("示例局")
        page.get_by_role("button", name="看看会改动哪些格").click()
        expect(page.locator("h2", has_text="会改动的格（6）")).to_be_visible()
        assert archive.rows(FILE) == before
        page.get_by_role("button", name="照此更正").click()
        expect(page.locator("h2", has_text="已经更正（6）")).to_be_visible()
    assert archive.rows(FILE)[1][2] == "13"
    assert archive.run("validate").status == 0
