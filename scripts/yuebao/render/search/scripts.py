"""The index as two scripts: one read at the first keystroke, the other at the first figure that is looked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from yuebao.render.archive import Archive
from yuebao.render.search.figures import figures
from yuebao.render.search.words import words


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`search/words.js` and `search/figures.js`."""
    yield "search/words.js", _script("yuebaoWords", words(archive))
    yield "search/figures.js", _script("yuebaoFigures", figures(archive))


def _script(name: str, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"window.{name}={text};\n".encode()
