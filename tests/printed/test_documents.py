"""What the documents show is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generated_pages import generated_pages
from tests.support.repository import ROOT, kept_files
from yuebao.reports.registry import FORMATS


def pages_in(folder: str) -> list[Path]:
    return [path for path in kept_files() if path.suffix == ".md" and path.parent == ROOT / folder]


HANDBOOK = pages_in("scripts/handbook")
HANDWRITTEN = [*pages_in("docs"), *HANDBOOK]
GENERATED = generated_pages()


def test_local_links_lead_somewhere() -> None:
    broken = []
    for page in (ROOT / "README.md", *HANDBOOK):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path, _, anchor = target.partition("#")
            if "://" in target:
                continue
            other = page if not path else page.parent / path
            text = GENERATED.get(path) or (other.read_text(encoding="utf-8") if other.suffix == ".md" else "")
            if not (text or other.exists()) or (anchor and f"{{#{anchor}}}" not in text):
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


@pytest.mark.parametrize("page", HANDWRITTEN, ids=[path.stem for path in HANDWRITTEN])
def test_every_heading_of_a_handwritten_page_has_an_id_of_its_own(page: Path) -> None:
    outside = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ .*$", outside, re.MULTILINE)
    ids = [match[1] for match in (re.search(r"\{#([a-z0-9-]+)\}$", heading) for heading in headings) if match]
    assert len(ids) == len(headings) == len(set(ids))


def test_every_handwritten_page_is_in_the_navigation_of_its_site_and_in_the_readme() -> None:
    navigation = {
        ROOT / "docs": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
        ROOT / "scripts/handbook": (ROOT / "scripts/handbook.yml").read_text(encoding="utf-8"),
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in HANDWRITTEN if f": {page.name}\n" not in navigation[page.parent]] == []
    assert [page.name for page in HANDWRITTEN if f"]({page.relative_to(ROOT)})" not in readme] == ["index.md"]


@pytest.mark.parametrize("document", ["README.md", "scripts/handbook/commands.md"])
def test_every_format_is_named(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in text] == []
