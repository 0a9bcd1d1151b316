"""Whether the navigation in the pushed `mkdocs.yml` leads to pages that will be there: else nothing could be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from yuebao.escaping.shown_text import visible
from yuebao.gate.limits import MADE_IN_DOCS
from yuebao.history.git import Entry, contents
from yuebao.model.fault import Fault
from yuebao.schema.settings import FILE, read_site
from yuebao.schema.yaml_text import YamlError, read_declaration

_KEY = ("nav",)


def astray(repository: Path, files: Sequence[Entry]) -> list[str]:
    """A line for each page of `nav` that is neither among the files nor written by `emit`. Settings that cannot be read
    are judged elsewhere."""
    text = b"".join(contents(repository, (entry.object for entry in files if entry.path == FILE)))
    try:
        content = text.decode("utf-8")
        read_site(content)
        document = read_declaration(content)
    except (Fault, YamlError, UnicodeDecodeError):
        return []
    pages = {entry.path.removeprefix("docs/") for entry in files if entry.path.startswith("docs/")}
    return [
        f"{FILE} 第 {document.line(*path)} 行 nav：列有 {visible(name)}，而 docs/ 里没有这个文件"
        for path, name in _named(document.value.get("nav") or [], _KEY)
        if "://" not in name and not _is_page(name, pages)
    ]


def _named(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every page or address of the navigation, with its place."""
    if isinstance(value, list | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _named(item, (*path, key))
    else:
        yield path, str(value)


def _is_page(name: str, pages: set[str]) -> bool:
    return name in pages or name.partition("/")[0] in MADE_IN_DOCS
