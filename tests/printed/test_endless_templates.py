"""A template of `report.yaml` comes to an end or to a fault that names it, on any machine, whoever runs it."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
import yaml

from tests.support.archive import ArchiveFolder, Change

ENDLESS = {
    "range": ("{% for i in range(1000000000) %}{% endfor %}", "range 超过 1000 项"),
    "power in range": ("{% for i in range(10**9) %}{% endfor %}", "不能这样用"),
    "power": ("{{ 2**99999999999 }}", "不能这样用"),
    "text by number": ("{{ 'x' * 1000000000 }}", "不能这样用"),
    "number by text": ("{{ 1000000000 * 'x' }}", "不能这样用"),
    "list by number": ("{{ ([1] * 1000000000) | length }}", "不能这样用"),
    "nested loops": (
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "模板要做的事太多",
    ),
    "long text in a loop": (
        "{% for a in range(1000) %}" + "字" * 100 + "{% endfor %}",
        "模板要做的事太多",
    ),
    "recursive macro": ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "没有尽头"),
    "branching macro": (
        "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "模板要做的事太多",
    ),
    "silent branching macro": (
        "{% macro f(n) %}{% if n %}{% set a = f(n-1) %}{% set a = f(n-1) %}{% endif %}{% endmacro %}{{ f(60) }}",
        "模板要做的事太多",
    ),
    "recursive loop": (
        "{% for x in range(9) recursive %}{{ loop(range(9)) }}{% endfor %}",
        "没有尽头",
    ),
    "block in itself": ("{% block a %}{{ self.a() }}{% endblock %}", "没有尽头"),
    "doubled": ("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}", "模板要做的事太多"),
    "doubled by plus": ("{% set x = 'x' %}" + "{% set x = x + x %}" * 40 + "{{ x }}", "模板要做的事太多"),
    "doubled in a block": (
        "{% set x = 'x' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
        "模板要做的事太多",
    ),
    "doubled by replacing": (
        "{% set x = 'x' %}" + "{% set x = x | replace('x', 'xx') %}" * 40 + "{{ x }}",
        "模板要做的事太多",
    ),
    "doubled by joining": (
        "{% set x = 'x' %}" + "{% set x = [x, x] | join %}" * 40 + "{{ x }}",
        "模板要做的事太多",
    ),
    "doubled lists": (
        "{% set x = [1] %}" + "{% set x = x + x %}" * 40 + "{{ x | length }}",
        "模板要做的事太多",
    ),
    "lists in lists": ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x == x }}", "不能这样用"),
    "mappings in lists": (
        "{% set x = [1] %}" + "{% set x = {'a': x, 'b': [x]} %}" * 40 + "{{ x }}",
        "不能这样用",
    ),
    "squared": ("{% set x = 2 %}" + "{% set x = x * x %}" * 40 + "{{ x }}", "数太大"),
    "padded": ("{{ 'x'.center(1000000000) }}", "不许用"),
    "padded by a filter": ("{{ 'x' | center(1000000000) }}", "没有“center”"),
    "indented": ("{{ 'x' | indent(1000000000, true) }}", "没有“indent”"),
    "formatted": ("{{ '%1000000000d' % 1 }}", "不能这样用"),
    "formatted by a filter": ("{{ '%1000000000d' | format(1) }}", "没有“format”"),
    "formatted by a method": ("{{ '{:1000000000}'.format(1) }}", "不许用"),
    "formatted by an item": ("{{ ''['format'] }}", "不许用"),
    "rounded": ("{{ 1 | round(1000000000) }}", "没有“round”"),
    "sliced": ("{{ [1] | batch(1000000000, 1) | list }}", "没有“batch”"),
    "words": ("{{ lipsum(n=1000000) }}", "没有“lipsum”"),
    "class of a text": ("{{ ''.__class__ }}", "不许用"),
    "class of a month": ("{{ month.__class__.__mro__ }}", "不许用"),
    "globals of a function": ("{{ row.__globals__ }}", "不许用"),
    "code of a macro": ("{% macro f() %}{% endmacro %}{{ f._func }}", "不许用"),
    "by the attribute filter": ("{{ '' | attr('__class__') }}", "没有“attr”"),
    "another file": ("{% include '/etc/passwd' %}", "不能这样用"),
}
PLACES = {"masthead": "masthead", "section": "staff", "attachment": "town-volume-year"}
"""Where a template may stand, and how the fault calls it."""


def put(template: str, place: str) -> Change:
    """The form of the report with the template there."""

    def change(text: str) -> str:
        form = yaml.safe_load(text)
        if place == "masthead":
            form["masthead"][-1] = template
        elif place == "section":
            (section,) = (each for each in form["sections"] if each["id"] == PLACES[place])
            section["blocks"][0]["text"] = template
        else:
            (attachment,) = (each for each in form["attachments"] if each["table"] == PLACES[place])
            attachment["title"] = template
        return yaml.safe_dump(form, allow_unicode=True, sort_keys=False)

    return change


@pytest.mark.parametrize("how", ENDLESS)
def test_what_does_not_end_is_a_fault_everywhere(archive: ArchiveFolder, how: str) -> None:
    """`validate` names the section, ends with 3, and is no traceback; each is tried in one of the places in turn."""
    template, said = ENDLESS[how]
    place = list(PLACES)[list(ENDLESS).index(how) % len(PLACES)]
    archive.edit("schemas/report.yaml", put(template, place))
    status, out, err = archive.run("validate")
    assert (status, out) == (3, ""), (status, out[-300:], err)
    assert f"schemas/report.yaml 的“{PLACES[place]}”写不出来：" in err and said in err, err


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% for a, b in [(1, 2), (3, 4)] %}{{ a }}-{{ b }};{% endfor %}", "1-2;3-4;"),
        ("{{ ['乙', '甲', '乙'] | unique | join('、') }}", "乙、甲"),
        ("{{ [3, 1, 2] | sort | last }}{{ [3, 1, 2] | max }}", "33"),
        ("{{ month.year - 1 }}/{{ month.number * 2 }}/{{ 7 // 2 }}/{{ 7 % 2 }}", "2002/24/3/1"),
        ("{{ '100%' | replace('%', '') | int + 1 }}", "101"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) ~ m('二') }}", "<1><二>"),
        ("{% set ns = namespace(n=0) %}{% for i in range(5) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "10"),
        ("{% for i in range(3) %}{{ i }}{{ loop.cycle('a', 'b') }}{% if not loop.last %},{% endif %}{% endfor %}", "0a,1b,2a"),
        ("{{ issue.published }} {{ issue.title | length }}", "2004-01-09 18"),
        ("{{ {'a': '一'}.a }}{{ home or '无' }}{{ nothing is defined }}", "一示例二县False"),
    ],
)  # fmt: skip
def test_what_sentences_need_is_written(
    archive: ArchiveFolder, tmp_path: Path, template: str, text: str
) -> None:
    """Through the whole program: the first line of the masthead, in the exported document's text."""
    line = "- '" + template.replace("'", "''") + "'\n"
    archive.edit("schemas/report.yaml", "- 政务服务月报\n", line)
    status, _, err = archive.run("export", "2003-12", "--to", str(tmp_path / "out"))
    assert status == 0, err
    with ZipFile(next((tmp_path / "out").rglob("*.docx"))) as package:
        document = package.read("word/document.xml").decode("utf-8")
    assert f">{escape(text)}<" in document
