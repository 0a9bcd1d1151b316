"""`issue.yaml` after an import: what the document states, the documents that it was taken from, and what else stood there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from yuebao.history.documents import sources_in
from yuebao.load.month import ISSUE
from yuebao.load.yaml_data import read_document as read_yaml_text
from yuebao.model.fault import UsageError
from yuebao.model.issue import Source
from yuebao.model.issue_text import draft_text, issue_text, lines_of_keys
from yuebao.model.month import Month
from yuebao.schema.layout import Layout


def known_sources(existing: Month | None) -> tuple[Source, ...]:
    """The documents that the issue names, whatever else is wrong with its masthead."""
    text = "" if existing is None else _text(existing)
    return tuple(each for each in sources_in(text.encode()) if each.file and each.sha256)


def masthead_text(
    layout: Layout,
    masthead: Mapping[str, str],
    sources: Sequence[Source],
    existing: Month | None,
    whole: Collection[str],
) -> str:
    """`issue.yaml`: the masthead, the documents, and what else stood there. A new issue is a draft; the tables of a draft
    that were read as a ``whole`` have no blanks that are left."""
    own = (*layout.masthead.names, "sources")
    text = issue_text(layout.masthead.names, masthead, sources)
    if existing is None:
        return text + draft_text(whole)
    kept = kept_lines(existing, own)
    if existing.issue is not None and existing.draft:
        kept = {key: lines for key, lines in kept.items() if key not in ("state", "complete")}
        names = existing.issue.complete | {*whole}
        return text + "".join(kept.values()) + draft_text(each for each in layout.tables if each in names)
    return text + "".join(kept.values())


def kept_lines(existing: Month, own: Collection[str]) -> dict[str, str]:
    """The lines of each key of `issue.yaml` but the ``own``, which are written anew. Raises `UsageError` for a key that has
    no lines of its own: it would be lost."""
    was = _text(existing)
    kept = lines_of_keys(was, own)
    document, _, _ = read_yaml_text(was.encode())
    found = document.value if document is not None and isinstance(document.value, dict) else {}
    if lost := found.keys() - kept.keys() - {*own}:
        raise UsageError(
            f"{existing.folder}/{ISSUE} 的 {'、'.join(sorted(lost))} 没有顶格另起一行，没有改动它；请先把各键写成一行一个"
        )
    return kept


def _text(existing: Month) -> str:
    return existing.texts.get(f"{existing.folder}/{ISSUE}", "")
