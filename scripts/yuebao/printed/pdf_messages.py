"""How those that set the pages of PDFs and those that want them speak: bytes after their length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

_LENGTH: Final = 8
"""The bytes that state how many follow."""


def send(stream: IO[bytes], content: bytes) -> None:
    """One message, at once."""
    stream.write(len(content).to_bytes(_LENGTH) + content)
    stream.flush()


def received(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of the other side until it ends, without one in whose middle it did."""
    while len(head := stream.read(_LENGTH)) == _LENGTH:
        content = stream.read(int.from_bytes(head))
        if len(content) < int.from_bytes(head):
            return
        yield content
