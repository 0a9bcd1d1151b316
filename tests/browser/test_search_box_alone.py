"""The script of the search box by itself, on the small index of `tests/support/search_words.py`: what is listed and said, what
keys and an input method do, what the address keeps, which files are read and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import serve
from tests.support.script_page import shown
from tests.support.search_box import composed, listed
from tests.support.search_page import search_form
from tests.support.search_words import ANSWERS, FIGURES, WORDS
from tests.support.waiting import until
from yuebao.site.script_text import assigned

pytestmark = pytest.mark.browser

FORM: Final = search_form()
OUTSIDE: Final = '<p id="outside" tabindex="0">别处</p>'
MANY: Final = {"满三十": 30, "过三十": 31}
"""Pages of one name: as many as are listed, and one more."""
OPENED: Final = """
window.opened = [];
addEventListener('click', event => {
  const link = event.target.closest('a');
  if (link) { event.preventDefault(); opened.push(link.getAttribute('href')); }
});
"""
WATCHED: Final = """() => {
  window.said = [];
  const status = document.getElementById('yb-status');
  new MutationObserver(() => said.push(status.dataset.query + '：' + status.textContent))
    .observe(status, {attributes: true, attributeFilter: ['data-query']});
}"""
WATER: Final = ("水利局", ["市水利局", "水利局 2020年4月"])
GONE: Final = ("2018年", ["示例月报（四月）", "全部各期", "缺少的各期"])
PROGRAM: Final = [
    f"assets/search-{name}.js" for name in ("writing", "times", "index", "query", "answers", "find")
]


@pytest.fixture(scope="module")
def folder(folder: Path) -> Path:
    many = [[f"{name}{number}", f"{number}.html"] for name, count in MANY.items() for number in range(count)]
    (folder / "search/answers").mkdir(parents=True)
    written = {
        "words": ("window.yuebaoWords", {**WORDS, "pages": [*WORDS["pages"], *many]}),
        "figures": ("window.yuebaoFigures", FIGURES),
        **{
            f"answers/{name}": (f"(window.yuebaoAnswers=window.yuebaoAnswers||{{}})['{name}']", answers)
            for name, answers in ANSWERS.items()
        },
    }
    for name, (variable, value) in written.items():
        (folder / f"search/{name}.js").write_bytes(assigned(variable, value))
    return folder


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    yield from serve(folder)


@contextmanager
def box(chromium: Browser, folder: Path, url: str, place: str = "", body: str = FORM) -> Iterator[Page]:
    """The page on a server, which lets a script change the address."""
    with shown(chromium, folder, "search.js", body + OUTSIDE, init=OPENED) as page:
        page.goto(f"{url}/page.html{place}")
        yield page


def asked(page: Page, query: str) -> list[str]:
    """The titles of what is listed once the query is answered."""
    page.locator("#yb-query").fill(query)
    listed(page, query)
    return page.locator("#yb-results b").all_inner_texts()


def address(page: Page) -> str:
    return str(page.evaluate("location.href"))


def state(page: Page) -> tuple[bool, bool, str | None, str | None, list[str]]:
    """Whether results are seen, and a message; what the box says of them, and which of them is said to be chosen."""
    field = page.locator("#yb-query")
    return (
        page.locator("#yb-results").is_visible(),
        page.locator("#yb-status").is_visible(),
        field.get_attribute("aria-expanded"),
        field.get_attribute("aria-activedescendant"),
        page.locator("#yb-results [aria-selected=true]").evaluate_all("all => all.map(each => each.id)"),
    )


CLOSED: Final = (False, False, "false", None)


def test_results_are_options_of_the_box(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        assert state(page) == (False, False, "false", None, [])
        asked(page, WATER[0])
        assert page.locator("#yb-results").inner_html() == (
            '<a href="./organizations/water.html" id="yb-result-0" class="" role="option" tabindex="-1">'
            "<b>市水利局</b><span>部门</span></a>"
            '<a href="./issues/2020-04.html#volume.water.accepted" id="yb-result-1" class="yb-answer" role="option" '
            'tabindex="-1"><b>水利局 2020年4月</b><span>受理98件（存疑）</span></a>'
        )
        assert state(page) == (True, True, "true", None, [])
        asked(page, GONE[0])
        kinds = page.locator("#yb-results a").evaluate_all("all => all.map(each => each.className)")
        assert kinds == ["yb-near"] * len(GONE[1])


SAID: Final = {
    "水利局": "共 2 条",
    "  水利局 ": "共 2 条",
    "满三十": "共 30 条",
    "过三十": "共 31 条，列出前 30 条",
    "2018年": "2018年尚未收入，最近的一期是2020年4月",
    "部门": "没有找到“部门”，可以看：",
    "长樂鎮": "没有“长乐鎮”，照“长乐镇”找。共 2 条",
    "水利局" + " " * 77 + "办": "（太长，只用了前 80 个字）",
}


@pytest.mark.parametrize("query", SAID)
def test_what_is_said_of_the_results(query: str, folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        found = asked(page, query)
        said = page.locator("#yb-status").inner_text()
        assert (len(found) <= 30, said.endswith(SAID[query])) == (True, True), (found, said)


def test_eighty_signs_are_not_too_long(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        for length, cut in ((80, False), (81, True)):
            asked(page, f"{'水' * length}  ")
            assert ("太长" in page.locator("#yb-status").inner_text()) == cut


@pytest.mark.parametrize(
    "body", ["", FORM.replace("yb-results", "other"), FORM.replace('"yb-query"', '"other"')]
)
def test_a_page_without_a_box_or_without_a_list(body: str, folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url, "?q=1", body) as page:
        for field in page.locator("input").all():
            field.fill("水利局")
        page.locator("#outside").click()
        assert page.locator("head script").count() == 0


# ── 键


MOVED: Final = {
    "ArrowDown": 0,
    "ArrowDown ArrowDown": 1,
    "ArrowDown ArrowDown ArrowDown": 2,
    "ArrowDown ArrowDown ArrowDown ArrowDown": 0,
    "ArrowDown ArrowUp": 2,
    "ArrowUp": 2,
    "ArrowUp ArrowUp": 1,
    "ArrowUp ArrowDown": 0,
    "ArrowDown ArrowDown ArrowUp": 0,
}


def test_arrows_go_round_the_results(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        page.evaluate(
            "addEventListener('keydown', event => { (window.kept ||= []).push(event.defaultPrevented) })"
        )
        page.locator("#yb-query").press("ArrowDown")  # nothing is listed yet
        assert state(page) == (*CLOSED, [])
        for keys, place in MOVED.items():
            asked(page, WATER[0])
            assert asked(page, GONE[0]) == GONE[1]
            assert state(page) == (True, True, "true", None, [])
            for key in keys.split():
                page.keyboard.press(key)
            assert state(page) == (True, True, "true", f"yb-result-{place}", [f"yb-result-{place}"]), keys
        for key in ("ArrowLeft", "a"):
            page.keyboard.press(key)
        assert page.evaluate("kept.slice(-4)") == [True, True, False, False]


def test_another_answer_lets_go_of_what_was_chosen(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        asked(page, GONE[0])
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        asked(page, WATER[0])
        assert state(page) == (True, True, "true", None, [])
        page.keyboard.press("Enter")
        assert page.evaluate("opened") == ["./organizations/water.html"]


def test_what_is_chosen_is_seen_and_nothing_else_moves(folder: Path, url: str, chromium: Browser) -> None:
    style = "<style>#yb-results{height:100px;overflow:auto}#yb-results a{display:block;height:30px}body{height:3000px}</style>"
    with box(chromium, folder, url, body=style + FORM) as page:
        asked(page, "满三十")
        top = "[document.getElementById('yb-results').scrollTop, scrollY]"
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        assert page.evaluate(top) == [0, 0]
        page.keyboard.press("ArrowDown")
        assert page.evaluate(top) == [20, 0]


ENTERED: Final = {
    ("水利局", ""): ["./organizations/water.html"],
    ("  水利局 ", ""): ["./organizations/water.html"],
    ("水利局", "ArrowDown ArrowDown"): ["./issues/2020-04.html#volume.water.accepted"],
    ("水利局", "Escape"): [],
    ("2018年", ""): [],
    ("2018年", "ArrowDown ArrowDown"): ["./issues/index.html"],
}


@pytest.mark.parametrize(("query", "keys"), ENTERED)
def test_enter_opens_a_result(query: str, keys: str, folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        page.locator("#yb-query").press("Enter")
        asked(page, query)
        for key in keys.split():
            page.keyboard.press(key)
        page.locator("#yb-query").evaluate("box => { box.form.requestSubmit() }")
        assert page.evaluate("opened") == ENTERED[query, keys]
        opened = bool(ENTERED[query, keys]) or keys == "Escape"
        assert page.locator("#yb-results").is_visible() == (not opened)
        assert address(page).split("?")[0] == f"{url}/page.html"


PRESS: Final = (
    "(box, [key, rest]) => box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, ...rest}))"
)
"""Without what a browser itself does with a key in a box of this kind: some clear it at Escape."""


def test_escape_closes_and_keeps_what_is_typed(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        field = page.locator("#yb-query")
        asked(page, GONE[0])
        for key in ("ArrowDown", "Escape"):
            field.evaluate(PRESS, [key, {"isComposing": True}])  # keys of the input method
        field.evaluate(PRESS, ["a", {}])
        assert state(page) == (True, True, "true", None, [])
        page.keyboard.press("ArrowDown")
        field.evaluate(PRESS, ["Escape", {}])
        assert state(page)[:4] == CLOSED
        assert (field.input_value(), page.locator("#yb-status").inner_text()) == (GONE[0], "")
        page.keyboard.press("Enter")
        assert page.evaluate("opened") == []


@pytest.mark.parametrize("leave", ["Escape", "outside"])
def test_arrows_open_again_what_was_closed(leave: str, folder: Path, url: str, chromium: Browser) -> None:
    """With nothing chosen, whatever was before; there is nothing to choose while nothing is seen."""
    with box(chromium, folder, url) as page:
        field = page.locator("#yb-query")
        asked(page, GONE[0])
        field.press("ArrowDown")
        if leave == "Escape":
            field.evaluate(PRESS, ["Escape", {}])
        else:
            page.locator("#outside").click()
        assert (state(page), page.locator("#yb-results a").count()) == ((*CLOSED, []), 0)
        field.press("ArrowUp")
        page.locator("#yb-results").wait_for(state="visible")
        assert state(page) == (True, True, "true", None, [])
        field.press("ArrowDown")
        assert state(page) == (True, True, "true", "yb-result-0", ["yb-result-0"])


def test_elsewhere_the_results_are_closed(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        for leave in ("click", "focus"):
            asked(page, WATER[0])
            page.keyboard.press("ArrowDown")
            page.locator("#yb-results").evaluate("list => list.click()")
            page.locator("#yb-query").click()
            assert page.locator("#yb-results").is_visible()
            page.locator("#outside").evaluate(f"place => place.{leave}()")
            assert state(page)[:4] == CLOSED
            asked(page, GONE[0])


def test_nothing_typed_lists_nothing(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        for blank in ("", "  　 "):
            asked(page, WATER[0])
            page.keyboard.press("ArrowDown")
            page.locator("#yb-query").fill(blank)
            assert state(page)[:4] == CLOSED
            assert address(page) == f"{url}/page.html"
            asked(page, GONE[0])


# ── 输入法


def test_an_input_method_is_waited_for(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        asked(page, GONE[0])
        page.evaluate(WATCHED)
        assert len(composed(page, WATER[0])) == 2
        assert page.evaluate("said") == ["水利局：共 2 条"]


def test_what_is_being_composed_is_no_query(folder: Path, url: str, chromium: Browser) -> None:
    """Some browsers tell of a composition with each event, some when it begins and ends."""
    with box(chromium, folder, url) as page:
        asked(page, GONE[0])
        page.evaluate(WATCHED)
        field = page.locator("#yb-query")
        before = address(page)
        field.evaluate(
            """box => {
              box.value = '人社局';
              box.dispatchEvent(new InputEvent('input', {isComposing: true}));
              box.dispatchEvent(new CompositionEvent('compositionstart'));
              box.value = '长乐镇';
              box.dispatchEvent(new InputEvent('input'));
            }"""
        )
        assert address(page) == before
        field.evaluate(
            """box => {
              box.value = '水利局';
              box.dispatchEvent(new CompositionEvent('compositionend'));
            }"""
        )
        listed(page, WATER[0])
        assert page.evaluate("said") == ["水利局：共 2 条"]


# ── 地址


ADDRESSES: Final = {
    "": ("水利局", f"?q={quote('水利局')}"),
    "?q=%E6%B0%B4%E5%88%A9%E5%B1%80%20": ("水利局", f"?q={quote('水利局')}"),
    "?q=1%202": ("1 2", "?q=1%202"),
    "?a=1%202": ("  ", "?a=1%202"),  # as it was, sign by sign
    "?a=1&q=2": ("水利局", f"?a=1&q={quote('水利局')}"),
    "?a=1&q=2#t.volume": (" ", "?a=1#t.volume"),
    "?q=2": ("水" * 1000, f"?q={quote('水' * 1000)}"),
    "?q=3": ("水" * 1001, ""),
}


@pytest.mark.parametrize("place", ADDRESSES)
def test_the_address_keeps_what_is_looked_for(place: str, folder: Path, url: str, chromium: Browser) -> None:
    query, wanted = ADDRESSES[place]
    with box(chromium, folder, url, place) as page:
        page.evaluate("history.replaceState({kept: 1}, '')")
        before = page.evaluate("history.length")
        page.locator("#yb-query").fill(query)
        assert address(page) == f"{url}/page.html{wanted}"
        assert page.evaluate("[history.state, history.length]") == [{"kept": 1}, before]


def test_an_address_is_answered_when_the_page_is_shown(folder: Path, url: str, chromium: Browser) -> None:
    shown_again = "persisted => dispatchEvent(new PageTransitionEvent('pageshow', {persisted}))"
    with box(chromium, folder, url, f"?q={quote(WATER[0])}") as page:
        listed(page, WATER[0])
        assert page.locator("#yb-query").input_value() == WATER[0]
        field = page.locator("#yb-query")
        for persisted, value in ((False, "另外的"), (True, WATER[0])):
            field.evaluate("box => { box.value = '另外的' }")
            page.evaluate(shown_again, persisted)
            assert field.input_value() == value
        asked(page, "水" * 1001)
        page.evaluate(shown_again, True)
        assert field.input_value() == "水" * 1001  # too long to be in the address


def test_from_a_folder_the_address_stays(folder: Path, chromium: Browser) -> None:
    """A browser lets no script change it there."""
    with shown(chromium, folder, "search.js", FORM) as page:
        assert asked(page, WATER[0]) == WATER[1]


# ── 文件


def read(page: Page) -> list[str]:
    return list(
        page.locator("head script").evaluate_all("all => all.map(each => each.getAttribute('src').slice(2))")
    )


def test_files_are_read_once_and_when_they_are_needed(folder: Path, url: str, chromium: Browser) -> None:
    first = [*PROGRAM, "search/words.js"]
    with box(chromium, folder, url) as page:
        assert read(page) == []
        page.locator("#yb-query").focus()
        assert read(page) == first
        asked(page, "市人社局")
        first.append("search/answers/2020-04.js")
        assert read(page) == first
        for query in ("９９", "99", "市人社局", "水利局 2020年4月"):
            asked(page, query)
            assert read(page) == [*first, "search/figures.js"]
    with box(chromium, folder, url) as page:
        asked(page, "99")
        assert "search/figures.js" in read(page)


def test_the_index_is_made_once(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        asked(page, "99")
        page.evaluate(
            """() => {
              const made = yuebaoFinder.Index, figures = made.prototype.readFigures;
              window.again = 0;
              yuebaoFinder.Index = function (words) { again += 1; return new made(words); };
              made.prototype.readFigures = function (read) { again += 1; return figures.call(this, read); };
            }"""
        )
        asked(page, "120")
        assert page.evaluate("again") == 0


def held(page: Page, pattern: str) -> list[Route]:
    """The requests of a file, which get no answer until the test lets them."""
    routes: list[Route] = []
    page.route(pattern, lambda route: routes.append(route))
    return routes


def reached(page: Page, routes: list[Route]) -> Route:
    """The first of them, once it is there."""
    return until(lambda: page.evaluate("0") or routes)[0]


def test_parts_of_the_program_run_in_their_order(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        routes = held(page, "**/search-writing.js")
        with page.expect_request_finished(lambda request: request.url.endswith("words.js")):
            page.locator("#yb-query").fill(WATER[0])
        reached(page, routes).continue_()
        listed(page, WATER[0])
        assert page.locator("#yb-results b").all_inner_texts() == WATER[1]


def test_only_the_last_query_is_answered(folder: Path, url: str, chromium: Browser) -> None:
    """While the index is read, and while the figures of an issue are."""
    with box(chromium, folder, url) as page:
        page.evaluate(WATCHED)
        routes, field = held(page, "**/words.js"), page.locator("#yb-query")
        field.fill(WATER[0])
        reached(page, routes)
        field.fill(GONE[0])
        routes[0].continue_()
        listed(page, GONE[0])
        routes = held(page, "**/answers/*")
        field.fill(WATER[0])
        reached(page, routes)
        asked(page, "2017年")
        routes[0].continue_()
        page.wait_for_function("window.yuebaoAnswers")
        asked(page, WATER[0])
        assert [said.partition("：")[0] for said in page.evaluate("said")] == [GONE[0], "2017年", WATER[0]]


def test_what_is_composed_meanwhile_is_waited_for(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        page.evaluate(WATCHED)
        routes, field = held(page, "**/words.js"), page.locator("#yb-query")
        field.fill("部门")
        reached(page, routes)
        field.dispatch_event("compositionstart")
        routes[0].continue_()
        page.wait_for_function("window.yuebaoWords")
        assert page.evaluate("said") == []
        field.dispatch_event("compositionend")
        listed(page, "部门")


def test_enter_before_the_answer_opens_nothing(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        asked(page, GONE[0])
        page.keyboard.press("ArrowDown")
        routes = held(page, "**/answers/*")
        page.locator("#yb-query").fill(WATER[0])
        page.keyboard.press("Enter")
        assert page.evaluate("opened") == []
        reached(page, routes).continue_()
        listed(page, WATER[0])


def test_a_file_that_cannot_be_read_is_told_and_tried_again(
    folder: Path, url: str, chromium: Browser
) -> None:
    with box(chromium, folder, url) as page:
        page.evaluate(WATCHED)
        field, tried = page.locator("#yb-query"), list[str]()
        page.on("request", lambda request: tried.append(request.url) if "words" in request.url else None)
        routes = held(page, "**/words.js")
        field.focus()
        reached(page, routes)
        field.fill(WATER[0])
        field.fill(GONE[0])
        routes[0].abort()
        listed(page, GONE[0])
        failed = "检索索引没有读到，请稍后再试。"
        assert page.evaluate("said") == [f"{GONE[0]}：{failed}"]
        assert state(page) == (False, True, "false", None, [])
        page.locator("#outside").click()
        field.focus()  # reads the program the first time alone
        assert len(tried) == 1
        page.unroute("**/words.js")
        assert asked(page, WATER[0]) == WATER[1]
        assert len(tried) == 2


def test_figures_that_cannot_be_read_are_left_out(folder: Path, url: str, chromium: Browser) -> None:
    with box(chromium, folder, url) as page:
        page.route("**/answers/*", lambda route: route.abort())
        assert asked(page, WATER[0]) == WATER[1][:1]
        assert page.locator("#yb-status").inner_text() == "共 1 条"
        page.unroute("**/answers/*")
        asked(page, GONE[0])
        assert asked(page, WATER[0]) == WATER[1]
