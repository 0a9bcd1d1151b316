"""Whether the navigation in the pushed `mkdocs.yml` leads to pages that will be there: else nothing could be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from yuebao.escaping.shown_text import visible
from yuebao.gate.limits import MADE_IN_DOCS
from yuebao.history.git import Entry, contents
from yuebao.schema.settings import FILE
from yuebao.schema.yaml_text import Document, YamlError, read_declaration

_KEY = ("nav",)


def astray(repository: Path, files: Sequence[Entry]) -> list[str]:
    """A line for each entry of `nav` that is none, or that names a page which is neither among the files nor written by
    `emit`. Settings that cannot be read are judged elsewhere."""
    text = b"".join(contents(repository, (entry.object for entry in files if entry.path == FILE)))
    try:
        document = read_declaration(text.decode("utf-8"))
    except (YamlError, UnicodeDecodeError):
        return []
    if not isinstance(document.value, dict) or document.value.get("nav") is None:
        return []
    pages = {entry.path.removeprefix("docs/") for entry in files if entry.path.startswith("docs/")}
    return list(_wrong(document, document.value["nav"], _KEY, pages))


def _wrong(document: Document, value: Any, path: tuple[str | int, ...], pages: set[str]) -> Iterator[str]:
    where = f"{FILE} 第 {document.line(*path)} 行 nav："
    if isinstance(value, list) and value:
        for index, item in enumerate(value):
            named = isinstance(item, dict) and len(item) == 1
            if not (named or isinstance(item, str)):
                yield f"{FILE} 第 {document.line(*path, index)} 行 nav：每一项应写作“名称: 网页”，或只写网页"
                continue
            inner, at = (
                (next(iter(item.values())), (*path, index, next(iter(item))))
                if named
                else (item, (*path, index))
            )
            yield from _wrong(document, inner, at, pages)
    elif not isinstance(value, str) or path == _KEY:
        yield f"{where}应为列表或网页的路径"
    elif not ("://" in value or value.startswith(("/", "mailto:"))) and not _is_page(value, pages):
        yield f"{where}列有 {visible(value)}，而 docs/ 里没有这个文件"


def _is_page(name: str, pages: set[str]) -> bool:
    return name in pages or name.partition("/")[0] in MADE_IN_DOCS
