"""Making texts from data harmless where they are shown: nothing in a cell may act on a terminal, a log or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from yuebao.model.characters import UNFIT

_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>|&~:!$]")
_MENTION: Final = re.compile(r"([@#%]|(?i:\bGH-))(?=[\w\"])")
_WEB: Final = re.compile(r"(?i)(?<=www)\.")


def visible(text: str) -> str:
    """The text on one line, with every character that nobody sees or nothing can carry written as ``\\u001b``."""
    return UNFIT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def lined(lines: Iterable[str]) -> str:
    """The lines as a text of as many lines, whatever stands in them."""
    return "".join(f"{visible(line)}\n" for line in lines)


def markdown(text: str) -> str:
    """The text as it shall be read in a Markdown table cell: no markup, no link, nobody mentioned.

    A word joiner after ``@``, ``#``, ``%`` and ``GH-`` keeps hosts from making mentions and references of them.
    """
    shown = _MENTION.sub("\\1\u2060", _MARKDOWN.sub(r"\\\g<0>", visible(text)))
    return _WEB.sub("\\.", shown)
