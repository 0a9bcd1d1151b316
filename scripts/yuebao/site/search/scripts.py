"""The index as two scripts: one read at the first keystroke, the other at the first figure that is looked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from yuebao.site.archive import Archive
from yuebao.site.search.figures import figures
from yuebao.site.search.vocabulary import vocabulary
from yuebao.site.search.words import words

_NOT_IN_SCRIPTS: Final = "<\u2028\u2029"
"""Signs of texts that end a script, or a line of it, for some reader: each is written by its number."""


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`search/words.js` and `search/figures.js`."""
    yield "search/words.js", script("window.yuebaoWords", {**words(archive), **vocabulary(archive)})
    yield "search/figures.js", script("window.yuebaoFigures", figures(archive))


def script(name: str, value: Any) -> bytes:
    """The script that gives the value its name; nothing in it ends a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in _NOT_IN_SCRIPTS:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{name}={text};\n".encode()
