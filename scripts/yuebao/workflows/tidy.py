"""A month brought into the form of the archive: encoding, line ends, separators, quotes, and how figures are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yuebao.load.fields import FieldJudge, field_judges, require_legal
from yuebao.load.files import read_bytes
from yuebao.load.folder import month_names, require_months
from yuebao.load.form import Note
from yuebao.load.month import DOUBTS, ERRATA, ISSUE
from yuebao.load.problem import NO_FOLDER, Problem
from yuebao.load.registry import FILE as REGISTRY
from yuebao.load.tidied import Tidied, tidied_table, tidied_text
from yuebao.schema.reader import Schemas
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.judge import read_declared
from yuebao.write.files import write_files


@dataclass(frozen=True, slots=True)
class Tidying:
    """What was otherwise in each file that was rewritten, and why a file could not be."""

    changed: Mapping[str, tuple[Note, ...]]
    left: Mapping[str, Problem]


def tidy_month(root: Path, month: str) -> Tidying:
    """Rewrite the files of a month, and the registry, that are not in the form of the archive; all of them or none.

    A file that cannot be brought there for sure stays as it is. Tidying again changes nothing. Raises `UsageError` for a
    month that the archive does not have, `Fault` for the schemas and the disk.
    """
    require_months(month_names(root), (month,))
    schemas = read_declared(root)
    require_legal(schemas.tables())
    written: dict[str, bytes] = {}
    changed: dict[str, tuple[Note, ...]] = {}
    left: dict[str, Problem] = {}
    for name, tidied in _files(root, month, schemas):
        if tidied.problem is not None:
            left[name] = tidied.problem
        elif tidied.notes:
            written[name] = tidied.text.encode("utf-8")
            changed[name] = tidied.notes
    write_files(root, written)
    return Tidying(changed, left)


def _files(root: Path, month: str, schemas: Schemas) -> Iterator[tuple[str, Tidied]]:
    """Each file that stands there, tidied. What is missing is told by `validate`."""
    shared: dict[str, FieldJudge] = {}
    tables: list[tuple[str, TableSchema]] = [(REGISTRY, schemas.registry)]
    tables += [(f"data/{month}/{name}.csv", schema) for name, schema in schemas.layout(month).tables.items()]
    if not (root / "data" / month).is_dir():
        yield f"data/{month}", Tidied(problem=NO_FOLDER)
        return
    for name, schema in tables:
        content = _content(root, name)
        if content is not None:
            yield name, tidied_table(content, schema, field_judges(schema, shared))
    for name in (f"data/{month}/{ISSUE}", f"data/{month}/{ERRATA}", f"data/{month}/{DOUBTS}"):
        content = _content(root, name)
        if content is not None:
            yield name, tidied_text(content)


def _content(root: Path, name: str) -> bytes | Problem | None:
    path = root / name
    return read_bytes(path) if path.exists() or path.is_symlink() else None
