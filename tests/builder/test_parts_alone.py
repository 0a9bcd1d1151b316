"""The parts of the builder by themselves: the plan, what MkDocs says in Chinese, and a site of a few pages, built by the
real MkDocs in this process."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from yuebao.builder import mkdocs_build
from yuebao.builder.handwritten_pages import HandwrittenPages
from yuebao.builder.mkdocs_build import KeptTemplates, build_site, use_plugins
from yuebao.builder.mkdocs_faults import mkdocs_faults
from yuebao.builder.site_plan import SitePlan, merged
from yuebao.model.fault import Fault, UsageError
from yuebao.write.checksums import of_bytes, write_list

SETTINGS: dict[str, Any] = {
    "site_name": "示例 <名>",
    "theme": {"name": None, "custom_dir": ""},
    "plugins": [],
    "use_directory_urls": False,
    "markdown_extensions": ["attr_list"],
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"anchors": "warn"}},
}
TEMPLATE = """\
{{ config.site_name }}|{{ page.title }}|{{ page.meta.description }}|{{ page.meta.title }}
{{ page.content }}
{% for item in page.toc %}{{ item.title }}{% for inner in item.children %}>{{ inner.title }}{% endfor %};{% endfor %}"""
WRITTEN = """\
---
title: 写出 &amp; 的
description: 程序 &lt;写&gt;
---
# 一 &lt;甲&gt; {#one}

<script>ours</script>

## 二 {#two}
"""
PEOPLE = """\
---
title: 手写 <b>
description: 人 <写>
---
# 三 {#three}

<script>theirs</script>

正文<b>粗</b>

