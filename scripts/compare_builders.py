"""The way out of the theme: build the same Markdown with MkDocs and with zensical, and compare page by page.

    python scripts/compare_builders.py

Prints a table of the pages whose words or addresses differ, and ends with 1 when there are any. The pages must have been
written before (`yuebao emit`). Both builders read the same `mkdocs.yml`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lxml import html

ROOT = Path(__file__).resolve().parents[1]
OWN = "__skip"
"""The anchor that zensical adds to every page."""


@dataclass(frozen=True)
class Difference:
    """How many pieces of text, and which addresses (ids), only one of the two pages has."""

    page: str
    words: tuple[str, ...]
    addresses: tuple[str, ...]


def build_both(root: Path, work: Path) -> tuple[Path, Path]:
    """Copy what the builders read into ``work`` and build it twice."""
    for name in ("docs", ".yuebao", "mkdocs.yml"):
        source = root / name
        shutil.copytree(source, work / name) if source.is_dir() else shutil.copy(source, work)
    run = [sys.executable, "-m"]
    subprocess.run([*run, "mkdocs", "build", "--quiet", "--site-dir", "mkdocs"], cwd=work, check=True)
    subprocess.run([*run, "zensical", "build"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    return work / "mkdocs", work / "site"


def pages(site: Path) -> set[str]:
    """The pages of a built site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def read(path: Path) -> tuple[list[str], list[str]]:
    """The words and the addresses of a page's article, in their order."""
    article = html.fromstring(path.read_text(encoding="utf-8")).find(".//article")
    if article is None:
        return [], []
    text = " ".join(" ".join(piece.split()) for piece in article.itertext() if piece.strip())
    addresses = [str(node.get("id")) for node in article.iter() if node.get("id")]
    return text.split(" "), [address for address in addresses if address != OWN]


def compare(one: Path, other: Path) -> list[Difference]:
    """Every page that differs, a page that only one site has included."""
    found = []
    for page in sorted(pages(one) | pages(other)):
        if not (one / page).exists() or not (other / page).exists():
            found.append(Difference(page, ("只有一方有这一页",), ()))
            continue
        (words, addresses), (words2, addresses2) = read(one / page), read(other / page)
        lost = tuple(sorted(set(words) ^ set(words2))) if "".join(words) != "".join(words2) else ()
        moved = tuple(sorted(set(addresses) ^ set(addresses2)))
        if lost or moved:
            found.append(Difference(page, lost, moved))
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        one, other = build_both(ROOT, Path(folder))
        found = compare(one, other)
        print(f"MkDocs {len(pages(one))} 页，zensical {len(pages(other))} 页；不同的有 {len(found)} 页。")
    for difference in found:
        print(f"{difference.page}：文字 {list(difference.words)[:8]} 地址 {list(difference.addresses)[:8]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
