"""What the sanitizer lets through: all that a text consists of, and nothing that acts."""

from __future__ import annotations

from itertools import product

import pytest
from lxml import html as parsed
from mkdocs.config.defaults import MkDocsConfig

from yuebao.builder.sanitized import ATTRIBUTES, SCHEMES, TAGS, sanitized
from yuebao.model.fault import Fault
from yuebao.schema.declared_keys import SETTINGS
from yuebao.schema.handwritten import METADATA, refused_file, require_metadata
from yuebao.schema.settings import BASE, read_settings

KEPT = (
    '<h2 id="good">标题 <code>a &lt; b</code></h2>',
    '<h2 id="第一.a:b-c">一</h2>',
    "<p>段<strong>粗</strong><em>斜</em><br>行<sub>1</sub><sup>2</sup><kbd>Ctrl</kbd></p>",
    '<ul><li>一</li></ul><ol start="3"><li value="4">二</li></ol>',
    '<p><a href="guide.html#withdraw">内</a><a href="#x">此</a><a href="../x/">上</a><a href="?q=1">问</a></p>',
    '<p><a href="https://example.invalid/">外</a><a href="mailto:a@example.invalid">信</a><a href="tel:12345">话</a></p>',
    '<p><img src="assets/x.png" alt="图" width="10"></p>',
    '<p><img src="../assets/%E5%9B%BE.png" alt=""></p>',
    '<table><thead><tr><th style="text-align: right;" scope="col">一</th></tr></thead></table>',
    '<table><tbody><tr><td align="center" colspan="2">1</td></tr></tbody></table>',
    '<div class="admonition warning"><p class="admonition-title">注意</p></div>',
    '<pre><code class="language-python">print("x")\n</code></pre>',
    "<details><summary>更多</summary><p>字</p></details>",
    "<dl><dt>名</dt><dd>释</dd></dl><blockquote><p>引</p></blockquote><hr>",
    '<figure><img src="x.png"><figcaption>题</figcaption></figure>',
)

CLEANED = {
    "<p class='note md-overlay mermaid'>x</p>": '<p class="note">x</p>',
    "<p class='yb-table mermaid tabbed-set'>x</p>": "<p>x</p>",
    "<p id='__config'>x</p><p id='yb-query'>x</p><p id='a b'>x</p><p id='\">'>x</p>": "<p>x</p>" * 4,
    "<td style='text-align: right; position: fixed'>x</td>": "x",
    "<table><tr><td style='position: fixed'>x</td></tr></table>": "<table><tbody><tr><td>x</td></tr></tbody></table>",
    "<p style='text-align: left;'>x</p>": "<p>x</p>",
    "<img src='https://example.invalid/x'><img src='//x/y'><img src='\\\\x/y'><img src='/\\x'>": "<img>" * 4,
    "<img src=' \t//x'><img src='/\t/x'><img src='data:image/png,x'><img src='HTTP:x'>": "<img>" * 4,
    "<a href='java\nscript:x'>x</a><a href=' JaVaScRiPt:x'>x</a><a href='&#1;javascript:x'>x</a>": "<a>x</a>"
    * 3,
    "<a href='vbscript:x'>x</a><a href='data:x'>x</a><a href='file:///x'>x</a><a href='blob:x'>x</a>": "<a>x</a>"
    * 4,
    "</div></article><p>x</p>": "<p>x</p>",
    "<p>a<!-- b -->c</p><!--> <script>d</script>": "<p>ac</p> ",
    "<form><input><button>x</button></form>": "x",
    "<marquee>x</marquee><font>y</font><center>z</center>": "xyz",
}


@pytest.mark.parametrize("html", KEPT)
def test_a_text_comes_out_as_it_is(html: str) -> None:
    assert sanitized(html) == html


@pytest.mark.parametrize("html", CLEANED)
def test_what_acts_goes(html: str) -> None:
    assert sanitized(html) == CLEANED[html]


