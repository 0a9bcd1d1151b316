"""Every format by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from yuebao.render.formats import json_format, text_format
from yuebao.settle.outcome import Outcome

FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {
    "text": text_format.render,
    "json": json_format.render,
}
