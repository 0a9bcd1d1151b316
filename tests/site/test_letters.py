"""The list of organizations by letter, for readers without a script: every organization once, under its letter."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.support.archive import ArchiveFolder, added
from yuebao.site.search.signs import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        *(("公安局", "G"), ("重庆路街道", "C"), ("长河镇", "C"), ("乐安镇", "L"), ("鑫盛中心", "X")),
        *(("12345热线", "#"), ("e政务大厅", "E"), ("（筹）", "#"), ("", "#")),
    ],
)
def test_a_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert initial(name)[0] == letter


def test_every_organization_stands_there_once(archive: ArchiveFolder) -> None:
    """Without the sign that stands before names; new ones, odd ones and places too."""
    more = "odd,department,县鑫<b>示例局,,,,2005-01,,\n"
    archive.edit("data/organizations.csv", added(more))
    assert archive.run("emit")[0] == 0
    page = (archive / "docs/organizations/index.md").read_text(encoding="utf-8")
    listing = html.fromstring(page[page.index('<p id="a-z"') :])
    found = {
        item.text: item.getnext().xpath(".//a/@href") for item in listing.iter("dt") if item.text is not None
    }
    registry = (archive / "data/organizations.csv").read_text(encoding="utf-8").splitlines()[1:]
    every = [f"{line.split(',')[0]}.html" for line in registry]
    assert sorted(address for group in found.values() for address in group) == sorted(every)
    assert list(found) == sorted(found)
    assert "odd.html" in found["X"] and "department-1.html" in found["S"]
    assert "鑫&lt;b&gt;示例局" in page


def test_each_page_says_the_way_without_a_script(archive: ArchiveFolder) -> None:
    assert archive.run("build")[0] == 0
    for name, way in (("index.html", ""), ("issues/2004-01.html", "../")):
        page = (archive / "site" / name).read_text(encoding="utf-8")
        (told,) = re.findall(r'<p class="yb-noscript">(.*?)</p>', page)
        assert f'href="{way}organizations/index.html#a-z"' in told
        assert "按年份找月报" in told
    listed = (archive / "site/organizations/index.html").read_text(encoding="utf-8")
    assert 'id="a-z"' in listed
