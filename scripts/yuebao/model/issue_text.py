"""`issue.yaml` in the one writing that the archive keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

BLANK: Final = "# 待填"
_PLAIN: Final = re.compile(
    r"[0-9A-Za-z\u3400-\u9fff（）《》、，。·“”—./-]+(?: [0-9A-Za-z\u3400-\u9fff（）./-]+)*"
)


def issue_text(keys: Iterable[str], values: Mapping[str, str], source_file: str, sha256: str) -> str:
    """The masthead as YAML, ``keys`` in their order. A key without a value is written empty and marked, to be filled in; odd texts are quoted."""
    lines = [_line(key, values.get(key, "")) for key in keys]
    lines += ["source:", f"  {_line('file', source_file)}", f"  {_line('sha256', sha256)}"]
    return "\n".join(lines) + "\n"


def _line(key: str, text: str) -> str:
    return f"{key}: {_scalar(text)}" if text else f"{key}: {BLANK}"


def _scalar(text: str) -> str:
    if not text or (_PLAIN.fullmatch(text) and not text.startswith("-")):
        return text
    return json.dumps(text, ensure_ascii=False)
