"""Templates of the pages, and the small words that all of them use."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from yuebao.model.period import title_of

_SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
"""The signs of ASCII: all that HTML and Markdown read as anything but text."""

_WRITTEN_PERIOD: Final = re.compile(r"[0-9]{4}-(?:[QH][0-9]|[0-9]{2}(?:[_-][0-9]{2})?)")

_BREAK: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Whatever some reader takes for the end of a line, and controls."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("yuebao.site.pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = markdown_text
    environment.filters["coded"] = coded
    environment.filters["label"] = title_of
    return environment


def markdown_text(text: object) -> Markup:
    """The text as it is, on one line of Markdown: whatever is a sign of HTML or of Markdown is written by its number, so
    that no parser takes it for one."""
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign.group())};", _one_line(str(text))))


def coded(text: str) -> Markup:
    """The text with what data hold for a period or a day, such as `2021-Q4`, set as code: to a reader it is no date."""
    return Markup(_WRITTEN_PERIOD.sub(r"<code>\g<0></code>", str(escape(text))))


def render_page(template: str, meta: dict[str, Any], **context: Any) -> bytes:
    """The Markdown file: its metadata as front matter, then the template's text. Texts of the metadata are written as
    HTML on one line: themes print them as they are, in elements and in attributes."""
    body = _environment().get_template(template).render(**context)
    lines = [
        f"{key}: {json.dumps(_finished(value), ensure_ascii=False)}" for key, value in meta.items() if value
    ]
    return ("---\n" + "\n".join(lines) + "\n---\n" + body).encode()


def _one_line(text: str) -> str:
    return _BREAK.sub(" ", text)


def _finished(value: object) -> object:
    return str(escape(_one_line(value))) if isinstance(value, str) else value
