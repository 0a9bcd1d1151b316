"""`feed.xml`: issues, errata and withdrawals as they come out, for feed readers (Atom, RFC 4287); `errata.xml`: the errata
alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from yuebao.escaping.xml import carried
from yuebao.model.revision import Correction
from yuebao.printed.edition import Edition
from yuebao.printed.model import Paragraph
from yuebao.site import download_addresses as addresses
from yuebao.site import page_addresses as page_addresses
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.change_words import change_words, correction_words
from yuebao.site.marks import Mark, marks_of

LENGTH: Final = 50
"""Entries in the feed: readers fetch it often, so it does not grow with the archive."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``key`` never changes; ``day`` is when it came out; ``text`` is asked for when it is in the feed."""

    key: str
    title: str
    day: date
    author: str
    address: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Feed:
    """Its own address, that of the page that it follows, and what its title and its identity have after the site's."""

    address: str
    page: str
    title: str = ""
    key: str = ""


_ERRATA: Final = _Feed(addresses.ERRATA_FEED, page_addresses.ERRATA, "：存疑", "#errata")


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The newest entries, the newest first. The times are the days of publication and review, never a clock's. An entry has
    one identity in whichever feed it is."""
    errata = [entry for edition in archive.editions for entry in _errata(archive, edition)]
    entries = [entry for edition in archive.editions for entry in _entries(archive, edition)]
    entries += [_taken_back(archive, listed) for listed in archive.withdrawn]
    yield addresses.FEED, _feed(archive, _Feed(addresses.FEED, page_addresses.HOME), [*entries, *errata])
    yield addresses.ERRATA_FEED, _feed(archive, _ERRATA, errata)


def _entries(archive: Archive, edition: Edition) -> Iterator[Entry]:
    issue = edition.issue
    name = f"{_home(archive, edition)}/{edition.name}"
    yield Entry(
        f"{name}/issue", issue.full_title, issue.published, issue.publisher,
        page_addresses.issue(edition.name), partial(_words, edition),
    )  # fmt: skip
    for correction in archive.corrections_of(edition):
        yield _corrected(archive, edition, correction, name)


def _errata(archive: Archive, edition: Edition) -> Iterator[Entry]:
    """The errata of an issue, one entry for each day of review."""
    name = f"{_home(archive, edition)}/{edition.name}"
    reviewed: dict[date, list[Mark]] = {}
    for mark in marks_of(edition):
        reviewed.setdefault(mark.erratum.reviewed, []).append(mark)
    for day, marks in reviewed.items():
        yield Entry(
            f"{name}/errata/{day}", f"{edition.issue.title}：存疑 {len(marks)} 处", day, marks[0].erratum.reviewer,
            f"{page_addresses.ERRATA}#m{edition.name}", partial(_lines, archive, marks),
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


def _taken_back(archive: Archive, listed: Withdrawn) -> Entry:
    why = listed.why
    return Entry(
        f"{_home(archive, listed)}/{listed.name}/withdrawn/{why.reviewed}", f"{listed.issue.title}：已撤回",
        why.reviewed, why.reviewer, page_addresses.issue(listed.name), lambda: why.reason,
    )  # fmt: skip


def _words(edition: Edition) -> str:
    blocks = (block for section in edition.report.sections for block in section.blocks)
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def _lines(archive: Archive, marks: Sequence[Mark]) -> str:
    return "\n".join(_line(archive, mark) for mark in marks)


def _home(archive: Archive, edition: Edition | Withdrawn) -> str:
    """What tells this archive's issues from another's: the code of the place that it is of, else the id."""
    home = archive.registry.resolve(archive.latest.masthead.home_kinds, edition.issue.home, edition.name)
    return edition.issue.home if home is None else home.code or home.id


def _line(archive: Archive, mark: Mark) -> str:
    erratum = mark.erratum
    schema = archive.tables.get(erratum.table)
    place = (
        f"《{schema.title if schema else erratum.table}》{erratum.row or ''} {erratum.column or ''}".rstrip()
    )
    return f"{place}：公布 {erratum.published or '空白'}，按规则{mark.due}。{erratum.reason}"


def _feed(archive: Archive, own: _Feed, found: list[Entry]) -> bytes:
    settings = archive.settings
    entries = sorted(found, key=lambda entry: (entry.day, entry.key), reverse=True)[:LENGTH]
    base = f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""
    newest = entries[0].day if entries else date(1970, 1, 1)
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(feed, "id", _urn((settings.site_url or settings.site_name) + own.key))
    _add(feed, "title", settings.site_name + own.title)
    _add(feed, "updated", _time(newest))
    _add(_add(feed, "author"), "name", settings.organizer or settings.site_name)
    _add(feed, "link", rel="alternate", type="text/html", href=base + own.page)
    if base:
        _add(feed, "link", rel="self", type="application/atom+xml", href=base + own.address)
    for entry in entries:
        _add_entry(feed, entry, base)
    ElementTree.indent(feed, "")
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _add_entry(feed: ElementTree.Element, entry: Entry, base: str) -> None:
    element = _add(feed, "entry")
    _add(element, "id", _urn(entry.key))
    _add(element, "title", entry.title)
    _add(element, "published", _time(entry.day))
    _add(element, "updated", _time(entry.day))
    _add(_add(element, "author"), "name", entry.author)
    _add(element, "link", rel="alternate", type="text/html", href=base + entry.address)
    _add(element, "content", entry.text(), type="text")


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {key: carried(value) for key, value in attributes.items()})
    element.text = carried(text)
    return element


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'yuebao:{key}')}"


def _time(day: date) -> str:
    """Midnight in China: the archive knows the day."""
    return f"{day.isoformat()}T00:00:00+08:00"
