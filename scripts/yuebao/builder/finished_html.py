"""A Markdown extension: what is finished HTML is set aside before Markdown looks at it.

Python-Markdown parses raw HTML piece by piece only to give it back as it was; on our pages that is nine tenths of a
build. The pages stay whole Markdown files, and without the extension they come out the same, only later. It is an
extension and not a hook because every builder that reads Markdown through Python-Markdown knows extensions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_OPEN: Final = re.compile(r"<([a-z]+)[ >]")
_BEFORE_HTML: Final = 22
"""Python-Markdown reads raw HTML at 20, MkDocs collects the anchors in it at 21."""


class _SetAside(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """The lines with a mark in place of each finished block."""
        kept: list[str] = []
        start = 0
        while start < len(lines):
            end = self._end(lines, start)
            kept += ["", self.md.htmlStash.store("\n".join(lines[start:end])), ""] if end else [lines[start]]
            start = end or start + 1
        return kept

    def _end(self, lines: Sequence[str], start: int) -> int:
        """Where the block-level element that begins this line ends, at the end of a line; 0 when it does not."""
        opened = _OPEN.match(lines[start])
        if opened is None or not self.md.is_block_level(opened[1]):
            return 0
        name, depth = opened[1], 0
        for index in range(start, len(lines)):
            line = lines[index]
            depth += line.count(f"<{name}>") + line.count(f"<{name} ") - line.count(f"</{name}>")
            if depth < 1:
                return index + 1 if line.endswith(f"</{name}>") else 0
        return 0


class FinishedHtml(Extension):  # type: ignore[misc]
    """What `markdown_extensions` in `mkdocs.yml` names."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the step."""
        md.preprocessors.register(_SetAside(md), "finished_html", _BEFORE_HTML)


def makeExtension(**options: object) -> FinishedHtml:
    """The extension, as Python-Markdown asks for it by the module's name."""
    return FinishedHtml(**options)
