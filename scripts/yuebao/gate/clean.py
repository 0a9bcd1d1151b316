"""Which commits were found clean, by which program: only onto such a one may a push be judged by its changes alone."""

from __future__ import annotations

import importlib.metadata
import sys
from hashlib import sha256
from pathlib import Path

_FOLDER = "yuebao/clean"


def program_digest() -> str:
    """The program that judges, as one hash: its own modules, Python, and the library that judges structure."""
    package = Path(__file__).resolve().parents[1]
    digest = sha256(f"{sys.version} {importlib.metadata.version('frictionless')}".encode())
    for path in sorted(package.rglob("*.py")):
        digest.update(f"\0{path.relative_to(package)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def was_clean(repository: Path, commit: str) -> bool:
    """Whether this very program found all months of the commit clean."""
    try:
        return (repository / _FOLDER / commit).read_text(encoding="ascii") == program_digest()
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def remember_clean(repository: Path, commit: str) -> None:
    """Note that all months of the commit are clean."""
    folder = repository / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{commit}"
    temporary.write_text(program_digest(), encoding="ascii")
    temporary.replace(folder / commit)
