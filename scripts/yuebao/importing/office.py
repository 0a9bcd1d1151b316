"""Which LibreOffice the machine has: what it alone reads can be read here or not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PROGRAMS: Final = ("soffice", "libreoffice")
_INSTALLED: Final = ("LibreOffice/program/soffice.exe", "libreoffice*/program/soffice")
"""Where installers put it without telling the shell: below a folder of programs of Windows, and below `/opt`, where the
packages of the project itself go, as on 麒麟 and UOS."""
_MAC: Final = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


def office(variables: Mapping[str, str] = os.environ, opt: str = "/opt") -> str | None:
    """Where its program lies; ``None`` where there is none. What the shell finds comes first, then the newest of those that
    were installed beside it."""
    return next((found for found in map(shutil.which, PROGRAMS) if found), None) or next(
        (str(path) for path in _installed(variables, opt) if path.is_file()), None
    )


def _installed(variables: Mapping[str, str], opt: str) -> Iterator[Path]:
    windows, unix = _INSTALLED
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if variables.get(name):
            yield Path(variables[name], windows)
    yield from sorted(Path(opt).glob(unix), reverse=True)
    yield Path(_MAC)
