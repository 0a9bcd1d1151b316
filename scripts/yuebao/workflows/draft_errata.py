"""Entries for the open findings of an issue, to be shown, or to be added to its `errata.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yuebao.load.files import decode, read_bytes
from yuebao.load.month import ERRATA
from yuebao.load.problem import Problem
from yuebao.load.tidied import tidied_text
from yuebao.model.fault import Unready
from yuebao.outcome.causes import problems
from yuebao.outcome.errata import without_entries
from yuebao.reports.errata_draft import render, render_slips
from yuebao.schema.yaml_text import YamlError, read_yaml
from yuebao.workflows.validate import validate
from yuebao.write.files import write_files


@dataclass(frozen=True, slots=True)
class Drafted:
    """The ``text`` of the entries, ``count`` of them, for ``file``; ``waiting`` findings have one there already. ``slips``
    says of those that look like slips of who typed the tables what was probably meant: they have no entry."""

    file: str
    text: str
    count: int
    waiting: int
    slips: str


def draft_errata(root: Path, month: str, *, write: bool, slips_too: bool = False) -> Drafted:
    """Draft an entry for each open finding that an erratum may explain and that has none in the file yet, but for what looks
    like a slip of who typed the tables: that is to be mended, unless ``slips_too``. ``write`` adds them after those that are there, of which nothing changes, and brings the file into the form of the archive.

    Raises `UsageError` for a month that the archive does not have, `Unready` for a file that nothing can be added to.
    """
    outcome = validate(root, (month,))
    found = () if slips_too else problems(outcome.blocking, outcome.suggestions)
    slips = [each for each in found if each.slip]
    mistyped = {finding for problem in slips for finding in problem.findings}
    findings = [each for each in outcome.findings if each.month == month and each not in mistyped]
    file = f"data/{month}/{ERRATA}"
    text = _text(root, file)
    entries = _entries(text, file)
    left, waiting = without_entries(findings, [entry for entry in entries if isinstance(entry, Mapping)])
    drafted = render(left)
    if write and left:
        write_files(root, {file: _added(text, entries, drafted, file).encode()})
    return Drafted(file, drafted, len(left), waiting, render_slips(slips))


def add_errata(root: Path, month: str, drafted: str) -> None:
    """Add entries to those of the issue, of which nothing changes. Raises `Unready` for a file that nothing can be added
    to."""
    file = f"data/{month}/{ERRATA}"
    text = _text(root, file)
    write_files(root, {file: _added(text, _entries(text, file), drafted, file).encode()})


def remove_errata(root: Path, month: str, lines: Collection[int]) -> None:
    """Take out the entries that begin at these lines of the file, with what is written in them; remarks before the others
    stay. Raises `Unready` for a file that nothing can be taken out of, or in which nothing begins there."""
    file = f"data/{month}/{ERRATA}"
    text = _text(root, file)
    entries, places = _entries(text, file), _places(root, file)
    gone = {place for place, line in enumerate(places) if line in lines}
    if len(places) != len(entries) or len(gone) != len(lines):
        raise Unready(f"没有写：{file} 已经不是那样，请重新打开这一页")
    left = _without(text, gone)
    if (read_yaml(left).value or []) != [each for place, each in enumerate(entries) if place not in gone]:
        raise Unready(f"没有写：{file} 不是逐条写的，请用记事本删去这一条")
    write_files(root, {file: left.encode()})


def _places(root: Path, file: str) -> list[int]:
    """The lines at which the entries begin in the file as it is."""
    content = read_bytes(root / file)
    decoded = content if isinstance(content, Problem) else decode(content)
    return [] if isinstance(decoded, Problem) else _begins(decoded[0])


def _begins(text: str) -> list[int]:
    document = read_yaml(text)
    return [document.line(place) for place in range(len(document.value or ()))]


def _without(text: str, gone: Collection[int]) -> str:
    """The text without entries: each ends where its last line does, what is remarked below belongs to the next."""
    lines, begins = text.splitlines(keepends=True), _begins(text)
    for place in sorted(gone, reverse=True):
        first = begins[place] - 1
        end = begins[place + 1] - 1 if place + 1 < len(begins) else len(lines)
        while end > first + 1 and lines[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        del lines[first:end]
    return "".join(lines)


def _text(root: Path, file: str) -> str:
    path = root / file
    if not path.exists() and not path.is_symlink():
        return ""
    tidied = tidied_text(read_bytes(path))
    if (problem := tidied.problem) is not None:
        raise Unready(f"没有拟勘误：{file}：{problem.message}。{problem.remedy}")
    return tidied.text


def _entries(text: str, file: str) -> Sequence[Any]:
    try:
        value = read_yaml(text).value
    except YamlError as error:
        raise Unready(f"没有拟勘误：{file} 第 {error.line} 行：{error.reason}。请先改正这一行。") from error
    if value is None:
        return []
    if not isinstance(value, list):
        raise Unready(f"没有拟勘误：{file} 应为勘误条目的列表，每条以“- rule: …”开头。请先改正。")
    return value


def _added(text: str, entries: Sequence[Any], drafted: str, file: str) -> str:
    """The text with more entries at its end, as far in as those that are there. Raises `Unready` where what is read then is
    not both."""
    lines = text.splitlines()
    if not entries:  # `[]` says that there are none
        lines = ["" if line.strip() == "[]" else line for line in lines]
    first = next((line for line in lines if line.lstrip().startswith("- ")), "")
    indent = first[: len(first) - len(first.lstrip())]
    added = "\n".join([*lines, *(f"{indent}{line}" for line in drafted.splitlines())]) + "\n"
    try:
        whole = read_yaml(added).value
    except YamlError:
        whole = None
    if whole != [*entries, *read_yaml(drafted).value]:
        raise Unready(
            f"没有写：{file} 不是逐条写的（每条以“- rule: …”开头，另起一行），接着写会读错；请先改成那样。"
        )
    return added
