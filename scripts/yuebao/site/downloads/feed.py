"""`feed.xml`: issues, errata and withdrawals as they come out, for feed readers (Atom, RFC 4287); `errata.xml`: the errata
alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from yuebao.model.revision import Correction
from yuebao.printed.edition import Edition
from yuebao.printed.model import Paragraph
from yuebao.site import download_addresses as addresses
from yuebao.site import page_addresses as page_addresses
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.change_words import change_words, correction_words
from yuebao.site.downloads.atom import Entry, Feed, feed
from yuebao.site.marks import Mark, marks_of

LENGTH: Final = 50
"""Entries in a feed."""
_ERRATA: Final = Feed(addresses.ERRATA_FEED, page_addresses.ERRATA, LENGTH, "：存疑", "#errata")


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The newest entries, the newest first. The times are the days of publication and review, never a clock's. An entry has
    one identity in whichever feed it is."""
    errata = [
        entry for edition in archive.editions for entry in errata_entries(archive, edition, marks_of(edition))
    ]
    entries = [entry for edition in archive.editions for entry in _entries(archive, edition)]
    entries += [taken_back(archive, listed) for listed in archive.withdrawn]
    yield (
        addresses.FEED,
        feed(archive.settings, Feed(addresses.FEED, page_addresses.HOME, LENGTH), [*entries, *errata]),
    )
    yield addresses.ERRATA_FEED, feed(archive.settings, _ERRATA, errata)


def _entries(archive: Archive, edition: Edition) -> Iterator[Entry]:
    issue = edition.issue
    name = issue_key(archive, edition)
    yield Entry(
        f"{name}/issue", issue.full_title, issue.published, issue.publisher,
        page_addresses.issue(edition.name), partial(_words, edition),
    )  # fmt: skip
    for correction in archive.corrections_of(edition):
        yield _corrected(archive, edition, correction, name)


def errata_entries(
    archive: Archive, edition: Edition, marks: Iterable[Mark], about: str = ""
) -> Iterator[Entry]:
    """Errata of an issue, one entry for each day of review; ``about`` ends its identity where they are not all of them."""
    name = issue_key(archive, edition)
    reviewed: dict[date, list[Mark]] = {}
    for mark in marks:
        reviewed.setdefault(mark.erratum.reviewed, []).append(mark)
    for day, found in reviewed.items():
        yield Entry(
            f"{name}/errata/{day}{about}", f"{edition.issue.title}：存疑 {len(found)} 处", day,
            found[0].erratum.reviewer, f"{page_addresses.ERRATA}#m{edition.name}", partial(_lines, archive, found),
        )  # fmt: skip


def _corrected(archive: Archive, edition: Edition, correction: Correction, name: str) -> Entry:
    """A correction, on the day on which the archive published it, else on the one that the document prints."""
    document = correction.document
    day = document.arrived or document.stated
    count = len(correction.changes)
    words = f"更正 {count} 处" if count else "更正"
    return Entry(
        f"{name}/correction/{document.file}", f"{edition.issue.title}：{words}",
        _day(day, edition.issue.published), edition.issue.publisher,
        f"{page_addresses.issue(edition.name)}#corrections", partial(_changes, archive, edition, correction),
    )  # fmt: skip


def _day(text: str, other: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return other


def _changes(archive: Archive, edition: Edition, correction: Correction) -> str:
    """What the page says of it."""
    return "\n".join([correction_words(correction), *map(partial(change_words, edition), correction.changes)])


def taken_back(archive: Archive, listed: Withdrawn) -> Entry:
    """That an issue was taken back, and why."""
    why = listed.why
    return Entry(
        f"{issue_key(archive, listed)}/withdrawn/{why.reviewed}", f"{listed.issue.title}：已撤回",
        why.reviewed, why.reviewer, page_addresses.issue(listed.name), lambda: why.reason,
    )  # fmt: skip


def _words(edition: Edition) -> str:
    blocks = (block for section in edition.report.sections for block in section.blocks)
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def _lines(archive: Archive, marks: Sequence[Mark]) -> str:
    return "\n".join(_line(archive, mark) for mark in marks)


def issue_key(archive: Archive, edition: Edition | Withdrawn) -> str:
    """What the identities of an issue's entries begin with: what tells this archive's issues from another's, which is the
    code of the place that it is of, else the id; and its period."""
    home = archive.registry.resolve(archive.latest.masthead.home_kinds, edition.issue.home, edition.name)
    return f"{edition.issue.home if home is None else home.code or home.id}/{edition.name}"


def _line(archive: Archive, mark: Mark) -> str:
    erratum = mark.erratum
    schema = archive.tables.get(erratum.table)
    place = (
        f"《{schema.title if schema else erratum.table}》{erratum.row or ''} {erratum.column or ''}".rstrip()
    )
    return f"{place}：公布 {erratum.published or '空白'}，按规则{mark.due}。{erratum.reason}"
