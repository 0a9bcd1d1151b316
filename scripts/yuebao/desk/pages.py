"""The pages of the desk as HTML, and short answers as JSON."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from yuebao.escaping.json_text import json_text

FILE_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""What the files are that the desk hands out, by their kinds."""
_STATIC: Final = {
    **dict.fromkeys(("desk.css", "review.css"), "text/css"),
    **dict.fromkeys(
        ("desk.js", "grid.js", "cards.js", "clipboard.js", "steps.js", "writing.js"), "text/javascript"
    ),
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates; whatever a file holds is text in them."""
    return Environment(
        loader=PackageLoader("yuebao.desk"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """A page. ``base`` in its context is the address of the desk, as the template sees it from where it stands."""
    return Response(environment().get_template(template).render(**context), status, mimetype="text/html")


def answer(value: Any, status: int = 200) -> Response:
    """A value for the script of a page."""
    return Response(json_text(value), status, mimetype="application/json")


def static(name: str) -> Response:
    """A style or a script of the desk."""
    if name not in _STATIC:
        raise NotFound
    content = files("yuebao.desk").joinpath("static", name).read_bytes()
    if name == "review.css":  # on paper the page is that of `validate --format html`
        content += files("yuebao.reports").joinpath("templates", "review.css").read_bytes()
    return Response(content, mimetype=f"{_STATIC[name]}; charset=utf-8")
