"""What every page of the desk needs, by itself: asking the desk, what came of it, buttons, files that are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.desk_page import ADDRESS, desk_page

pytestmark = pytest.mark.browser

HTML: Final = """<!doctype html><script type="module" src="static/desk.js"></script>
<button data-quit="../../quit">结束</button>
<main><button data-print>打印</button><button data-print>再打印</button>
<button data-all="ok">全选</button>
<input type="checkbox" name="ok"><input type="checkbox" name="ok"><input type="checkbox" name="other">
<form action="files" data-drop><input type="file" name="files"><input name="period" value="2004-01"></form>
<p><input class="cell-address" id="one"><input name="text" id="text-one"></p>
<p><input class="cell-address" id="two"><input name="text" id="text-two"></p>
<button data-cell="甲">1</button><button data-cell="乙">2</button><button data-cell="丙">3</button></main>
<a id="in-frame" target="pages" href="#x">各页</a><a id="elsewhere" target="other" href="#y">别的</a>
<iframe name="pages" hidden></iframe><iframe name="other" hidden></iframe>
<p id="said"></p>"""
BARE: Final = """<!doctype html><script type="module" src="static/desk.js"></script><main></main><p id="said">还没说</p>"""
INIT: Final = r"""
window.heard = [];
window.answer = {ok: true, status: 200, value: {well: true}};
window.fetch = async (address, options) => {
  const form = options.body instanceof FormData ? [...options.body].map(([key, value]) => `${key}=${value.name ?? value}`) : null;
  heard.push([address, form ? {method: options.method, form} : options]);
  if (!answer) throw new TypeError('gone');
  return {ok: answer.ok, status: answer.status, json: async () => answer.value, text: async () => '<main id="new">读到了</main><p>别的</p>'};
};
window.print = () => heard.push('print');
window.settled = () => new Promise(done => setTimeout(done));
"""
ACCEPT: Final = {"Accept": "application/json"}
GONE: Final = "工作台已经结束，这一次没有写进文件；请重新打开。"


def opened(chromium: Browser, html: str) -> Iterator[Page]:
    with desk_page(chromium, html, INIT) as page:
        page.evaluate("async () => { window.desk = await import('./static/desk.js'); }")
        yield page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    yield from opened(chromium, HTML)


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Page]:
    yield from opened(chromium, BARE)


def posted(body: str) -> dict[str, Any]:
    return {"method": "POST", "headers": {"Content-Type": "application/json", **ACCEPT}, "body": body}


@pytest.mark.parametrize(
    ("value", "answer", "asked", "given"),
    [
        ("undefined", "answer", {"headers": ACCEPT}, {"well": True}),
        ("{a: ['甲']}", "answer", posted('{"a":["甲"]}'), {"well": True}),
        ("null", "answer", posted("null"), {"well": True}),
        ("{}", "{ok: false, status: 409, value: {error: '改过'}}", posted("{}"), ["改过", 409]),
        ("undefined", "{ok: false, status: 500, value: {error: '坏了'}}", {"headers": ACCEPT}, ["坏了", 500]),
        ("{}", "null", posted("{}"), [GONE, 0]),
    ],
)
def test_the_desk_is_asked(page: Page, value: str, answer: str, asked: Any, given: Any) -> None:
    found = page.evaluate(
        f"""async () => {{
          answer = {answer};
          return await desk.ask('state', {value}).catch(error => [error.message, error.status]);
        }}"""
    )
    assert (found, page.evaluate("heard")) == (given, [["state", asked]])


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("'p'", "<p></p>"),
        ("'p', {}, '甲<', '乙'", "<p>甲&lt;乙</p>"),
        ("'p', {class: 'a', title: null, hidden: false}", '<p class="a"></p>'),
        ("'p', {hidden: true, tabindex: 0, id: ''}", '<p hidden="" tabindex="0" id=""></p>'),
        ("'p', {}, desk.element('b', {}, '甲')", "<p><b>甲</b></p>"),
    ],
)
def test_an_element_is_made(page: Page, given: str, made: str) -> None:
    assert page.evaluate(f"desk.element({given}).outerHTML") == made


def test_something_is_said(page: Page) -> None:
    page.evaluate("desk.say('写好了<')")
    assert page.inner_text("#said") == "写好了<"


@pytest.mark.parametrize("answer", ["answer", "{ok: false, status: 403, value: {error: '不许'}}", "null"])
def test_the_desk_is_put_away(page: Page, answer: str) -> None:
    """Also when it is no more."""
    page.evaluate(f"() => {{ answer = {answer}; }}")
    page.click("[data-quit]")
    page.evaluate("settled()")
    assert page.evaluate("heard") == [["../../quit", posted("{}")]]
    told = "<h1>工作台已经结束</h1><p>改过的都在文件里，可以关上这一页。</p>"
    assert page.inner_html("main") == told
    assert page.is_disabled("[data-quit]")


def test_each_button_to_print_prints(page: Page) -> None:
    for each in page.locator("[data-print]").all():
        each.click()
    assert page.evaluate("heard") == ["print", "print"]


def test_a_frame_is_shown_once_there_is_something_in_it(page: Page) -> None:
    shown = "[...document.querySelectorAll('iframe')].map(each => [each.name, each.hidden])"
    assert page.evaluate(shown) == [["pages", True], ["other", True]]
    page.click("#in-frame")
    assert page.evaluate(shown) == [["pages", False], ["other", True]]


def test_all_boxes_of_a_name_are_ticked(page: Page) -> None:
    page.click("[data-all]")
    assert page.evaluate("[...document.querySelectorAll('[type=checkbox]')].map(each => each.checked)") == [
        True,
        True,
        False,
    ]


def test_a_cell_is_chosen_for_a_correction(page: Page) -> None:
    """Into the first field that is free or has it already, else over the last."""
    seen = []
    for cell in ("甲", "甲", "乙", "甲", "丙"):
        page.click(f"[data-cell={cell}]")
        seen.append(page.evaluate("[one.value, two.value, document.activeElement.id]"))
    assert seen == [
        ["甲", "", "text-one"],
        ["甲", "", "text-one"],
        ["甲", "乙", "text-two"],
        ["甲", "乙", "text-one"],
        ["甲", "丙", "text-two"],
    ]
    page.evaluate("() => { one.remove(); two.remove(); }")
    page.click("[data-cell=甲]")


DROP: Final = """([what, own]) => {
  const file = name => new File(['x'], name);
  const entry = ([path, inside, most]) => inside
    ? {isFile: false, createReader: () => ({readEntries: done => done(inside.splice(0, most ?? 1).map(entry))})}
    : {isFile: true, fullPath: path, file: done => done(file('别名'))};
  const items = what.map(each => each === '' ? {} : {webkitGetAsEntry: () => each && entry(each)});
  const event = Object.assign(new Event('drop', {cancelable: true}), {dataTransfer: {items, files: own.map(file)}});
  document.querySelector('[data-drop]').dispatchEvent(event);
  return [event.defaultPrevented, document.querySelector('[data-drop]').className, said.textContent];
}"""


@pytest.mark.parametrize(
    ("what", "own", "sent"),
    [
        ([["/一.docx"]], [], ["一.docx"]),
        ([["/一.docx"], None, ["/二.csv"]], ["不是它"], ["一.docx", "二.csv"]),
        (["", None], ["一.docx", "二.csv"], ["一.docx", "二.csv"]),
        ([], [], []),
        (
            [["/甲", [["/甲/一.docx"], ["/甲/乙", [["/甲/乙/二.csv"], ["/甲/乙/三.csv"]], 2], ["/甲/空", []]]], ["/四.txt"]],
            [],
            ["甲/一.docx", "甲/乙/二.csv", "甲/乙/三.csv", "四.txt"],
        ),
    ],
)  # fmt: skip
def test_files_are_dropped(page: Page, what: list[Any], own: list[str], sent: list[str]) -> None:
    page.evaluate("document.querySelector('[data-drop]').classList.add('over')")
    now = page.evaluate(DROP, [what, own])
    assert now[:2] == [True, ""]
    page.evaluate("settled()")
    form = ["period=2004-01", *(f"files={each}" for each in sent)]
    assert page.evaluate("heard") == [[f"{ADDRESS}files", {"method": "POST", "form": form}]]
    assert page.evaluate("document.querySelector('main').outerHTML") == '<main id="new">读到了</main>'
    assert page.inner_text("#said") == ""


def test_what_is_said_while_files_are_read(page: Page) -> None:
    page.evaluate(
        "() => { window.fetch = () => { heard.push(said.textContent); return new Promise(() => {}); }; }"
    )
    page.evaluate(DROP, [[["/甲", [["/甲/一.docx"], ["/甲/二.docx"]]]], []])
    page.evaluate("settled()")
    assert page.evaluate("heard") == ["正在读 2 份文件…"]


def test_what_is_dragged_over_and_away_and_sent(page: Page) -> None:
    found = page.evaluate(
        """() => {
          const form = document.querySelector('[data-drop]'), seen = [];
          form.addEventListener('submit', event => event.preventDefault());
          for (const name of ['dragover', 'dragleave', 'submit']) {
            const event = new Event(name, {cancelable: true});
            form.dispatchEvent(event);
            seen.push([event.defaultPrevented, form.className, said.textContent]);
          }
          return seen;
        }"""
    )
    assert found == [[True, "over", ""], [False, "", ""], [True, "", "正在读…"]]


def test_a_page_that_has_nothing_of_it(bare: Page) -> None:
    assert bare.inner_text("#said") == "还没说"
    assert bare.evaluate("desk.element('p').localName") == "p"
