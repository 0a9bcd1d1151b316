"""Values as YAML of a few lines, every text quoted where it has to be."""

from __future__ import annotations

import json
from typing import Any


def flow(value: Any) -> str:
    """A value on one line: `{table: a, also: ["b"]}`. Texts are quoted, names of keys are not."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
