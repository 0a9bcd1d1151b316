"""Every way that we know to have a push run code on the server or in a reader's browser: refused, or without effect."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog

from tests.browser.conftest import serve
from tests.gate.test_pre_receive import server, start
from tests.support.gate_server import Pushed, Server, make_clerk, make_server
from tests.support.git_repository import ENVIRONMENT, Repository
from tests.support.program import Ended, run_apart
from tests.support.repository import ROOT
from yuebao.schema.settings import BASE

__all__ = ["server", "start"]  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PYTHON = "import pathlib; pathlib.Path({mark!r}).write_text('ran')\n"
TEMPLATE = (
    "{{% set x = cycler.__init__.__globals__.os.system('touch {mark}') %}}<script>window.__hit=1</script>"
)
SAFE = f"INHERIT: {BASE}\nsite_name: 示例\n"
Spoil = Callable[[Path, str], None]


def files(**texts: str) -> Spoil:
    """Write files; in a text ``{mark}`` is the file that the payload would leave."""

    def spoil(folder: Path, mark: str) -> None:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(mark=mark), encoding="utf-8")

    return spoil


def settings(lines: str, **beside: str) -> Spoil:
    """`mkdocs.yml` with these lines at its end, and files beside it."""
    return files(**{"mkdocs.yml": SAFE + lines + "\n", **beside})


def page(text: str) -> Spoil:
    return files(**{"docs/about.md": text})


HOOK = {"hooks.py": PYTHON + "def on_startup(**_): pass\n"}
LISTED = "mkdocs.yml 第 3 行 {0}：不接受“{0}”"
OF_DOCS = "docs/ 里只放网页"

SETTINGS: dict[str, tuple[Spoil, str]] = {
    "hooks": (settings("hooks: [hooks.py]", **HOOK), LISTED.format("hooks")),
    "hooks, escaped": (settings('"\\u0068ooks": [hooks.py]', **HOOK), LISTED.format("hooks")),
    "hooks, as a complex key": (settings("? hooks\n: [hooks.py]", **HOOK), LISTED.format("hooks")),
    "plugins": (settings("plugins: [search]"), LISTED.format("plugins")),
    "a plugin that runs": (
        settings("plugins: [{{social: {{}}}}, {{gen-files: {{scripts: [hooks.py]}}}}]", **HOOK),
        LISTED.format("plugins"),
    ),
    "custom_dir": (
        settings(
            "theme: {{name: material, custom_dir: overrides}}",
            **{"overrides/main.html": TEMPLATE, "overrides/404.html": TEMPLATE},
        ),
        LISTED.format("theme"),
    ),
    "another theme": (settings("theme: mkdocs"), LISTED.format("theme")),
    "no theme": (settings("theme: null"), LISTED.format("theme")),
    "python/object/apply": (
        files(
            **{
                "mkdocs.yml": f"INHERIT: {BASE}\nsite_name: !!python/object/apply:os.system ['touch {{mark}}']\n"
            }
        ),
        "mkdocs.yml 第 2 行：不能用标签“!!python/object/apply:os.system”",
    ),
    "python/object/new": (
        settings("nav: !!python/object/new:os.system ['touch {mark}']"),
        "mkdocs.yml 第 3 行：不能用标签“!!python/object/new:os.system”",
    ),
    "python tag by a directive": (
        files(
            **{
                "mkdocs.yml": f"%TAG !p! tag:yaml.org,2002:python/\n---\nINHERIT: {BASE}\nsite_name: !p!object/apply:os.system ['touch {{mark}}']\n"
            }
        ),
        "mkdocs.yml 第 4 行：不能用标签“!!python/object/apply:os.system”",
    ),
    "python tag as a key": (
        settings("? !!python/object/apply:os.system ['touch {mark}']\n: x"),
        "mkdocs.yml 第 3 行：",
    ),
    "python/name": (
        settings("markdown_extensions: [{{x: !!python/name:hooks.run }}]", **HOOK),
        "mkdocs.yml 第 3 行：不能用标签“!!python/name:hooks.run”",
    ),
    "python/module": (
        settings("extra: {{archive: {{organizer: !!python/module:hooks '' }}}}", **HOOK),
        "mkdocs.yml 第 3 行：不能用标签“!!python/module:hooks”",
    ),
    "ENV": (settings("site_author: !ENV [HOME, x]"), "mkdocs.yml 第 3 行：不能用标签“!ENV”"),
    "relative": (settings("site_author: !relative $config_dir"), "mkdocs.yml 第 3 行：不能用标签“!relative”"),
    "extra_javascript": (
        settings("extra_javascript: [https://example.invalid/x.js]"),
        LISTED.format("extra_javascript"),
    ),
    "extra_css": (settings("extra_css: [x.css]"), LISTED.format("extra_css")),
    "extra_templates": (settings("extra_templates: [x.html]"), LISTED.format("extra_templates")),
    "markdown_extensions": (
        settings("markdown_extensions: [hooks]", **HOOK),
        LISTED.format("markdown_extensions"),
    ),
    "snippets": (
        settings("markdown_extensions: [{{pymdownx.snippets: {{base_path: /}}}}]"),
        LISTED.format("markdown_extensions"),
    ),
    "docs_dir": (settings("docs_dir: /etc"), LISTED.format("docs_dir")),
    "site_dir": (settings("site_dir: /tmp"), LISTED.format("site_dir")),
    "watch": (settings("watch: [/]"), LISTED.format("watch")),
    "exclude_docs": (settings("exclude_docs: '!.emitted'"), LISTED.format("exclude_docs")),
    "validation": (settings("validation: {{nav: {{not_found: ignore}}}}"), LISTED.format("validation")),
    "edit_uri": (settings("edit_uri: 'javascript:window.__hit=1'"), LISTED.format("edit_uri")),
    "repo_url": (settings("repo_url: https://example.invalid/"), LISTED.format("repo_url")),
    "analytics": (
        settings("extra: {{analytics: {{provider: google, property: x}}}}"),
        "mkdocs.yml 第 3 行 extra.analytics：不接受“analytics”",
    ),
    "INHERIT of a pushed file": (
        files(
            **{"mkdocs.yml": "INHERIT: more.yml\nsite_name: x\n", "more.yml": "hooks: [hooks.py]\n", **HOOK}
        ),
        f"mkdocs.yml 第 1 行 INHERIT：要有一行 INHERIT: {BASE}，现为“more.yml”",
    ),
    "no INHERIT": (
        files(**{"mkdocs.yml": "site_name: x\n"}),
        f"mkdocs.yml 第 1 行 INHERIT：要有一行 INHERIT: {BASE}，没有这一行",
    ),
    "merged": (
        settings("x: &x {{hooks: [hooks.py]}}\n<<: *x", **HOOK),
        "mkdocs.yml 第 4 行：不能用 <<",
    ),
    "merged in the navigation": (
        settings("nav:\n  - a: &x [about.md]\n  - <<: {{b: about.md}}"),
        "mkdocs.yml 第 5 行：不能用 <<",
    ),
    "a second document": (settings("---\nhooks: [hooks.py]", **HOOK), "mkdocs.yml 第 3 行："),
    "another reader's line end": (
        settings("# 注\u2028hooks: [hooks.py]", **HOOK),
        "mkdocs.yml 第 3 行：含有 U+2028",
    ),
    "javascript in the navigation": (
        settings("nav: [{{x: 'javascript:window.__hit=1'}}]"),
        "mkdocs.yml 第 3 行 nav.0.x：",
    ),
    "navigation to elsewhere": (
        settings("nav: [{{x: ../mkdocs.yml}}]"),
        "mkdocs.yml 第 3 行 nav.0.x：“../mkdocs.yml”既不是",
    ),
}
"""By `mkdocs.yml`."""

FILES: dict[str, tuple[Spoil, str]] = {
    **{
        name: (files(**{name: TEMPLATE if name.endswith("html") else PYTHON}), f"{name}：{OF_DOCS}")
        for name in (
            *("docs/hooks.py", "docs/sitecustomize.py", "docs/mkdocs.py", "docs/a/yuebao.PY"),
            *("docs/assets/search.js", "docs/assets/display.JS", "docs/assets/yuebao.css", "docs/sw.mjs"),
            *(
                "docs/404.html",
                "docs/x.htm",
                "docs/main.html",
                "docs/partials/header.html",
                "docs/theme/x.xhtml",
            ),
            *(
                "docs/logo.svg",
                "docs/sitemap.xml",
                "docs/x.md.j2",
                "docs/x",
                "docs/x.png.",
                "docs/x.webmanifest",
            ),
        )
    },
    "the base": (files(**{BASE: "hooks: [hooks.py]\n", **HOOK}), f"{BASE}：这是程序生成的"),
    "an environment": (
        files(**{".venv/lib/sitecustomize.py": PYTHON}),
        ".venv/lib/sitecustomize.py：这是程序生成的",
    ),
    "bytecode": (files(**{"__pycache__/yuebao.pyc": "x"}), "__pycache__/yuebao.pyc：这是程序生成的"),
    "template": (
        page("---\ntitle: x\ntemplate: sitemap.xml\n---\n# x\n"),
        "docs/about.md 第 3 行 template：",
    ),
    "template, CRLF and BOM": (
        page("\ufeff---\r\ntemplate: sitemap.xml\r\n---\r\n# x\r\n"),
        "docs/about.md 第 2 行 template：",
    ),
    "template without a block": (
        page("title: x\ntemplate: sitemap.xml\n\n# x\n"),
        "docs/about.md 第 2 行 template：",
    ),
    "icon": (page("---\nicon: ../../../main\n---\n# x\n"), "docs/about.md 第 2 行 icon："),
    "python in a page's metadata": (
        page("---\ntitle: !!python/object/apply:os.system ['touch {mark}']\n---\n# x\n"),
        "docs/about.md 第 2 行：不能用标签",
    ),
    "hidden with markup": (
        page("---\nhide: ['<script>']\n---\n# x\n"),
        "docs/about.md 第 2 行 hide：“<script>”不能隐藏",
    ),
}
"""By other files."""

REFUSED = SETTINGS | FILES


@pytest.mark.parametrize("how", REFUSED)
def test_what_would_run_is_refused(server: Server, tmp_path: Path, how: str) -> None:
    spoil, said = REFUSED[how]
    mark = tmp_path / "mark"
    before = server.has("main")
    spoil(server.clerk.folder, str(mark))
    server.clerk.git("add", "--force", "--all")
    server.clerk.commit(how)
    pushed = server.push()
    assert not pushed.accepted and server.has("main") == before
    assert said in pushed.screen and "Traceback" not in pushed.screen, pushed.screen
    assert not mark.exists()


@pytest.mark.parametrize(
    ("how", "command"),
    [
        *product(("hooks", "python/object/apply", "no INHERIT", "ENV"), ("validate", "emit", "build")),
        *product(("template", "icon", "docs/assets/search.js", "docs/404.html"), ("build",)),
    ],
)
def test_it_is_refused_on_ones_own_machine_too(
    server: Server, tmp_path: Path, how: str, command: str
) -> None:
    spoil, said = REFUSED[how]
    mark = tmp_path / "mark"
    spoil(server.clerk.folder, str(mark))
    done = within(server.clerk.folder, command)
    assert (done.status, done.err.count(said)) == (3, 1), done.err
    assert not mark.exists() and not (server.clerk.folder / "site").exists()
    assert (server.clerk.folder / "docs/index.md").exists() is (how not in SETTINGS)


def within(folder: Path, *arguments: str) -> Ended:
    """The program, started in an archive."""
    return run_apart(*arguments, folder=folder, variables=ENVIRONMENT)


MODULES = (
    *("sitecustomize", "usercustomize", "yuebao", "mkdocs", "markdown", "material", "jinja2", "yaml", "nh3"),
    *("json", "lxml", "frictionless", "markupsafe", "typing", "hooks", "conftest", "setup"),
)
UNUSED = {
    **{f"{name}.py": PYTHON for name in MODULES},
    **{f"{name}/__init__.py": PYTHON for name in ("yuebao", "mkdocs", "markdown", "material", "schemas")},
    "docs/.hooks.py": PYTHON,
    "schemas/hooks.py": PYTHON,
    "scripts/yuebao/__init__.py": PYTHON,
    "evil.pth": PYTHON,
    "overrides/main.html": TEMPLATE,
    "theme/main.html": TEMPLATE,
    "mkdocs.yaml": "hooks: [hooks.py]\n",
    "zensical.toml": '[project]\nsite_name = "x"\n',
    "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "hooks"\nbackend-path = ["."]\n',
    "setup.cfg": "[metadata]\nname = attr: hooks.x\n",
    "Makefile": "all:\n\ttouch {mark}\n",
    ".gitattributes": "* filter=evil diff=evil merge=evil export-subst ident\n",
    ".gitconfig": "[core]\n\tfsmonitor = touch {mark}\n",
    ".mailmap": "$(touch {mark}) <a@example.invalid> <b@example.invalid>\n",
    ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = https://example.invalid/x\n',
    ".pre-commit-config.yaml": "repos: []\n",
    ".envrc": "touch {mark}\n",
    ".env": "PYTHONSTARTUP=hooks.py\n",
}
"""Files that some program would run or read if it were asked to; the server never asks."""

HIT = "window.__hit=1"
MARKUP = (
    f"<script>{HIT}</script>",
    f"<script src=data:text/javascript,{HIT}></script>",
    f"<img src=x onerror={HIT}>",
    f"<svg onload={HIT}><script>{HIT}</script></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={HIT}&gt;'>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'></iframe>",
    f"<iframe src='javascript:parent.{HIT}'></iframe>",
    f"<object data='javascript:{HIT}'></object><embed src='javascript:{HIT}'>",
    f"<details open ontoggle={HIT}><summary>x</summary></details>",
    f"<input autofocus onfocus={HIT}><select autofocus onfocus={HIT}></select><textarea autofocus onfocus={HIT}>",
    f"<form action='javascript:{HIT}'><button>x</button></form>",
    f"<video><source onerror={HIT}></video><audio src=x onerror={HIT}>",
    f"<marquee onstart={HIT}>x</marquee>",
    "<base href='https://example.invalid/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HIT}'>",
    "<link rel=stylesheet href='https://example.invalid/x.css'>",
    "<style>@import url(https://example.invalid/x.css); body {{ display: none }}</style>",
    "<p style='background: url(https://example.invalid/x.png)'>x</p>",
    "<div class='mermaid'>graph TD; a-->b</div>",
    f"<!-- <script>{HIT}</script> -->",
    f"<!--><script>{HIT}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={HIT}>'></noscript>",
    '<script id="__config" type="application/json">{{"base": "https://example.invalid/"}}</script>',
    '<span id="__config">{{"base": "https://example.invalid", "search": "https://example.invalid/x.js"}}</span>',
    '<span id="yb-query" data-base="https://example.invalid/"></span>',
    f"</article></div></main></body><script>{HIT}</script>",
    "<img src='https://example.invalid/x.png'><img src=//example.invalid/y.png srcset='https://example.invalid/z.png'>",
    f"[x](javascript:{HIT}) <javascript:{HIT}>",
    f"[x](java&#x09;script:{HIT}) [y](data:text/html,<script>{HIT}</script>) [z](vbscript:x)",
    f"![x](assets/dot.png 'a\" onerror={HIT}')",
    f"# 标题 {{{{: onclick='{HIT}' onmouseover='{HIT}' style='position:fixed' data-md-component=search }}}}",
    f"## 二 {{{{: data-toc-label='<img src=x onerror={HIT}>' id='\"><script>{HIT}</script>' }}}}",
    f"## <img src=x onerror={HIT}> 三",
    f"段落\n{{{{: onpointerenter='{HIT}' tabindex=0 accesskey=x }}}}",
    "{{{{ cycler.__init__.__globals__.os.system('touch {mark}') }}}} {{% include '/etc/passwd' %}}",
    '--8<-- "/etc/passwd"\n\n--8<--\n/etc/passwd\n--8<--\n\n[include](/etc/passwd)',
    "```python exec='on'\nopen('{mark}', 'w')\n```",
    f"<a href=about.html ping=https://example.invalid/ target=x onclick={HIT}>x</a>",
)
"""Each stands on a page of its own."""

GOOD = """---
title: 好的 <b>网页</b>
description: "说明 \\"><script>window.__hit=1</script>"
hide: [toc]
---
# 好的网页 {{#good}}