NAMES = (
    *(
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "form",
        "input",
        "button",
        "base",
        "meta",
    ),
    *(
        "link",
        "video",
        "audio",
        "source",
        "frame",
        "applet",
        "template",
        "noscript",
        "title",
        "select",
        "dialog",
    ),
    *(
        "marquee",
        "portal",
        "x-y",
        "p",
        "a",
        "img",
        "td",
        "h1",
        "details",
        "div",
        "body",
        "html",
        "label",
        "slot",
    ),
)
HANDLERS = (
    *(
        "onclick",
        "onload",
        "onerror",
        "ontoggle",
        "onfocus",
        "onbegin",
        "ONPOINTERENTER",
        "formaction",
        "srcdoc",
    ),
    *("srcset", "style", "href", "src", "action", "data", "xlink:href", "poster", "ping", "background", "is"),
    *(
        "data-md-component",
        "data-display",
        "name",
        "target",
        "tabindex",
        "autofocus",
        "contenteditable",
        "slot",
    ),
)
VALUES = ("window.__hit=1", "javascript:window.__hit=1", "//example.invalid/x", "x:url(//example.invalid)")


def test_no_pair_of_an_element_and_an_attribute_acts() -> None:
    """Each element with each attribute and value, by itself and inside what makes parsers change their minds."""
    tried = 0
    for name, attribute, value in product(NAMES, HANDLERS, VALUES):
        for around in ("{}", "<p>{}</p>", "<svg>{}</svg>", "<table>{}</table>", "<a title='{}'>x</a>"):
            cleaned = sanitized(around.format(f'<{name} {attribute}="{value}">x</{name}>'))
            tried += 1
            for element in parsed.fragment_fromstring(cleaned, create_parent="div").iter():
                assert element.tag in TAGS, cleaned
                for key, text in element.attrib.items():
                    assert key in ATTRIBUTES["*"] | ATTRIBUTES.get(str(element.tag), set()), cleaned
                    assert key != "style" and not (key == "src" and text.startswith("//")), cleaned
                    scheme, colon, _ = text.partition(":")
                    assert key not in ("href", "src") or not colon or scheme in SCHEMES, cleaned
            assert sanitized(cleaned) == cleaned
    assert tried == len(NAMES) * len(HANDLERS) * len(VALUES) * 5


def test_of_the_keys_of_mkdocs_only_the_listed_are_read() -> None:
    known = [key for key, _ in MkDocsConfig(config_file_path="mkdocs.yml")._schema]
    assert len(known) > 30 and set(SETTINGS) - {"INHERIT"} <= set(known)
    for key in {*known, "HOOKS", "hooks ", "", "__proto__", "ｈooks"} - set(SETTINGS):
        with pytest.raises(Fault, match=r"^mkdocs\.yml 第 3 行 .*：不接受“"):
            read_settings(f"INHERIT: {BASE}\nsite_name: x\n{key!r}: x\n")


@pytest.mark.parametrize(
    "key", ["template", "icon", "status", "subtitle", "search", "tags", "Template", "hide_"]
)
@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n{}: y\n---\n", "title: x\n{}: y\n\n", "---\ntitle: x\n{}: y\n...\n"]
)
def test_a_page_says_nothing_else_of_itself(key: str, text: str) -> None:
    line = 3 if text.startswith("---") else 2
    with pytest.raises(Fault, match=rf"^docs/x\.md 第 {line} 行 "):
        require_metadata("docs/x.md", text.format(key) + "# x\n")


def test_what_a_page_may_say() -> None:
    values = {"hide": "[toc, navigation]"}
    lines = "".join(f"{key}: {values.get(key, '字')}\n" for key in METADATA)
    require_metadata("docs/x.md", f"---\n{lines}---\n# x\n")
    require_metadata("docs/x.md", "# x\n\ntemplate: x\n")
    require_metadata("docs/x.md", "\ntemplate: x\n")
    require_metadata("docs/x.md", "---\n- 不是键值\n---\n")


PUBLISHED = ("a.md", "b/c.MD", "图.png", "x.JPG", "表.xlsx", "CODEOWNERS", ".gitkeep", ".x/y.js", "a/.hidden")
NOT_PUBLISHED = (
    *("a.js", "a.md.js", "a.html", "md", "png", "a.", "a.md ", "a.md\u0301", "x/CODEOWNERS.js", "a.svg"),
    *("a.swf", "a.xml", "a.json", "a.css", "a.zip", "a.wasm", "a.py", "a.htaccess", "a/index"),
)


def test_what_may_lie_among_the_pages() -> None:
    assert [path for path in PUBLISHED if refused_file(path)] == []
    assert [path for path in NOT_PUBLISHED if not refused_file(path)] == []
