"""Setting the pages of a PDF, in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from yuebao.model.fault import Fault

GETA: Final = "〓"
"""What printers set in the place of a character that they do not have."""
_LACKING: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_COMMAND: Final = (sys.executable, "-P", "-m", "yuebao.printed.pdf_compiler")


def typeset(data: dict[str, Any], told: Callable[[Sequence[str]], str]) -> bytes:
    """The PDF. Each character that the fonts lack is replaced, and ``told`` of them stands among the notes. Raises `Fault`."""
    text = json.dumps(data, ensure_ascii=False)
    lacking: set[str] = set()
    while True:
        done = subprocess.run(_COMMAND, input=text.encode(), capture_output=True, check=False)
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace")
        found = {character for words in _LACKING.findall(said) for character in _characters(words)} - lacking
        if not found:
            raise Fault(f"排不出 PDF：{said.strip() or done.returncode}")
        lacking |= found
        text = _without(data, lacking, told)


def _characters(words: str) -> str:
    r"""What stands in the typesetter's words: `\u{fffe}` is one character."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), words)


def _without(data: dict[str, Any], lacking: set[str], told: Callable[[Sequence[str]], str]) -> str:
    text = json.dumps(data | {"notes": [*data["notes"], told(sorted(lacking))]}, ensure_ascii=False)
    return text.translate(dict.fromkeys(map(ord, lacking), GETA))
