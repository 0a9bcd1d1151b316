"""Pages that people wrote, made harmless: nothing in them runs, loads something from elsewhere or passes for the theme's.

Known by the list of what `emit` wrote, content and all; a page of any name that is not on it is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import nh3
from markupsafe import Markup

from yuebao.schema.handwritten import kept_metadata

_TEXT: Final = "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
_BLOCKS: Final = "article aside blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre section summary ul"
_TABLES: Final = "caption col colgroup table tbody td tfoot th thead tr"
TAGS: Final = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES}".split())
_DROPPED: Final = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "frameset", "object", "embed", "applet"),
        *(
            "svg",
            "math",
            "title",
            "textarea",
            "select",
            "option",
            "noembed",
            "noframes",
            "xmp",
            "audio",
            "video",
        ),
    )
)
"""Elements that go with all that is in them; of any other that is not allowed the text stays."""
_EVERYWHERE: Final = frozenset(("id", "class", "title", "lang", "dir"))
_CELL: Final = frozenset(("align", "style", "colspan", "rowspan", "scope", "headers"))
ATTRIBUTES: Final = {
    "*": set(_EVERYWHERE),
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "time": {"datetime"},
    "details": {"open"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": set(_CELL),
    "th": set(_CELL),
}
SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))
_ADMONITIONS: Final = (
    "note abstract info tip success question warning failure danger bug example quote"  # the theme's
)
CLASSES: Final = frozenset(("admonition", "admonition-title", *_ADMONITIONS.split()))
_LANGUAGE: Final = re.compile(r"language-[\w+-]+")
_OF_THEME: Final = re.compile(r"_*yb-|__", re.IGNORECASE)
"""How the names begin by which the scripts of the theme look for its own parts."""
_ADDRESS: Final = re.compile(r"[\w.:-]+")
"""What a place on a page may be called; the theme's scripts put such names into selectors as they are."""
_ALIGNED: Final = re.compile(r"text-align: ?(left|right|center);?")
_ELSEWHERE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[\\/]\s*[\\/])", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x20]+")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The value of an allowed attribute, or ``None`` for one that goes."""
    if attribute == "class":
        words = (word for word in value.split() if word in CLASSES or _LANGUAGE.fullmatch(word))
        return " ".join(words) or None
    if attribute == "id":
        return value if _ADDRESS.fullmatch(value) and not _OF_THEME.match(value) else None
    if attribute == "style":
        return value if _ALIGNED.fullmatch(value.strip()) else None
    if attribute == "src":
        return None if _ELSEWHERE.match(_CONTROLS.sub("", value)) else value
    return value


_CLEANER: Final = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_DROPPED),
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_WORDS: Final = nh3.Cleaner(tags=set(), clean_content_tags=set(_DROPPED), attributes={})


def sanitized(html: str) -> str:
    """The HTML with nothing but what a text consists of: headings, lists, tables, links, pictures of this site."""
    return _CLEANER.clean(html)


def sanitize_page(page: Any, html: str) -> str:
    """The HTML of a page that a person wrote, sanitized; its metadata and its table of contents too."""
    page.meta = kept_metadata(page.meta)
    page.toc.items = _contents(page.toc.items)
    return sanitized(html)


def _contents(items: Sequence[Any]) -> list[Any]:
    """The entries of the table of contents whose places are still there."""
    kept = [item for item in items if _kept("", "id", item.id)]
    for item in kept:
        item.title = Markup(_WORDS.clean(item.title))
        item.children = _contents(item.children)
    return kept
