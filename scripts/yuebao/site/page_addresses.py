"""The addresses of the pages, relative to the top of the site. Links are relative, so that the site works anywhere."""

from __future__ import annotations

HOME = "index.html"
ISSUES = "issues/index.html"
MISSING = "issues/missing.html"
ERRATA = "errata.html"
NOTES = "notes.html"
ORGANIZATIONS = "organizations/index.html"
COUNTIES = "counties.html"
FILES = "files.html"
JSON = "json.html"
COMPARE = "compare.html"
ACCESSIBILITY = "accessibility.html"


def issue(month: str) -> str:
    """The page of an issue."""
    return f"issues/{month}.html"


def year(number: int) -> str:
    """The page of a year: not that of an issue whose period is the year."""
    return f"issues/year-{number}.html"


def organization(identity: str) -> str:
    """The page of an organization."""
    return f"organizations/{identity}.html"


def source(address: str) -> str:
    """The Markdown file of a page."""
    return f"{address.removesuffix('.html')}.md"


def up(address: str) -> str:
    """The way from a page to the top of the site."""
    return "../" * address.count("/")
