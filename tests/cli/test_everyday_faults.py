"""Everyday faults of settings, forms and registries: one Chinese line, the right status, never a traceback."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.support.archive import ArchiveFolder, made_archive
from tests.synthetic import SMALL
from yuebao.model.fault import Fault
from yuebao.schema.settings import BASE, read_settings
from yuebao.schema.yaml_text import YamlError, read_yaml

WRONG_YAML = (
    *("a: b: c", "a: [1", "a: {b", "a: 'x", "\ta: 1", "a:\n\tb: 1", "a: *x", "a: !y!z 1", "a: @x", "a: `x"),
    *(
        "&a x: 1\n&a y: 2",
        'a: "\\q"',
        'a: "\\x0"',
        "a\nb: 1",
        "- a\nb: 1",
        "a: 1\n- b",
        "--- a\n--- b",
        "a: |x",
    ),
    *(
        "%YAML 3.0\n---\na",
        "a: 1\n...\nb: 1",
        "a: - b",
        "a: \x01",
        "[a, b]: 1",
        "[" * 50_000,
        "a: &a\n  - *a\n",
    ),
    "a: &a [x]\n"
    + "".join(f"b{n}: &b{n} [{', '.join(['*b' + str(n - 1) if n else '*a'] * 9)}]\n" for n in range(9)),
)


@pytest.mark.parametrize("text", WRONG_YAML)
def test_what_is_wrong_in_yaml_is_said_in_chinese(text: str) -> None:
    with pytest.raises(YamlError) as error:
        read_yaml(text)
    said = error.value.reason.replace("YAML", "")
    assert re.search("[一-鿿]", said) and not re.search("[A-Za-z]{3}", said)


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "²", "1_000", "0x10", "1e5000"])
def test_a_number_that_is_none_is_a_text(number: str) -> None:
    assert str(read_yaml(f"a: {number}", typed=True).value["a"]) == number


WRONG_SETTINGS = {
    "site_url: javascript:alert(1)": "是一段程序，不是网址",
    "site_url: ' JavaScript:alert(1)'": "是一段程序，不是网址",
    "site_url: javascript://x/%0aalert(1)": "是一段程序，不是网址",
    "site_url: 'ftp://x/'": "不是网址，要以 http:// 或 https:// 开头",
    "site_url: 'https://x/\"onclick=1'": "不是网址，要以 http:// 或 https:// 开头",
    "nav: [{x: 'javascript:alert(1)'}]": "是一段程序，不是网址",
    "extra: {homepage: 'data:text/html,<script>'}": "是一段程序，不是网址",
    "extra: {archive: {police_link: 'vbscript:x'}}": "是一段程序，不是网址",
    "extra: {archive: {police_link: '//x'}}": "不是网址，要以 http:// 或 https:// 开头",
    'site_name: "a\\x1b[31m"': "含有 U+001B",
    'site_description: "a\\u202e"': "含有 U+202E",
    'extra: {archive: {organizer: "\\0"}}': "含有 U+0000",
    "site_name: [": "不是合法的 YAML",
}


@pytest.mark.parametrize("text", WRONG_SETTINGS)
def test_a_setting_is_no_script(text: str) -> None:
    needed = f"INHERIT: {BASE}\n" + ("" if text.startswith("site_name") else "site_name: x\n")
    with pytest.raises(Fault, match=r"^mkdocs\.yml 第 \d 行.*" + re.escape(WRONG_SETTINGS[text])):
        read_settings(f"{needed}{text}\n")


TEMPLATES = {
    "{{": "写法不对",
    "{% if x %}": "写法不对",
    "{{ 1 / 0 }}": "除数为 0",
    "{{ nosuch }}": "没有“nosuch”",
    "{{ month.nosuch }}": "没有“nosuch”",
    "{{ month.__class__ }}": "不许用",
    "{{ 'a' + 1 }}": "不能这样用",
    "{{ [1] | first(2) }}": "不能这样用",
    "{% include 'x' %}": "不能这样用",
    "{{ home() }}": "不能这样用",
    "{{ '%d' % home }}": "不能这样用",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    return made_archive(tmp_path_factory.mktemp("faults"), 1, first="2003-11", **SMALL)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_wrong_template_is_told(kept: ArchiveFolder, template: str) -> None:
    form = kept / "schemas/report.yaml"
    text = form.read_bytes()
    kept.edit("schemas/report.yaml", "'{{ issue.publisher }} 编'", '"' + template + '"')
    try:
        status, out, err = kept.run("emit")
    finally:
        form.write_bytes(text)
    assert status == 3 and TEMPLATES[template] in err, out + err
    assert "Traceback" not in err and not (kept / "docs/issues/2003-11.md").exists()


@pytest.mark.parametrize("year", ["9" * 5000, "²", "-1", "1e9", "0"])
def test_an_absurd_year_is_a_finding(archive: ArchiveFolder, year: str) -> None:
    archive.edit("data/2003-12/issue.yaml", "year: 2003\n", f"year: {year}\n")
    status, out, err = archive.run("validate")
    assert (status, "应为正整数" in out, "Traceback" in err) == (1, True, False)


def test_a_masthead_of_one_line_and_a_fifth_kind_of_organization(archive: ArchiveFolder) -> None:
    form = archive / "schemas/report.yaml"
    text = form.read_text(encoding="utf-8")
    start, end = text.index("masthead:\n"), text.index("sections:\n")
    form.write_text(f"{text[:start]}masthead:\n  - 政务服务月报\n{text[end:]}", encoding="utf-8")
    kinds = yaml.safe_load((archive / "schemas/organizations.yaml").read_text(encoding="utf-8"))
    kinds["kinds"].append({"id": "village", "title": "村", "parents": ["town"]})
    archive.write("schemas/organizations.yaml", yaml.safe_dump(kinds, allow_unicode=True, sort_keys=False))
    registry = archive / "data/organizations.csv"
    columns = len(registry.read_text(encoding="utf-8").split("\n")[0].split(","))
    row = ",".join(["example-village", "village", "示例村", "", "", "town-1", *[""] * (columns - 6)])
    registry.write_text(f"{registry.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    status, out, err = archive.run("emit", "--quiet")
    assert status == 0, out + err
    listed = (archive / "docs/organizations/index.md").read_text(encoding="utf-8")
    assert "\n## 村 { #village }\n" in listed and "示例村" in listed
    page = (archive / "docs/organizations/example-village.md").read_text(encoding="utf-8")
    assert "<dt>所属乡镇</dt>" in page
    assert '<p class="yb-number">' not in (archive / "docs/issues/2003-12.md").read_text(encoding="utf-8")
