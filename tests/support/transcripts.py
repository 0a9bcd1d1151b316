"""Files of what is done, each line of it after `> `, and all that came of it; each part under a title after `# `."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def transcripts(file: Path) -> dict[str, list[str]]:
    """The lines of each part, by its title."""
    parts = f"\n{file.read_text(encoding='utf-8')}".split("\n# ")[1:]
    return {lines[0]: lines[1:] for lines in (part.strip("\n").split("\n") for part in parts)}


def commands_of(lines: Sequence[str]) -> list[str]:
    """What is done, of the lines of a part."""
    return [line.removeprefix("> ") for line in lines if line.startswith("> ")]
