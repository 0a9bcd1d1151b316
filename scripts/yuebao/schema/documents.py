"""The files of `schemas/` as documents, each with the months in which something of it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from yuebao.model.fault import Fault
from yuebao.schema.in_time import as_of, changes, versions
from yuebao.schema.plain import identifier, items, keys, text, texts
from yuebao.schema.strict import Place, meant
from yuebao.schema.yaml_text import YamlError, read_declaration

ARCHIVE: Final = "archive.yaml"
SCORING: Final = "scoring.yaml"
MASTHEAD: Final = "issue.yaml"
REPORT: Final = "report.yaml"
"""How the report is printed."""
INTAKE: Final = "intake.yaml"
"""How a published report is read."""
SEARCH: Final = "search.yaml"
"""What readers call things; an archive may do without."""
_NEEDED: Final = (ARCHIVE, SCORING, MASTHEAD, REPORT, INTAKE)
_OWN: Final = (*_NEEDED, SEARCH)


@dataclass(frozen=True, slots=True)
class Documents:
    """Every file at its place, by its name; all that is in force at one time or at any. ``registry`` names the table schema
    of the list of organizations, ``tables`` those of issues."""

    files: Mapping[str, Place]
    registry: str
    tables: tuple[str, ...]
    changes: tuple[int, ...]

    def as_of(self, month: int) -> Mapping[str, Place]:
        """The files as they are in a month; those of another time are not there."""
        return {
            name: Place(place.file, document, ())
            for name, place in self.files.items()
            if (document := as_of(place.document, month)) is not None
        }

    def ids_by_word(self, table: str) -> Mapping[str, frozenset[str]]:
        """The ids of the columns that are, or at some time were, called so."""
        found: dict[str, set[str]] = {}
        for column, place in _columns(self.files[f"{table}.yaml"]):
            for name, _ in versions(column["name"], place):
                for word in (column["id"], name):
                    found.setdefault(str(word), set()).add(str(column["id"]))
        return {word: frozenset(ids) for word, ids in found.items()}

    def masthead_keys(self) -> tuple[str, ...]:
        """The keys of the masthead of any time."""
        place = self.files[MASTHEAD]
        return tuple(
            str(keys(key, at).get("key", ""))
            for listed, within in versions(keys(place.document.value, place).get("keys"), place.at("keys"))
            for index, item in enumerate(items(listed, within))
            for key, at in versions(item, within.at(index))
        )

    def scales(self) -> tuple[str, ...]:
        """The scales of any time."""
        place = self.files[SCORING]
        named = keys(place.document.value, place).get("scales", {})
        return tuple(name for scales, at in versions(named, place.at("scales")) for name in keys(scales, at))


def read_documents(texts_by_name: Mapping[str, str]) -> Documents:
    """The documents of the texts. Raises `Fault` for what is no YAML, a file that is missing or not listed, a span of time
    that cannot be, and a column without header or id."""
    files = {
        name: Place(f"schemas/{name}", _document(name, text), ())
        for name, text in sorted(texts_by_name.items())
    }
    for name in _NEEDED:
        if name not in files:
            raise Fault(f"schemas/ 缺少 {name}")
    for name in filter(files.__contains__, _OWN):
        for key in ("since", "until"):
            if key in keys(files[name].document.value, files[name]):
                raise files[name].at(key).fault("整个文件不分时期；请把时期写在其中各项上")
    found = frozenset[int]().union(*(changes(place) for place in files.values()))
    registry, tables = _listed(files)
    for name in tables:
        for column, place in _columns(files[f"{name}.yaml"]):
            identifier(text(column["id"], place.at("id")), place.at("id"))
    return Documents(files, registry, tables, tuple(sorted(found)))


def _document(name: str, content: str) -> Any:
    try:
        return read_declaration(content)
    except YamlError as error:
        raise Fault(f"schemas/{name} 第 {error.line} 行：{error.reason}") from error


def _listed(files: Mapping[str, Place]) -> tuple[str, tuple[str, ...]]:
    """The registry and the tables of any time, which are all the files there are."""
    archive = files[ARCHIVE]
    value = keys(archive.document.value, archive)
    registry = text(value.get("registry"), archive.at("registry"))
    listed = [
        (name, at.at(index))
        for names, at in versions(value.get("tables"), archive.at("tables"))
        for index, name in enumerate(texts(names, at))
    ]
    there = [name.removesuffix(".yaml") for name in files if name not in _OWN]
    if registry not in there:
        raise archive.at("registry").fault(f"schemas/ 里没有“{registry}.yaml”{meant(registry, there)}")
    for name, at in listed:
        identifier(name, at)
        if name not in there:
            raise at.fault(f"schemas/ 里没有“{name}.yaml”{meant(name, there)}")
        if name == registry:
            raise at.fault(f"“{name}”是登记册，不是一期的表；请从 tables 里删去")
    names = tuple(dict.fromkeys(name for name, _ in listed))
    for name in there:
        if name not in (*names, registry):
            raise archive.at("tables").fault(f"schemas/{name}.yaml 未列入 tables；请加入，或移走该文件")
    return registry, names


def _columns(place: Place) -> Iterator[tuple[dict[str, Any], Place]]:
    """Every column of any time and its place. Raises `Fault` for one without header or id."""
    for fields, within in versions(keys(place.document.value, place).get("fields"), place.at("fields")):
        if not items(fields, within):
            raise within.fault("fields 应列出各列")
        for index, item in enumerate(fields):
            for column, at in versions(item, within.at(index)):
                for key in ("name", "id"):
                    if not keys(column, at).get(key):
                        raise at.fault(f"每列应有 {key}")
                yield column, at
