"""What people may put into `docs/` themselves: Markdown pages with a few metadata, pictures, and documents to download.

Whatever else lies there MkDocs would publish as it is, even in the place of the program's own scripts and styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from yuebao.model.fault import Fault
from yuebao.schema.declared_keys import PAGE as PAGE_KEYS
from yuebao.schema.plain import items, text
from yuebao.schema.strict import Place
from yuebao.schema.yaml_text import YamlError, read_declaration

MANIFEST: Final = ".emitted"
"""The list, inside `docs/`, of the files that `emit` wrote: they are not handwritten."""
PAGE: Final = ".md"
SUFFIXES: Final = frozenset(
    (
        *(PAGE, ".png", ".jpg", ".jpeg", ".gif", ".webp"),
        *(".pdf", ".txt", ".csv", ".doc", ".docx", ".xls", ".xlsx"),
    )
)
"""Kinds of files that run nothing in the browser of whoever opens them. SVG and HTML do."""
_BY_NAME: Final = ("CODEOWNERS",)
METADATA: Final = tuple(PAGE_KEYS)
"""What a page may say of itself. `template` and `icon` would choose files of the server."""
HIDEABLE: Final = ("navigation", "toc", "path", "footer")
_BLOCK: Final = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
_LINE: Final = re.compile(r" {0,3}([A-Za-z0-9_-]+):")


def refused_file(path: str) -> str:
    """Why a file, by its path in `docs/`, is not published, or nothing. Hidden ones are never published."""
    parts = path.split("/")
    suffix = re.search(r"[^.](\.[^.]*)$", parts[-1])
    hidden = any(part.startswith(".") for part in parts)
    if hidden or parts[-1] in _BY_NAME or (suffix and suffix[1].casefold() in SUFFIXES):
        return ""
    return f"docs/ 里只放网页（{PAGE}）、图片和文档（{'、'.join(sorted(SUFFIXES - {PAGE}))}）；网站的程序和样式只来自已安装的 yuebao"


def require_metadata(name: str, page: str) -> None:
    """Raises `Fault` with the line for a page that says more of itself than it may."""
    page = page.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    block = _BLOCK.match(page)
    if block is None:
        for line, key in _plain_metadata(page):
            _require_known(name, line, key)
        return
    try:
        document = read_declaration("\n" + block[1])
    except YamlError as error:
        raise Fault(f"{name} 第 {error.line} 行：{error.reason}") from error
    if not isinstance(document.value, dict):
        return  # MkDocs too takes it for text
    for key, value in document.value.items():
        _require_known(name, document.line(key), key)
        _require_value(key, value, Place(name, document, (key,)))


def kept_metadata(meta: dict[str, Any]) -> dict[str, Any]:
    """Of what MkDocs has read at the top of a page, what it may say."""
    return {key: value for key, value in meta.items() if key in METADATA}


def _plain_metadata(page: str) -> Iterator[tuple[int, str]]:
    """The `key: value` lines that MkDocs takes from the top of a page without a block."""
    for line, content in enumerate(page.split("\n"), 1):
        found = _LINE.match(content)
        if found:
            yield line, found[1].lower()
        elif line == 1 or not content.strip() or not content.startswith((" " * 4, "\t")):
            return


def _require_known(name: str, line: int, key: str) -> None:
    if key not in METADATA:
        raise Fault(
            f"{name} 第 {line} 行 {key}：网页开头不接受“{key}”，只能写 {'、'.join(METADATA)}；若是正文，请在前面空一行"
        )


def _require_value(key: str, value: Any, place: Place) -> None:
    if key != "hide":
        text(value, place)
        return
    for item in items(value, place):
        if item not in HIDEABLE:
            raise place.fault(f"“{item}”不能隐藏；可用的有：{'、'.join(HIDEABLE)}")
