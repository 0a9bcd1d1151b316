"""Templates of the pages, and the small words that all of them use."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("yuebao.render.pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = markdown_text
    return environment


def markdown_text(text: object) -> Markup:
    """The text as it is, safe in a Markdown heading: HTML and Markdown signs stand for themselves."""
    return Markup("".join(f"\\{sign}" if sign in "\\`*_{}[]#+!|~^" else sign for sign in str(escape(text))))


def render_page(template: str, meta: dict[str, Any], **context: Any) -> bytes:
    """The Markdown file: its metadata as front matter, then the template's text."""
    body = _environment().get_template(template).render(**context)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items() if value]
    return ("---\n" + "\n".join(lines) + "\n---\n" + body).encode()
