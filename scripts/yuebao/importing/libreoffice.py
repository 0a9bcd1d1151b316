""".doc, .wps, .rtf, .odt and .ods through LibreOffice, when the machine has it: converted in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.docx import read_word
from yuebao.importing.office import office
from yuebao.importing.xlsx import read_excel

SECONDS: Final = 120


def read_old_word(content: bytes, name: str) -> Document:
    """The blocks of a .doc, .wps, .rtf or .odt. Raises `Refused` when there is no LibreOffice or it cannot read the file."""
    return _converted(content, name, "docx", read_word)


def read_old_sheets(content: bytes, name: str) -> Document:
    """The sheets of a .ods, and of what was saved as XML. Raises `Refused` when there is no LibreOffice or it cannot read the
    file."""
    return _converted(content, name, "xlsx", read_excel)


def _converted(content: bytes, name: str, to: str, reader: Callable[[bytes, str], Document]) -> Document:
    program = office()
    suffix = Path(name).suffix.lower()
    if program is None:
        raise Refused(
            f"读 {suffix} 要用 LibreOffice，这台机器上没有（找不到 soffice 命令）。"
            f"请安装 LibreOffice，或用 Word、Excel、WPS 把文件另存为 .{to} 再导入。"
        )
    with tempfile.TemporaryDirectory(prefix="yuebao-") as folder:
        document = reader(_convert(program, content, Path(folder), suffix, to), name)
    return replace(document, kind=f"{document.kind}（由 LibreOffice 从 {suffix} 转换）")


def _convert(program: str, content: bytes, folder: Path, suffix: str, to: str) -> bytes:
    """The converted file. LibreOffice gets a profile of its own, so that one that is open already does not stand in the way."""
    source = folder / f"document{suffix}"
    source.write_bytes(content)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", to, "--outdir", str(folder / "converted")),
        str(source),
    ]
    said = _run(command)
    converted = folder / "converted" / f"document.{to}"
    if not converted.is_file():
        reason = said.strip().splitlines()
        raise Refused(
            "LibreOffice 读不了这个文件" + (f"（{reason[-1][:100]}）" if reason else "")
            + f"。请用 Word、Excel 或 WPS 另存为 .{to} 再导入。"
        )  # fmt: skip
    return converted.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the program, and where the system knows groups of processes, all that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _run(command: list[str]) -> str:
    """What the program said. It starts others: when time is up, all of them are ended."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            _, said = process.communicate(timeout=SECONDS)
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Refused(
                    f"LibreOffice 在 {SECONDS} 秒内没有转换完。请用 Word、Excel 或 WPS 另存为 .docx、.xlsx 再导入。"
                ) from error
            raise
    return said.decode(errors="replace")
