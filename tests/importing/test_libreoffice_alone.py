"""What is said when the program that reads old formats ends without a file: a small program of the machine in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuebao.importing.blocks import Refused
from yuebao.importing.libreoffice import _convert


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 0", "LibreOffice 读不了这个文件。请用 Word、Excel 或 WPS 另存为 .docx 再导入。"),
        (
            "echo one >&2; echo 'last words ' >&2; exit 1",
            "LibreOffice 读不了这个文件（last words）。请用 Word、Excel 或 WPS 另存为 .docx 再导入。",
        ),
        (
            "printf '%0150d' 0 >&2",
            f"LibreOffice 读不了这个文件（{'0' * 100}）。请用 Word、Excel 或 WPS 另存为 .docx 再导入。",
        ),
    ],
)
def test_no_file_came_of_it(tmp_path: Path, script: str, said: str) -> None:
    program = tmp_path / "office"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(Refused) as refused:
        _convert(str(program), b"x", tmp_path, ".doc", "docx")
    assert str(refused.value) == said


def test_the_file_that_came_of_it_is_read(tmp_path: Path) -> None:
    """Called with a profile of its own, the format, a folder for the result and the document under a plain name."""
    program = tmp_path / "office"
    script = 'mkdir -p "${7}"; printf "%s\\n" "$@" > "${7}/document.docx"; cat "${8}" >> "${7}/document.docx"'
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    made = _convert(str(program), b"content", tmp_path, ".doc", "docx").decode()
    assert made.splitlines() == [
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path / "converted"),
        str(tmp_path / "document.doc"),
        "content",
    ]
