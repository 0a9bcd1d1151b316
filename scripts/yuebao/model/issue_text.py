"""`issue.yaml` in the one writing that the archive keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from yuebao.model.issue import Source

BLANK: Final = "# 待填"
_PLAIN: Final = re.compile(
    r"[0-9A-Za-z\u3400-\u9fff（）《》、，。·“”—./-]+(?: [0-9A-Za-z\u3400-\u9fff（）./-]+)*"
)


def issue_text(keys: Iterable[str], values: Mapping[str, str], sources: Iterable[Source]) -> str:
    """The masthead as YAML, ``keys`` in their order. A key without a value is written empty and marked, to be filled in; odd texts are quoted."""
    lines = [_line(key, values.get(key, "")) for key in keys]
    lines.append("sources:")
    for source in sources:
        lines += [f"  - {_line('file', source.file)}", f"    {_line('sha256', source.sha256)}"]
        lines += [f"    role: {source.role}", f"    in_force: {str(source.in_force).lower()}"]
    return "\n".join(lines) + "\n"


def _line(key: str, text: str) -> str:
    return f"{key}: {_scalar(text)}" if text else f"{key}: {BLANK}"


def _scalar(text: str) -> str:
    if not text or (_PLAIN.fullmatch(text) and not text.startswith("-")):
        return text
    return json.dumps(text, ensure_ascii=False)
