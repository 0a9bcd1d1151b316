"""The page for comparing, opened from a folder: figures as published, an address that lasts, hostile addresses harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, Visit, watched
from tests.browser.test_pages import overflow, serious
from tests.support.archive import ArchiveFolder
from tests.support.insight_witness import Witness
from yuebao.model.period import title_of
from yuebao.workflows.build import build

pytestmark = [pytest.mark.slow, pytest.mark.browser]

KEY = "department-volume-month.accepted"


@dataclass
class Shown(Visit):
    """The page, opened anew for each address, and what went wrong on it."""

    site: Path

    def open(self, place: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto((self.site / "compare.html").as_uri() + place)
        expect(self.page.locator("#yb-compare [role=status]")).not_to_be_empty()

    @property
    def status(self) -> str:
        return self.page.locator("#yb-compare [role=status]").inner_text()

    def rows(self) -> list[list[str]]:
        table = self.page.locator("#yb-compare .yb-made")
        return [row.locator("th, td").all_inner_texts() for row in table.locator("tr").all()]


@pytest.fixture(scope="module")
def explained_site(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Witness]:
    """The small archive with errata, its second month a draft, built."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("compare") / "archive")
    archive.edit("data/2003-12/issue.yaml", lambda text: f"state: 整理中\n{text}")
    folder = tmp_path_factory.mktemp("compare-web") / "site"
    assert build(archive.folder, folder).emitted.written is not None
    return folder, Witness.of(archive.folder)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def shown(
    request: pytest.FixtureRequest, chromium: Browser, explained_site: tuple[Path, Witness]
) -> Iterator[Shown]:
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    visit = watched(context.new_page())
    seen = Shown(visit.page, visit.errors, visit.requests, explained_site[0])
    yield seen
    context.close()
    assert seen.errors == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:", "about:"))] == []


def figure(witness: Witness, month: str, identity: str) -> str:
    """As the table prints it, and what is said beside it."""
    for row in witness.tables[month]["department-volume-month"]:
        if row["部门"] != "合计" and witness.identity("department", row["部门"]) == identity:
            doubt = (month, "department-volume-month", row["部门"], "受理件") in witness.doubtful
            return (row["受理件"] or "空白") + ("（存疑）" if doubt else "")
    return "没有列出"


def test_the_history_of_some_organizations(shown: Shown, explained_site: tuple[Path, Witness]) -> None:
    _, witness = explained_site
    shown.open(f"#m={KEY}&u=department-2,department-1&f=2003-11&t=2004-01")
    head, *rows = shown.rows()
    assert head[0] == "统计期" and len(head) == 3
    expected = [
        [
            title_of(month),
            *(figure(witness, month, identity) for identity in ("department-2", "department-1")),
        ]
        for month in ("2004-01", "2003-11")
    ]
    assert rows == [expected[0], ["2003年12月", "未收入"], expected[1]]
    assert shown.status == "2 个单位，2 期。"
    assert shown.page.locator("#yb-compare figure .yb-gap").count() == 1
    link = shown.page.locator("#yb-compare .yb-made td a").first.get_attribute("href")
    assert link == "issues/2004-01.html#department-volume-month.department-2.accepted"
    assert f'id="{link.partition("#")[2]}"' in (shown.site / "issues/2004-01.html").read_text(
        encoding="utf-8"
    )
    loaded = sorted(url.rpartition("/")[2] for url in shown.requests if "/compare/" in url)
    assert loaded == ["index.js", "of-department-1.js", "of-department-2.js"]


def test_two_periods_side_by_side(shown: Shown, explained_site: tuple[Path, Witness]) -> None:
    _, witness = explained_site
    shown.open(f"#m={KEY}&a=2003-11&b=2004-01")
    head, *rows = shown.rows()
    assert head == ["单位", "2003年11月", "2004年1月", "增减"]
    assert len(rows) == 5
    for row in rows:
        identity = witness.identity("department", row[0])
        now, then = (figure(witness, month, identity) for month in ("2004-01", "2003-11"))
        assert row[1:3] == [then, now]
        if "（" in now + then:
            assert row[3] == ""
        else:
            difference = int(now.replace("空白", "0")) - int(then.replace("空白", "0"))
            assert row[3] == (
                "持平" if not difference else f"{'＋' if difference > 0 else '−'}{abs(difference)}"
            )