段落，**粗体**，`代码 <b>`，[别的网页](page-0.md)，[这里](#good)，[外面](https://example.invalid/)。

![图](assets/dot.png){{: width=10 title=点 }}

| 左 | 右 |
|:---|---:|
| 一 | 1 |

<div class="admonition note evil"><p class="admonition-title">注意</p></div>

```python
print(1)
```
"""


@dataclass(frozen=True)
class Published:
    server: Server
    site: Path
    mark: Path
    pushed: Pushed


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """One push with everything that is accepted, published."""
    folder = tmp_path_factory.mktemp("trust")
    mark, site = folder / "mark", folder / "www/site"
    server = make_server(folder, make_clerk(folder / "first", months=1), site)
    texts = dict(UNUSED)
    for number, text in enumerate(MARKUP):
        texts[f"docs/page-{number}.md"] = f"# 页 {number}\n\n{text}\n\n完\n"
    files(**texts, **{"docs/good.md": GOOD})(server.clerk.folder, str(mark))
    (server.clerk.folder / "docs/assets").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "scripts/handbook/assets/issue-page.png", server.clerk.folder / "docs/assets/dot.png")
    server.clerk.git("add", "--force", "--all")
    server.clerk.commit("各样的")
    return Published(server, site, mark, server.push())


def test_what_nobody_runs_is_accepted_and_does_nothing(published: Published) -> None:
    assert published.pushed.accepted and "网站已更新" in published.pushed.screen, published.pushed.screen
    assert not published.mark.exists()
    written = {path.relative_to(published.site).as_posix() for path in published.site.rglob("*")}
    assert {"good.html", "page-0.html", "assets/dot.png"} <= written
    assert not {name for name in written if name.endswith((".py", ".pth", ".toml"))}


def articles(published: Published) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(published.site.glob("*.html")):
        if path.name.startswith(("page-", "good")):
            document = html.parse(str(path), html.HTMLParser(encoding="utf-8"))
            found = document.findall(".//article")
            assert len(found) == 1, path
            yield path.name, found[0]


ELEMENTS = frozenset(
    [
        "article",
        "a",
        "blockquote",
        "br",
        "code",
        "col",
        "colgroup",
        "details",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = frozenset(["id", "class", "title", "href", "src", "alt", "width", "open", "style"])


def test_a_page_holds_nothing_but_text(published: Published) -> None:
    seen = list(articles(published))
    assert len(seen) == len(MARKUP) + 1
    for name, article in seen:
        for element in article.iter():
            if element is article:
                continue
            assert isinstance(element.tag, str) and element.tag in ELEMENTS, (name, element.tag)
            assert set(element.attrib) <= ATTRIBUTES, (name, element.attrib)
            if "style" in element.attrib:
                assert element.get("style") in ("text-align: left;", "text-align: right;")
            assert not element.get("id", "").startswith(("__", "yb-"))
            assert not element.get("src", "").startswith(("http", "//", "data"))
            scheme, colon, _ = element.get("href", "").partition(":")
            assert not colon or scheme in ("http", "https"), (name, element.get("href"))
        words = "".join(article.itertext())
        assert "root:" not in words and words.strip()


def test_what_a_good_page_says_stays(published: Published) -> None:
    article = dict(articles(published))["good.html"]
    assert article.xpath(".//h1[@id='good']/text()") == ["好的网页"]
    assert article.xpath(".//a/@href") == ["page-0.html", "#good", "https://example.invalid/"]
    assert article.xpath(".//img/@src") == ["assets/dot.png"]
    assert article.xpath(".//td/@style") == ["text-align: left;", "text-align: right;"]
    assert article.xpath(".//div[@class='admonition note']/p[@class='admonition-title']/text()") == ["注意"]
    assert article.xpath(".//code/text()") == ["代码 <b>", "print(1)\n"]
    page = html.parse(str(published.site / "good.html"), html.HTMLParser(encoding="utf-8"))
    assert page.findtext(".//title").startswith("好的 <b>网页</b> - ")
    (description,) = page.xpath(".//meta[@name='Description']/@content")
    assert description == '说明 "><script>window.__hit=1</script>'


def test_no_script_of_a_page_runs(published: Published, chromium: Browser) -> None:
    context = chromium.new_context()
    view = context.new_page()
    wrong: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    view.on("dialog", dismiss)
    view.on("pageerror", lambda error: wrong.append(str(error)))
    requested: list[str] = []
    view.on("request", lambda item: requested.append(item.url))
    for address in serve(published.site):
        for name, _ in articles(published):
            view.goto(f"{address}/{name}", wait_until="load")
            view.locator("article").hover(position={"x": 5, "y": 5})
            view.locator("article h1").first.click()
            assert view.url.startswith(f"{address}/{name}")
            found = view.evaluate("[typeof window.__hit, document.getElementById('yb-query').tagName]")
            assert found == ["undefined", "INPUT"], name
        assert [url for url in requested if not url.startswith(address)] == []
        assert len(requested) > len(MARKUP)
    context.close()
    assert wrong == []


def publish(server: Server) -> Ended:
    return within(server.bare, "hooks", "publish", str(server.bare))


def test_the_keeper_of_the_server_may_add_what_a_push_may_not(published: Published, tmp_path: Path) -> None:
    """A hook beside the server's own settings runs, and not the one of the same name that was pushed."""
    server, bare = published.server, Repository(published.server.bare)
    more, ran = tmp_path / "more.yml", tmp_path / "ran"
    more.write_text("hooks: [hooks.py]\nsite_author: 示例作者\ntheme: {language: en}\n", encoding="utf-8")
    (tmp_path / "hooks.py").write_text(PYTHON.format(mark=str(ran)), encoding="utf-8")
    bare.git("config", "yuebao.settings", str(more))
    try:
        done = publish(server)
        assert done.status == 0 and "网站已更新" in done.err, done.err
        assert ran.exists() and not published.mark.exists()
        built = (published.site / "good.html").read_text(encoding="utf-8")
        assert '<meta name="author" content="示例作者"' in built and '<html lang="en"' in built
        assert "assets/search.js" in built and "<script>window.__hit" not in built
        assert "已经是最新" in publish(server).err
        for value, said in (("more.yml", "要写完整的路径"), (str(tmp_path / "none.yml"), "不能读取")):
            bare.git("config", "yuebao.settings", value)
            done = publish(server)
            assert done.status == 2 and said in done.err and "Traceback" not in done.err
    finally:
        bare.git("config", "--unset", "yuebao.settings")
    assert os.path.lexists(published.site)


def test_an_archive_brings_no_module_to_its_own_build(published: Published, tmp_path: Path) -> None:
    """On one's own machine, in the folder of an archive that somebody else wrote."""
    folder = tmp_path / "clone"
    shutil.copytree(published.server.clerk.folder, folder)
    done = within(folder, "build")
    assert done.status == 0, done.err
    assert not published.mark.exists() and (folder / "site/good.html").is_file()
    done = within(folder, "build", "--settings", "mkdocs.yaml")
    assert done.status == 2 and "在档案里" in done.err
