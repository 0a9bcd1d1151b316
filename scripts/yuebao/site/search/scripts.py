"""The index as two scripts: one read at the first keystroke, the other at the first figure that is looked for."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site.archive import Archive
from yuebao.site.script_text import assigned
from yuebao.site.search.figures import figures
from yuebao.site.search.vocabulary import vocabulary
from yuebao.site.search.words import words


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`search/words.js` and `search/figures.js`."""
    yield "search/words.js", assigned("window.yuebaoWords", {**words(archive), **vocabulary(archive)})
    yield "search/figures.js", assigned("window.yuebaoFigures", figures(archive))
