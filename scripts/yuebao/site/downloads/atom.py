"""Feeds for feed readers (Atom, RFC 4287): their heads and their entries, the newest first. The times are days of publication
and review, never a clock's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from yuebao.escaping.xml import carried
from yuebao.schema.settings import Settings


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
class Feed:
    """Its own address, that of the page that it follows, how many entries it has at most (readers fetch it often, so that
    it must not grow with the archive), and what its title and its identity have after the site's."""

    address: str
    page: str
    length: int
    title: str = ""
    key: str = ""


def feed(settings: Settings, own: Feed, found: Iterable[Entry]) -> bytes:
    """The newest entries, the newest first."""
    entries = sorted(found, key=lambda entry: (entry.day, entry.key), reverse=True)[: own.length]
    base = f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""
    newest = entries[0].day if entries else date(1970, 1, 1)
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(root, "id", _urn((settings.site_url or settings.site_name) + own.key))
    _add(root, "title", settings.site_name + own.title)
    _add(root, "updated", _time(newest))
    _add(_add(root, "author"), "name", settings.organizer or settings.site_name)
    _add(root, "link", rel="alternate", type="text/html", href=base + own.page)
    if base:
        _add(root, "link", rel="self", type="application/atom+xml", href=base + own.address)
    for entry in entries:
        _add_entry(root, entry, base)
    ElementTree.indent(root, "")
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
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
