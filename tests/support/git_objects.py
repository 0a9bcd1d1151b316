"""Objects of git's that no ordinary tool would make: for pushes that somebody forged."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from tests.support.git_repository import ENVIRONMENT, Repository

Item = tuple[str, bytes, str]
"""Mode, name and content of one entry of a folder."""


def write(repository: Repository, kind: str, content: bytes) -> str:
    """The name of a new object of this content, well-formed or not."""
    command = ["git", "hash-object", "-w", "--literally", "-t", kind, "--stdin"]
    done = subprocess.run(
        command, cwd=repository.folder, env=ENVIRONMENT, input=content, capture_output=True, check=True
    )
    return done.stdout.decode("ascii").strip()


def folder(repository: Repository, items: Sequence[Item]) -> str:
    """A folder with these entries, in the order given."""
    parts = (mode.encode() + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in items)
    return write(repository, "tree", b"".join(parts))


def items(repository: Repository, tree: str) -> list[Item]:
    """What a folder holds."""
    listing = repository.git("ls-tree", "-z", tree).stdout.split("\0")
    records = [record.partition("\t") for record in listing if record]
    found = [(head.split(), name) for head, _, name in records]
    return [
        (mode.lstrip("0"), name.encode("utf-8", "surrogateescape"), oid) for (mode, _, oid), name in found
    ]


def with_items(repository: Repository, tree: str, path: Sequence[bytes], added: Sequence[Item]) -> str:
    """The folder ``tree`` with entries added, or put in the place of others, in the folder ``path`` below it."""
    held = {name: (mode, name, oid) for mode, name, oid in items(repository, tree)}
    if path:
        inner = with_items(repository, held[path[0]][2], path[1:], added)
        held[path[0]] = ("40000", path[0], inner)
    else:
        held |= {name: (mode, name, oid) for mode, name, oid in added}
    ordered = sorted(held.values(), key=lambda item: item[1] + (b"/" if item[0] == "40000" else b""))
    return folder(repository, ordered)


def commit_tree(repository: Repository, tree: str, *parents: str) -> str:
    """A commit of a folder."""
    named = [word for parent in parents for word in ("-p", parent)]
    return repository.git("commit-tree", tree, *named, "-m", "示例").stdout.strip()


def bomb(repository: Repository, wide: int, deep: int, files: bool) -> str:
    """A folder that holds ``wide`` times another, which does so again, ``deep`` times; at the bottom a file or nothing."""
    inner = folder(repository, [("100644", b"x", write(repository, "blob", b"x"))] if files else [])
    for _ in range(deep):
        inner = folder(repository, [("40000", b"%03d" % index, inner) for index in range(wide)])
    return inner
