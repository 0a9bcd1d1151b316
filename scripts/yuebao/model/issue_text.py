"""`issue.yaml` in the one writing that the archive keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from yuebao.model.issue import DRAFT, Source

BLANK: Final = "# 待填"
_PLAIN: Final = re.compile(
    r"[0-9A-Za-z\u3400-\u9fff（）《》、，。·“”—./-]+(?: [0-9A-Za-z\u3400-\u9fff（）./-]+)*"
)
_TOP: Final = re.compile(r"""(["']?)(?P<key>[^\s#"'{}\[\]:-][^"':]*)\1[ \t]*:(?=\s|$)""")


def issue_text(keys: Iterable[str], values: Mapping[str, str], sources: Iterable[Source]) -> str:
    """The masthead as YAML, ``keys`` in their order. A key without a value is written empty and marked, to be filled in; odd texts are quoted."""
    lines = [_line(key, values.get(key, "")) for key in keys]
    lines.append("sources:")
    for source in sources:
        lines += [f"  - {_line('file', source.file)}", f"    {_line('sha256', source.sha256)}"]
        lines += [f"    role: {source.role}", f"    in_force: {str(source.in_force).lower()}"]
    return "\n".join(lines) + "\n"


def draft_text(complete: Iterable[str]) -> str:
    """The lines that make an issue a draft, whose tables ``complete`` have no blank that is left to do."""
    names = ", ".join(complete)
    return f"state: {DRAFT}\n" + (f"complete: [{names}]\n" if names else "")


def lines_of_keys(text: str, but: Collection[str]) -> dict[str, str]:
    """The lines of each key of `issue.yaml` as they stand, with the comments above it; those of some keys left out.

    Keys stand at the beginning of a line, as in every file that the program wrote.
    """
    found: dict[str, str] = {}
    key, waiting = "", ""
    for line in text.splitlines(keepends=True):
        match = _TOP.match(line)
        if match is not None:
            key = match["key"].strip()
            found[key] = waiting + line
        elif key and not line.startswith("#"):
            found[key] += waiting + line
        else:
            waiting += line
            continue
        waiting = ""
    return {
        key: lines if lines.endswith("\n") else f"{lines}\n" for key, lines in found.items() if key not in but
    }


def _line(key: str, text: str) -> str:
    return f"{key}: {_scalar(text)}" if text else f"{key}: {BLANK}"


def _scalar(text: str) -> str:
    if not text or (_PLAIN.fullmatch(text) and not text.startswith("-")):
        return text
    return json.dumps(text, ensure_ascii=False)
