"""What was changed in an issue after it came out, on its page: by the publisher, and by the archive itself."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from yuebao.model.revision import Revision
from yuebao.printed.edition import Edition
from yuebao.site.archive import Archive
from yuebao.site.change_words import changed_by, correction_words, place_words, whole_words


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: its number among the corrections of the issue, where it was made, the way there where the page shows it,
    and both values."""

    number: int
    place: str
    href: str
    values: Markup


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction in words, and what it changed."""

    words: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision: who made it, when and where, and both values."""

    by: str
    when: str
    place: str
    values: Markup


def correction_views(archive: Archive, edition: Edition) -> list[CorrectionView]:
    """The corrections of an issue, the oldest first, their changes numbered through."""
    changes: dict[str, list[ChangeView]] = {}
    for each in archive.corrected(edition):
        href = f"#{each.anchor}" if each.anchor else ""
        view = ChangeView(each.number, place_words(edition, each.change), href, _values(each.change))
        changes.setdefault(each.correction.document.file, []).append(view)
    return [
        CorrectionView(correction_words(each), tuple(changes.get(each.document.file, ())))
        for each in archive.corrections_of(edition)
    ]


def revision_views(archive: Archive, edition: Edition) -> list[RevisionView]:
    """The revisions of an issue, the oldest first."""
    return [
        RevisionView(changed_by(revision), revision.when, place_words(edition, revision), _values(revision))
        for revision in archive.revisions_of(edition)
    ]


def _values(change: Revision) -> Markup:
    if not change.column:
        return escape(whole_words(change))
    old, new = (escape(text or "空白") for text in (change.old, change.new))
    return Markup("原来 <b>{}</b>　改为 <b>{}</b>").format(old, new)