def test_errata_are_marked_in_the_table_and_the_chart(
    shown: Shown, explained_site: tuple[Path, Witness]
) -> None:
    """The total of a county in 2003-11."""
    _, witness = explained_site
    (county,) = [each[3] for each in witness.doubtful if each[2] == "合计"]
    identity = witness.identity("county", county)
    shown.open(f"#m=county-comparison-month.total&u={identity}")
    total = witness.total("2003-11", "county-comparison-month", county)
    assert shown.rows()[-1] == ["2003年11月", f"{total}（存疑）"]
    assert shown.page.locator("#yb-compare .yb-ring").count() == 1
    assert shown.page.locator("#yb-compare .yb-ringed").inner_text() == "存疑的数字"
    link = shown.page.locator("#yb-compare .yb-made td a").last.get_attribute("href")
    assert link == f"issues/2003-11.html#county-comparison-month.total.{identity}"
    page = (shown.site / "issues/2003-11.html").read_text(encoding="utf-8")
    assert f'id="county-comparison-month.total.{identity}"' in page


def test_what_is_chosen_stands_in_the_address_and_comes_back(shown: Shown) -> None:
    shown.open()
    page = shown.page
    page.get_by_text("单位（已选").click()
    boxes = page.locator(".yb-choices input")
    for box in boxes.all():
        box.set_checked(False) if box.is_checked() and page.locator(
            ".yb-choices input:checked"
        ).count() > 1 else None
    page.locator('.yb-choices input[value="department-4"]').check()
    form = page.locator("#yb-compare")
    form.get_by_label("从").select_option("2004-01")
    form.get_by_label("到").select_option("2003-11")
    expect(page.locator("#yb-compare .yb-made tbody tr")).to_have_count(3)
    address, rows = page.evaluate("location.hash"), shown.rows()
    assert address.startswith(f"#m={KEY}&u=") and address.endswith("&f=2003-11&t=2004-01")
    shown.open(address)
    assert shown.rows() == rows
    page.get_by_label("任选两期，并排").check()
    expect(page.locator("#yb-compare .yb-made thead th").last).to_have_text("增减")
    assert page.evaluate("location.hash") == f"#m={KEY}&a=2003-11&b=2004-01"
    shown.open(page.evaluate("location.hash").replace("#", "?", 1))
    assert shown.rows()[0] == ["单位", "2003年11月", "2004年1月", "增减"]


@pytest.mark.parametrize("key", ["online", "on-time-rate", "rank"])
@pytest.mark.parametrize("place", ["2003-11", "2004-01"])
def test_it_begins_with_those_that_have_figures(shown: Shown, key: str, place: str) -> None:
    """Of every kind of figure, in whichever issue, until a reader chooses organizations."""
    table = "county-comparison-month" if key == "rank" else "department-volume-month"
    shown.open(f"#m={table}.{key}&f={place}&t={place}")
    _, (_, *texts) = shown.rows()
    assert len(texts) == 2 and [text for text in texts if not text[0].isdigit()] == []


def test_another_measure_begins_with_others(shown: Shown) -> None:
    """As long as nobody chose any."""
    shown.open(f"#m={KEY}&f=2004-01&t=2004-01")
    for number, key, texts in ((3, "online", ["621", "12"]), (4, "offline", ["126", "38"])):
        shown.page.locator("#yb-compare").get_by_label("指标").select_option(str(number))
        shown.page.wait_for_function(f"location.hash.includes('.{key}&')")
        expect(shown.page.locator("#yb-compare .yb-made tbody td")).to_have_text(texts)


def test_organizations_that_were_chosen_stay_when_the_measure_changes(shown: Shown) -> None:
    shown.open(f"#m={KEY}&u=department-2")
    form = shown.page.locator("#yb-compare")
    for number, key in ((3, "online"), (0, "applied")):
        form.get_by_label("指标").select_option(str(number))
        shown.page.wait_for_function(f"location.hash.includes('{key}&u=department-2&')")


def test_keys_stay_where_they_chose(shown: Shown) -> None:
    """A list that is made anew takes the focus away from what was pressed in it."""
    shown.open(f"#m={KEY}&u=department-1")
    page, form = shown.page, shown.page.locator("#yb-compare")
    page.get_by_text("单位（已选").click()
    page.locator('.yb-choices input[value="department-4"]').focus()
    for chosen in ("department-1,department-4", "department-1"):
        page.keyboard.press("Space")
        page.wait_for_function(f"location.hash.includes('&u={chosen}&')")
        assert page.evaluate("document.activeElement.value") == "department-4"
    for label in ("指标", "从"):
        form.get_by_label(label).focus()
        page.keyboard.press("ArrowDown")
        expect(form.get_by_label(label)).to_be_focused()


