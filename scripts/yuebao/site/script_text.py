"""Values for the scripts of the pages, in files that are scripts themselves, so that they work from a folder, too."""

from __future__ import annotations

import json
from typing import Any, Final

_ENDING: Final = "<\u2028\u2029"
"""Signs of texts that end a script, or a line of it, for some reader: each is written by its number."""


def assigned(name: str, value: Any) -> bytes:
    """The script that gives the value its name; nothing in it ends a script."""
    return f"{name}={_json(value)};\n".encode()


def called(name: str, *values: Any) -> bytes:
    """The script that hands the values to a function, likewise."""
    return f"{name}({','.join(map(_json, values))});\n".encode()


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in _ENDING:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
