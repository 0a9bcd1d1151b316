"""The registry after a rename, a merger or a division: checked as a whole, written as a whole."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from io import StringIO
from pathlib import Path

from yuebao.load.fields import field_judges, require_legal
from yuebao.load.files import read_bytes
from yuebao.load.registry import FILE, organization_cells, organizations_of, read_registry
from yuebao.load.tidied import tidied_table
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Unready, UsageError
from yuebao.model.organization import Registry
from yuebao.model.renaming import Change, Entries
from yuebao.schema.reader import Schemas
from yuebao.workflows.judge import read_declared
from yuebao.write.files import write_files

Make = Callable[[Entries, Registry, Change], Entries]
"""The entries after a change."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The lines that went, marked `-`, and those that came, marked `+`, in the order of the file."""

    lines: tuple[str, ...]


def register_change(
    root: Path,
    month: str,
    kind: str,
    ids: tuple[str, ...],
    make: Make,
) -> Registered:
    """Rewrite the registry, in the form of the archive. Raises `Unready` for one that has findings already, `UsageError`
    for a change that cannot be; then nothing was written."""
    declared = read_declared(root)
    require_legal(declared.tables())
    kinds = tuple(declared.organizations.by_id)
    if kind and kind not in kinds:
        raise UsageError(f"没有名为“{kind}”的单位类型；有 {'、'.join(kinds)}")
    change = Change(month, (kind,) if kind else kinds, ids)
    text, written = rewritten(root, declared, lambda entries, registry: make(entries, registry, change))
    write_files(root, {FILE: written.encode()})
    difference = unified_diff(text.splitlines(), written.splitlines(), n=0, lineterm="")
    return Registered(tuple(line for line in list(difference)[2:] if not line.startswith("@@")))


def rewritten(root: Path, declared: Schemas, make: Callable[[Entries, Registry], Entries]) -> tuple[str, str]:
    """The text of the registry, in the form of the archive, and what it is with other entries; nothing is written. Raises
    as `register_change` does."""
    schema = declared.registry
    tidied = tidied_table(read_bytes(root / FILE), schema, field_judges(schema, {}))
    if (problem := tidied.problem) is not None:
        raise Unready(f"没有登记：{FILE}：{problem.message}。{problem.remedy}")
    registry, text, findings = read_registry(tidied.text.encode(), schema, declared.organizations)
    if findings:
        first = findings[0]
        raise Unready(f"没有登记：{FILE}:{first.line} {first.message}。{first.remedy}")
    rows = list(csv.reader(StringIO(text, newline="")))
    changed = make(organizations_of(rows), registry)
    written = csv_text([rows[0], *(organization_cells(entry, rows[0]) for entry in changed)])
    _, _, wrong = read_registry(written.encode(), schema, declared.organizations)
    if wrong:
        raise UsageError(f"这样登记不成立：{wrong[0].message}；没有改动任何文件")
    return text, written
