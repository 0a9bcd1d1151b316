"""Texts in XML: escaped, and without the characters that XML cannot carry, not even by number."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def carried(text: str) -> str:
    """The text with a replacement character for each that XML cannot carry."""
    return _NOT_XML.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text as the content of an element."""
    return escape(carried(text))
