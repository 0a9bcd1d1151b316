"""`issue.yaml` in the one writing that the archive keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

KEYS: Final = ("year", "number", "total_number", "title", "publisher", "published", "county")
_PLAIN: Final = re.compile(
    r"[0-9A-Za-z\u3400-\u9fff（）《》、，。·“”—./-]+(?: [0-9A-Za-z\u3400-\u9fff（）./-]+)*"
)


def issue_text(values: Mapping[str, str], source_file: str, sha256: str) -> str:
    """The masthead as YAML. A key without a value is written empty, to be filled in; odd texts are quoted."""
    lines = [f"{key}: {_scalar(values.get(key, ''))}".rstrip() for key in KEYS]
    lines += ["source:", f"  file: {_scalar(source_file)}", f"  sha256: {sha256}"]
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    if not text or (_PLAIN.fullmatch(text) and not text.startswith("-")):
        return text
    return json.dumps(text, ensure_ascii=False)