@pytest.mark.parametrize(
    ("browser", "said"),
    [
        ("", "网址已复制。"),
        ("{value: undefined}", "网址已复制。"),
        ("{value: {writeText: () => Promise.reject(new Error())}}", "没有复制成；网址在地址栏里。"),
    ],
    ids=["with a clipboard", "without, as where the address is no https", "which forbids it"],
)
def test_the_address_can_be_copied(shown: Shown, browser: str, said: str) -> None:
    shown.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if browser:
        shown.page.add_init_script(f"Object.defineProperty(Navigator.prototype, 'clipboard', {browser});")
    shown.open(f"#m={KEY}&u=department-2")
    address = shown.page.evaluate("location.href")
    shown.page.evaluate("addEventListener('copy', () => { window.copied = String(getSelection()); })")
    shown.page.get_by_role("button", name="复制网址").click()
    expect(shown.page.locator("#yb-compare [role=status]")).to_have_text(said)
    if not browser:
        assert shown.page.evaluate("navigator.clipboard.readText()") == address
    elif said == "网址已复制。":
        assert shown.page.evaluate("copied") == address


def dismissed(page: Page) -> list[str]:
    """The dialogs that the page opens, each closed at once."""
    dialogs: list[str] = []

    def close(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return dialogs


@pytest.mark.parametrize(
    "place",
    [
        "#m=<script>alert(1)</script>&u=<img src=x onerror=alert(1)>&f=x&t=y",
        "#m=__proto__&u=constructor,../../etc&a=hasOwnProperty&b=../x",
        "#" + quote('m="]&u=\u2028\x00&f=2003-11"><svg onload=alert(1)>', safe="=&"),
        "#m=%E0%A4%A&u=%&f=%zz",
        "#u=" + ",".join(f"department-{number}" for number in range(2000)),
        "#" + "m=" * 5000,
        "#&&&==&=m&u",
        "?m=1&u=2&constructor=3",
    ],
)
def test_hostile_addresses_are_harmless_and_said(shown: Shown, place: str) -> None:
    dialogs = dismissed(shown.page)
    shown.open(place)
    assert dialogs == []
    assert shown.status.endswith("。")
    assert len(shown.rows()) > 1
    assert shown.page.locator("#yb-compare script, #yb-compare img").count() == 0
    assert all("/etc" not in url for url in shown.requests)


def test_what_is_unknown_in_an_address_is_said(shown: Shown) -> None:
    shown.open("#m=nothing&u=department-1,nobody&f=1999-01")
    assert shown.status.startswith("网址里有 3 处不认识或用不上，没有采用。1 个单位，2 期。")


def test_the_figures_are_a_file(shown: Shown) -> None:
    shown.open(f"#m={KEY}&u=department-2&f=2003-11&t=2004-01")
    shown.page.locator(".yb-take summary").click()
    with shown.page.expect_download() as waiting:
        shown.page.get_by_role("button", name="下载数据").click()
    content = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    table = shown.rows()
    assert [row[0] for row in rows] == ["统计期", "2003-11", "2004-01"]
    shown_texts = [
        row[1].replace("（存疑）", "").replace("空白", "") for row in table[1:] if row[1] != "未收入"
    ]
    assert [row[1] for row in rows[:0:-1]] == shown_texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", f"#m={KEY}&a=2003-11&b=2004-01", "#m=county-comparison-month.rank"])
def test_accessible_and_nothing_beside_the_page(shown: Shown, place: str, scheme: str) -> None:
    shown.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    shown.open(place)
    if not place:
        shown.page.get_by_text("单位（已选").click()
    assert serious(shown.page) == []
    assert overflow(shown.page) <= 0


def test_names_of_any_kind_are_text(chromium: Browser, hostile_site: Site) -> None:
    page = chromium.new_page()
    dialogs = dismissed(page)
    page.goto(hostile_site.file_url("compare.html"))
    expect(page.locator("#yb-compare [role=status]")).not_to_be_empty()
    page.get_by_label("任选两期，并排").check()
    expect(page.locator("#yb-compare .yb-made thead th").last).to_have_text("增减")
    assert dialogs == []
    page.context.close()