## 四 {#four}
"""


@pytest.fixture
def plan(tmp_path: Path) -> SitePlan:
    """Two pages, one that the program wrote and one that somebody did."""
    docs, theme = tmp_path / "docs", tmp_path / "theme"
    docs.mkdir()
    theme.mkdir()
    (theme / "main.html").write_text(TEMPLATE, encoding="utf-8")
    (docs / "index.md").write_text(WRITTEN, encoding="utf-8")
    (docs / "about.md").write_text(PEOPLE, encoding="utf-8")
    written = docs / ".emitted"
    written.write_bytes(write_list([("index.md", of_bytes(WRITTEN.encode()))]))
    settings = {**SETTINGS, "theme": {"name": None, "custom_dir": str(theme)}, "exclude_docs": ".emitted"}
    return SitePlan(tmp_path, settings, written)


def page(plan: SitePlan, name: str = "index") -> str:
    return (plan.root / f"site/{name}.html").read_text(encoding="utf-8")


def build(plan: SitePlan) -> list[str]:
    return build_site(plan, plan.root / "site")


# --- the plan ---


@pytest.mark.parametrize(
    "plan",
    [
        SitePlan(Path("/a"), {"site_name": "示例", "nav": [{"甲": "a.md"}]}, Path("/a/docs/.emitted")),
        SitePlan(Path("/a"), {}, Path("/b"), Path("/more.yml"), True),
    ],
)
def test_a_plan_as_text(plan: SitePlan) -> None:
    text = plan.to_json()
    assert SitePlan.from_json(text) == plan
    assert json.loads(text) == {
        "root": str(plan.root),
        "settings": dict(plan.settings),
        "written": str(plan.written),
        "more": None if plan.more is None else str(plan.more),
        "lenient": plan.lenient,
    }


@pytest.mark.parametrize(
    ("under", "over", "both"),
    [
        ({}, {}, {}),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 3, "c": 4}),
        ({"a": {"x": 1, "y": {"z": 2}}}, {"a": {"y": {"w": 3}}}, {"a": {"x": 1, "y": {"z": 2, "w": 3}}}),
        ({"a": {"x": 1}}, {"a": [2]}, {"a": [2]}),
        ({"a": [1]}, {"a": {"x": 2}}, {"a": {"x": 2}}),
        ({"a": [1]}, {"a": [2]}, {"a": [2]}),
        ({"a": {"x": 1}}, {"a": None}, {"a": None}),
    ],
)
def test_settings_upon_settings(under: dict[str, Any], over: dict[str, Any], both: dict[str, Any]) -> None:
    before = json.dumps([under, over])
    assert merged(under, over) == both
    assert json.dumps([under, over]) == before


def test_what_the_keeper_of_the_machine_adds(plan: SitePlan, tmp_path: Path) -> None:
    more = tmp_path / "elsewhere/more.yml"
    more.parent.mkdir()
    more.write_text("site_author: 张\nvalidation: {links: {anchors: ignore}}\n", encoding="utf-8")
    config = SitePlan(plan.root, plan.settings, plan.written, more).config(site_dir=str(tmp_path / "x"))
    assert (config["site_name"], config["site_author"]) == ("示例 <名>", "张")
    assert config["validation"].links.anchors == logging.DEBUG
    assert config["validation"].nav.omitted_files == logging.DEBUG
    assert (config["docs_dir"], config["site_dir"]) == (str(plan.root / "docs"), str(tmp_path / "x"))
    assert config["config_file_path"] == str(more)
    assert plan.config()["config_file_path"] == str(plan.root / "mkdocs.yml")


def test_settings_that_cannot_be_read(plan: SitePlan, tmp_path: Path) -> None:
    lost = tmp_path / "lost.yml"
    with pytest.raises(UsageError) as caught:
        SitePlan(plan.root, plan.settings, plan.written, lost).config()
    assert str(caught.value) == f"不能读取网站设置 {lost}：没有这个文件或文件夹"


# --- a site ---


def test_whose_page_it_is_decides_what_is_printed(plan: SitePlan) -> None:
    """What the program wrote is finished; what people wrote is sanitized, and their words are escaped."""
    assert build(plan) == []
    assert page(plan).split("\n") == [
        "示例 &lt;名&gt;|写出 &amp; 的|程序 &lt;写&gt;|写出 &amp; 的",
        '<h1 id="one">一 &lt;甲&gt;</h1>',
        "<script>ours</script>",
        "",
        '<h2 id="two">二</h2>',
        "一 &lt;甲&gt;>二;",
    ]
    assert page(plan, "about").split("\n") == [
        "示例 &lt;名&gt;|手写 &lt;b&gt;|人 &lt;写&gt;|手写 &lt;b&gt;",
        '<h1 id="three">三</h1>',
        "",
        "",
        "<p>正文<b>粗</b></p>",
        '<h2 id="four">四</h2>',
        "三>四;",
    ]
    assert sorted(path.name for path in plan.root.iterdir()) == ["docs", "site", "theme"]


def test_a_page_that_somebody_changed_is_a_person_s(plan: SitePlan) -> None:
    (plan.root / "docs/index.md").write_text(WRITTEN.replace("ours", "theirs"), encoding="utf-8")
    build(plan)
    assert "<script>" not in page(plan)


def test_whose_a_page_is_follows_it_from_build_to_build(plan: SitePlan) -> None:
    """The preview builds again and again with the same plugins."""
    handwritten = HandwrittenPages(plan.written)
    config = plan.config(site_dir=str(plan.root / "site"))
    files = get_files(config)
    handwritten.on_files(files, config=config)
    page = Page(None, files.src_uris["index.md"], config)
    seen = []
    for text in (WRITTEN, WRITTEN.replace("ours", "theirs"), WRITTEN):
        (plan.root / "docs/index.md").write_text(text, encoding="utf-8")
        assert handwritten.on_page_read_source(page=page) == text
        seen.append(handwritten.by_people(page))
    assert seen == [False, True, False]


def test_the_folder_above_the_site_is_made(plan: SitePlan) -> None:
    assert build_site(plan, plan.root / "deep/er/site") == []
    assert (plan.root / "deep/er/site/index.html").is_file()
    assert [path.name for path in (plan.root / "deep/er").iterdir()] == ["site"]


LOST = "请看[这里](gone.md)和[那里](#nowhere)。\n"


def test_a_link_that_leads_nowhere_stops_a_strict_build_alone(plan: SitePlan) -> None:
    (plan.root / "docs/more.md").write_text(f"# 甲 {{#x}}\n\n{LOST}", encoding="utf-8")
    said = ["more.md 里的链接 gone.md 没有指向的文件", "more.md 里的链接 #nowhere 没有指向的位置"]
    with pytest.raises(Fault) as caught:
        build(plan)
    assert list(caught.value.args) == said
    lenient = SitePlan(plan.root, plan.settings, plan.written, lenient=True)
    assert build(lenient) == said
    assert "请看" in page(plan, "more")


def test_a_file_of_people_s_that_could_pass_for_the_theme_s(plan: SitePlan) -> None:
    (plan.root / "docs/evil.js").write_bytes(b"1")
    with pytest.raises(Fault, match=r"^docs/evil\.js："):
        build(plan)
    both = [("index.md", of_bytes(WRITTEN.encode())), ("evil.js", of_bytes(b"1"))]
    plan.written.write_bytes(write_list(both))
    assert build(plan) == []
    (plan.root / "docs/evil.js").write_bytes(b"2")  # changed since
    with pytest.raises(Fault, match=r"^docs/evil\.js："):
        build(plan)


def test_a_page_that_says_more_of_itself_than_it_may(plan: SitePlan) -> None:
    text = PEOPLE.replace("title: 手写 <b>", "template: other.html")
    (plan.root / "docs/about.md").write_text(text, encoding="utf-8")
    with pytest.raises(Fault, match=r"^docs/about\.md"):
        build(plan)


def test_a_page_that_is_no_text(plan: SitePlan) -> None:
    (plan.root / "docs/about.md").write_bytes(b"\xff\xfe")
    with pytest.raises(Fault) as caught:
        build(plan)
    assert caught.value.args[0] == "about.md 不是 UTF-8 文字"


def test_line_ends_and_a_mark_in_front_change_no_page(plan: SitePlan) -> None:
    build(plan)
    before = page(plan, "about")
    for written in (PEOPLE.replace("\n", "\r\n"), PEOPLE.replace("\n", "\r"), f"\ufeff{PEOPLE}"):
        (plan.root / "docs/about.md").write_bytes(written.encode())
        build(plan)
        assert page(plan, "about") == before


def test_templates_stay_compiled(plan: SitePlan, tmp_path: Path) -> None:
    from mkdocs.commands.build import build as mkdocs

    folder = tmp_path / "templates"
    config = plan.config(site_dir=str(tmp_path / "site"))
    use_plugins(config, plan)
    config.plugins["yuebao/kept-templates"] = KeptTemplates(folder)
    mkdocs(config)
    assert [path.name for path in folder.iterdir()] != []
    assert "示例 &lt;名&gt;" in page(plan)


def test_by_command(
    plan: SitePlan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Text:
        def __init__(self, text: str) -> None:
            self.read: Callable[[], str] = lambda: text

    (plan.root / "docs/more.md").write_text(f"# 甲 {{#x}}\n\n{LOST}", encoding="utf-8")
    said = "more.md 里的链接 gone.md 没有指向的文件\nmore.md 里的链接 #nowhere 没有指向的位置\n"
    monkeypatch.setattr("sys.stdin", Text(plan.to_json()))
    with pytest.raises(SystemExit) as ended:
        mkdocs_build.main(str(plan.root / "site"))
    assert ended.value.code == 1
    assert capsys.readouterr().err == said
    lenient = SitePlan(plan.root, plan.settings, plan.written, lenient=True)
    monkeypatch.setattr("sys.stdin", Text(lenient.to_json()))
    mkdocs_build.main(str(plan.root / "site"))
    assert capsys.readouterr().err == said
    assert (plan.root / "site/more.html").is_file()


# --- what MkDocs says ---

LOGGER = logging.getLogger("mkdocs.test")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Config value 'site_name': Required configuration not provided.", "mkdocs.yml 缺少 site_name"),
        ("Config value 'x': Unrecognised configuration name: x", "mkdocs.yml 里不认识 x"),
        (
            "Config value 'docs_dir': The path '/a/b' isn't an existing directory.",
            "docs_dir 所指的文件夹 /a/b 不存在",
        ),
        ("Config value 'theme': Unrecognised theme name: 'x'. More.", "theme：没有安装名为“x”的主题"),
        ("Config value 'plugins': The \"x\" plugin is not installed", "plugins：没有安装名为“x”的插件"),
        (
            "Config value 'site_url': The URL isn't valid, it should include the http:// (scheme)",
            "site_url 不是完整的网址，要以 http:// 或 https:// 开头",
        ),
        ("Config value 'nav': Odd", "mkdocs.yml 的 nav 写得不对（MkDocs：Odd）"),
        ("File not found: a.md", "没有这个文件：a.md"),
        (
            "A reference to 'a.md' is included in the 'nav' configuration, which is not found.",
            "mkdocs.yml 的 nav 列有 a.md，而 docs/ 里没有这个文件",
        ),
        ("Something\n  else", "MkDocs：Something else"),
    ],
)
def test_a_sentence_in_chinese(sentence: str, said: str) -> None:
    with pytest.raises(Fault) as caught, mkdocs_faults() as told:
        LOGGER.warning(sentence)
        LOGGER.info("not this")
        LOGGER.warning(sentence)
        assert told() == [said]
        raise RuntimeError("Aborted with 1 warnings in strict mode!")
    assert list(caught.value.args) == [said]
    assert logging.getLogger("mkdocs").handlers == [
        each for each in logging.getLogger("mkdocs").handlers if type(each).__name__ != "_Said"
    ]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("odd"), ["MkDocs：warned", "MkDocs：odd"]),
        (OSError(28, "full", "a.html"), ["MkDocs：warned", "a.html：磁盘空间不足"]),
        (OSError(28, "full"), ["MkDocs：warned", "系统：磁盘空间不足"]),
        (Fault("甲", "乙"), ["甲", "乙"]),
    ],
)
def test_what_stopped_it_comes_last(error: Exception, said: list[str]) -> None:
    with pytest.raises(Fault) as caught, mkdocs_faults():
        LOGGER.error("warned")
        raise error
    assert list(caught.value.args) == said


def test_an_error_without_words_is_told_by_its_name() -> None:
    with pytest.raises(Fault) as caught, mkdocs_faults():
        raise KeyError
    assert list(caught.value.args) == ["KeyError"]
    with pytest.raises(UsageError, match=r"^甲$"), mkdocs_faults():
        raise UsageError("甲")
