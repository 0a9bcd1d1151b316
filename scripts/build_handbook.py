"""The handbook, a site of its own for those who make the archive and the program: the pages of `scripts/handbook/` and those
that follow from the program.

    python scripts/build_handbook.py [FOLDER]

builds it into FOLDER, by default `build/handbook/`. A link or an anchor that leads nowhere is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from generated_pages import ROOT, generated_pages

PAGES: Final = ROOT / "scripts/handbook"
SETTINGS: Final = ROOT / "scripts/handbook.yml"


def write_pages(folder: Path) -> None:
    """Every page of the handbook, the generated ones too, with the pictures."""
    folder.mkdir()
    for path in PAGES.glob("*.md"):
        shutil.copy(path, folder)
    shutil.copytree(PAGES / "assets", folder / "assets")
    for name, text in generated_pages().items():
        assert not (folder / name).exists(), name
        (folder / name).write_text(text, encoding="utf-8")


def build(target: Path) -> int:
    """Build into ``target``, which is replaced as a whole; how MkDocs ended. Told to be quiet it would count no warning."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_pages(work / "docs")
        shutil.copy(SETTINGS, work / "mkdocs.yml")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
        done = subprocess.run(command, cwd=work, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
        if done.returncode == 0:
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(work / "site", target)
    return done.returncode


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else ROOT / "build/handbook"
    status = build(target)
    if status == 0:
        print(f"手册已建成。请打开 {target / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
