"""Which LibreOffice the machine has: what it alone reads can be read here or not."""

from __future__ import annotations

import shutil
from typing import Final

PROGRAMS: Final = ("soffice", "libreoffice")


def office() -> str | None:
    """Where its program lies; ``None`` where there is none."""
    return next((found for found in map(shutil.which, PROGRAMS) if found), None)
