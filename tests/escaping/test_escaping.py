"""Texts made harmless where they are shown: on a terminal, in Markdown, in XML, in JSON."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from yuebao.escaping.json_text import json_text
from yuebao.escaping.shown_text import lined, markdown, visible
from yuebao.escaping.xml import carried, escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲 乙　a", "甲 乙　a"),
        ("甲\n乙", "甲\\u000a乙"),
        ("\x1b[31m\t\r", "\\u001b[31m\\u0009\\u000d"),
        ("\u200b\u202e\ufeff", "\\u200b\\u202e\\ufeff"),
        ("\udc80", "\\udc80"),
        ("\U000e0041", "\\ue0041"),
        ("", ""),
    ],
)
def test_what_nobody_sees_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert lined([text, "乙"]) == f"{shown}\n乙\n"


def test_no_lines_are_no_text() -> None:
    assert lined([]) == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲乙 1.5", "甲乙 1.5"),
        ("\\`*_[]<>|&~:!$", "\\\\\\`\\*\\_\\[\\]\\<\\>\\|\\&\\~\\:\\!\\$"),
        ("@all #1 5% %a GH-7 gh-7", "@\u2060all #\u20601 5% %\u2060a GH-\u20607 gh-\u20607"),
        ("a@ # %", "a@ # %"),
        ('@"x"', '@\u2060"x"'),
        ("xGH-7", "xGH-7"),
        ("www.a.b WWW.c ww.d", "www\\.a.b WWW\\.c ww.d"),
        ("甲\n乙", "甲\\\\u000a乙"),
    ],
)
def test_a_cell_of_markdown(text: str, written: str) -> None:
    assert markdown(text) == written


@pytest.mark.parametrize(
    "text", ["<b>*甲*</b>", "[x](y) ![z](w)", "`a` | b", "http://a.b", "&amp; \\ _x_ ~~y~~", "$a$ :tada:"]
)
def test_it_reads_as_it_was_written(text: str) -> None:
    html = (
        MarkdownIt("gfm-like", {"linkify": False})
        .enable("table")
        .render(f"| 甲 |\n| --- |\n| {markdown(text)} |\n")
    )
    (cell,) = ET.fromstring(f"<x>{html}</x>").iter("td")
    assert "".join(cell.itertext()) == text and list(cell) == []


@pytest.mark.parametrize(
    "text", ["甲", '<a href="x">&amp;\'', "]]>", "a\tb", "\x01\x0b\ufffe\udc80甲", "甲\n乙", ""]
)
def test_a_text_of_xml(text: str) -> None:
    """What XML can carry comes back; what it cannot is no fault of the reader."""
    read = ET.fromstring(f"<x>{escaped(text)}</x>").text or ""
    assert read == carried(text)
    root = ET.Element("x")
    root.text = carried(text)
    assert ET.fromstring(ET.tostring(root)).text == (carried(text) or None)


def test_what_xml_cannot_carry() -> None:
    assert carried("甲\x01乙\ufffe丙\udc80丁\x0b") == "甲\ufffd乙\ufffd丙\ufffd丁\ufffd"
    assert carried("甲\t\n乙<&>") == "甲\t\n乙<&>"
    assert escaped("<&>甲") == "&lt;&amp;&gt;甲"


@pytest.mark.parametrize("value", [{"甲": [1, None, True, "乙\n\u2028<"]}, [], {}, "甲", {"b": 1, "a": 2}])
def test_json_comes_back_and_ends_its_line(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value and text.endswith("\n") and not text.endswith("\n\n")
    if isinstance(value, dict):
        assert list(json.loads(text)) == list(value)


def test_json_is_chinese_and_shows_what_nobody_sees_by_number() -> None:
    assert json_text({"甲": [1], "乙": "a\u200b\x1b\u2028\tb"}) == (
        '{\n "甲": [\n  1\n ],\n "乙": "a\\u200b\\u001b\\u2028\\tb"\n}\n'
    )
