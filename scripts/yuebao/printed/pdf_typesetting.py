"""Setting the pages of PDFs, in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, Final, Self

from yuebao.model.fault import Fault
from yuebao.printed.pdf_messages import received, send

GETA: Final = "〓"
"""What printers set in the place of a character that they do not have."""
_LACKING: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_COMMAND: Final = (sys.executable, "-P", "-m", "yuebao.printed.pdf_compiler")


@dataclass(slots=True)
class Typesetter:
    """A process that sets pages: started for the first PDF, ended with the ``with``, so that many PDFs start it once."""

    process: subprocess.Popen[bytes] | None = None
    _words: IO[bytes] = field(default_factory=TemporaryFile)
    _held: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self._held.enter_context(self._words)
        return self

    def __exit__(self, *error: object) -> None:
        if self.process is not None:
            self.process.terminate()  # it waits for more, or nobody wants what it is at
        with suppress(BrokenPipeError):  # of what it was still to be sent
            self._held.close()

    def pdf(self, data: dict[str, Any], told: Callable[[Sequence[str]], str]) -> bytes:
        """The PDF. Each character that the fonts lack is replaced, and ``told`` of them stands among the notes. Raises
        `Fault`."""
        text = json.dumps(data, ensure_ascii=False)
        lacking: set[str] = set()
        while True:
            content, said = self._answer(text)
            if not said:
                return content
            found = {each for words in _LACKING.findall(said) for each in _characters(words)} - lacking
            if not found:
                raise Fault(f"排不出 PDF：{said.strip()}")
            lacking |= found
            text = _without(data, lacking, told)

    def _answer(self, text: str) -> tuple[bytes, str]:
        """The PDF, or what the typesetter says is in its way."""
        process = self.process or self._started()
        assert process.stdin is not None and process.stdout is not None
        answers = received(process.stdout)
        try:
            send(process.stdin, text.encode())
            return next(answers), next(answers).decode()
        except (BrokenPipeError, StopIteration) as error:
            status = process.wait()
            self._words.seek(0)
            said = self._words.read().decode(errors="replace").strip()
            raise Fault(f"排 PDF 的进程意外结束（{status}），没有排出：{said}") from error

    def _started(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        process = subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=self._words)
        self.process = self._held.enter_context(process)
        return process


def _characters(words: str) -> str:
    r"""What stands in the typesetter's words: `\u{fffe}` is one character."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), words)


def _without(data: dict[str, Any], lacking: set[str], told: Callable[[Sequence[str]], str]) -> str:
    text = json.dumps(data | {"notes": [*data["notes"], told(sorted(lacking))]}, ensure_ascii=False)
    return text.translate(dict.fromkeys(map(ord, lacking), GETA))
