"""Tables whose cells nothing keeps apart, so that a blank one leaves no trace: why they cannot be read, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from yuebao.importing.header import Headers

_GAPS: Final = re.compile(r"[\s、/]+")
_FEWEST: Final = 3
_SPACED: Final = "各格之间只有空格、顿号或斜线，空白的格看不出在哪里，所以不读。请用 Excel 或 WPS 打开，分好列，另存为 .xlsx 再导入。"
_ONE_BY_ONE: Final = "表里的每一格各占一行，空白的格看不出在哪里，所以不读。请找到存成文字以前的文件（.docx、.xlsx 等）再导入。"


def why_loose(texts: Sequence[str], headers: Headers) -> str:
    """Why tables among the lines that were not understood are none, and the one thing to do; empty when there are none."""
    for text in texts:
        words = [word for word in _GAPS.split(text) if word]
        if len(words) >= _FEWEST and all(map(headers.knows, words)) and headers.match(words):
            return _SPACED
    runs = (list(run) for known, run in groupby(texts, headers.knows) if known)
    return _ONE_BY_ONE if any(len(run) >= _FEWEST and headers.match(run) for run in runs) else ""
