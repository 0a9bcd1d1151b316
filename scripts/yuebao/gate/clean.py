"""Which commits were found clean, by which program: only onto such a one may a push be judged by its changes alone."""

from __future__ import annotations

from pathlib import Path

from yuebao.cache.fingerprint import of_program

_FOLDER = "yuebao/clean"


def was_clean(repository: Path, commit: str) -> bool:
    """Whether this very program found all months of the commit clean."""
    try:
        return (repository / _FOLDER / commit).read_text(encoding="ascii") == of_program()
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def remember_clean(repository: Path, commit: str) -> None:
    """Note that all months of the commit are clean."""
    folder = repository / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{commit}"
    temporary.write_text(of_program(), encoding="ascii")
    temporary.replace(folder / commit)
