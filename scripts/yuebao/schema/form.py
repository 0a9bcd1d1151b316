"""A file of `schemas/` that says how reports are printed or read: one mapping, read strictly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, TypeVar

from yuebao.model.fault import Fault
from yuebao.schema.strict import Place, Vocabulary, read_params
from yuebao.schema.table_schema import TableSchema
from yuebao.schema.yaml_text import YamlError, read_declaration

REPORT: Final = "report.yaml"
"""How the report is printed."""
INTAKE: Final = "intake.yaml"
"""How a published report is read."""

Form = TypeVar("Form")


def read_form(
    kind: type[Form],
    file: str,
    texts: Mapping[str, str],
    tables: Mapping[str, TableSchema],
    kinds: Collection[str] = (),
) -> tuple[Form, Place]:
    """The form of that kind in the text of ``file``, and its place for messages about what its reader checks further;
    ``kinds`` are those of organizations, for a form that names some.

    A missing file, and an unknown key, table, column or kind of organizations, is a `Fault`.
    """
    if file not in texts:
        raise Fault(f"schemas/ 缺少 {file}")
    try:
        document = read_declaration(texts[file])
    except YamlError as error:
        raise Fault(f"schemas/{file} 第 {error.line} 行：{error.reason}") from error
    place = Place(f"schemas/{file}", document, ())
    if not isinstance(document.value, dict):
        raise place.fault("文件应为键值对")
    words = Vocabulary({name: schema.header for name, schema in tables.items()}, kinds=tuple(kinds))
    form: Form = read_params(kind, document.value, place, words)
    return form, place
