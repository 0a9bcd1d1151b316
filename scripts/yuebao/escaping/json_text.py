"""JSON that a terminal or a log may show: the characters that nobody sees stand in it by number."""

from __future__ import annotations

import json
from typing import Any

from yuebao.model.characters import UNSEEN


def json_text(value: Any) -> str:
    """The value as JSON, Chinese as it is, a line end at the end. It reads back as the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return UNSEEN.sub(lambda match: json.dumps(match.group())[1:-1], text) + "\n"
