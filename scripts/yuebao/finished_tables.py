"""A Markdown extension: tables that are finished HTML are set aside before Markdown looks at them.

Python-Markdown parses raw HTML piece by piece only to give it back as it was; on our pages that is nine tenths of a
build. The pages stay whole Markdown files, and without the extension they come out the same, only later. It is an
extension and not a hook because every builder that reads Markdown through Python-Markdown knows extensions.
"""

from __future__ import annotations

from typing import Final

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_OPEN: Final = ("<table>", "<table ")
_CLOSE: Final = "</table>"
_BEFORE_HTML: Final = 22
"""Python-Markdown reads raw HTML at 20, MkDocs collects the anchors in it at 21."""


class _SetAside(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """The lines with a mark in place of each table; one that is not closed stays where it is."""
        kept: list[str] = []
        table: list[str] = []
        for line in lines:
            if not table and not line.startswith(_OPEN):
                kept.append(line)
                continue
            table.append(line)
            if line.endswith(_CLOSE):
                kept.append(self.md.htmlStash.store("\n".join(table)))
                table = []
        return kept + table


class FinishedTables(Extension):  # type: ignore[misc]
    """What `markdown_extensions` in `mkdocs.yml` names."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the step."""
        md.preprocessors.register(_SetAside(md), "finished_tables", _BEFORE_HTML)


def makeExtension(**options: object) -> FinishedTables:
    """The extension, as Python-Markdown asks for it by the module's name."""
    return FinishedTables(**options)
