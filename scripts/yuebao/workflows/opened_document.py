"""A file on its way in: read, and its period known, before anything of it is understood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.formats import LIMIT, read_document
from yuebao.importing.periods import FILE, MASTHEAD, Claim, claims_of, decided
from yuebao.importing.remarks import Discrepancy
from yuebao.importing.titles import agrees
from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem
from yuebao.model.fault import UsageError
from yuebao.model.period import period
from yuebao.model.period_text import among
from yuebao.workflows.judge import Standing


@dataclass(frozen=True)
class Opened:
    """A file whose blocks were read; nothing of them is understood yet."""

    name: str
    content: bytes
    document: Document

    @cached_property
    def sha256(self) -> str:
        """By which it is known again."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Dated:
    """The period that a file is of, where it says so, and every place in it that says one."""

    month: str
    told: str
    claims: tuple[Claim, ...]


def open_document(file: Path) -> Opened:
    """Read the file. Raises `UsageError` where there is none, `Refused` for one that cannot be read."""
    content = _content(file)
    return Opened(file.name, content, read_document(content, file.name))


def date_document(standing: Standing, opened: Opened, month: str = "") -> Dated:
    """The period of the document, called as the archive calls it; ``month`` is what a person says that it is.

    Raises `Refused` where the masthead says another one, or the document says two, and `UsageError` where nobody says one.
    """
    claims = claims_of(opened.document, opened.name, standing.schemas.layouts())
    if month:
        other = [
            each for each in claims if each.how == MASTHEAD and period(each.name).span != period(month).span
        ]
        if other:
            raise Refused(
                f"文件是 {other[0].name} 的月报（{other[0].told}），--period 却是 {month}。请核对后再导入。"
            )
        return Dated(month, "", claims)
    found = decided(claims)
    if found is None:
        raise UsageError(
            f"{opened.name} 里没有写统计期（期数不是月份），没有导入；请用 --period 写明，如 --period 2020-07"
        )
    return Dated(among(standing.months, found.name), f"取自{found.told}", claims)


def misnamed(dated: Dated) -> Iterator[Discrepancy]:
    """What the name of the file says, where it is another period."""
    own = period(dated.month)
    said = [each for each in dated.claims if each.how == FILE]
    if said and not any(agrees(period(each.name), own) for each in said):
        yield Discrepancy(FILE, said[0].words, f"文件名写的是 {said[0].name}，导入的是 {dated.month}，请核对")


def _content(file: Path) -> bytes:
    if not file.exists():
        raise UsageError(f"找不到文件 {file}")
    content = read_bytes(file.resolve(), LIMIT)
    if isinstance(content, Problem):
        raise Refused(f"{content.message}。{content.remedy}")
    if not file.name.isprintable():
        raise Refused("文件名里有控制字符。请改名后再导入。")
    return content
