"""Revisions as they may be published: what was taken back because it named or numbered a person stays away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from yuebao.model.revision import Correction, Revision
from yuebao.model.table import KEY_SEPARATOR
from yuebao.rules.registry import has_hits
from yuebao.schema.layout import Layout
from yuebao.site.masking import Masker

HIDDEN: Final = "（已隐去）"


def publishable(
    revisions: Iterable[Revision], layout_of: Callable[[str], Layout], hide: Masker | None
) -> tuple[Revision, ...]:
    """The revisions without personal numbers and, where names are masked (``hide``), without persons: a name that was
    corrected stands in no table any more, so columns of persons and rows known by them are hidden whole."""

    def shown(text: str, layout: Layout) -> str:
        if has_hits(layout.rules, text):
            return HIDDEN
        return text if hide is None else hide.text(text)

    result = []
    for revision in revisions:
        layout = layout_of(revision.month)
        person, keyed = (False, False) if hide is None else _persons(revision, layout)
        result.append(
            replace(
                revision,
                row=HIDDEN if keyed and revision.row else shown(revision.row, layout),
                old=HIDDEN if person and revision.old else shown(revision.old, layout),
                new=HIDDEN if person and revision.new else shown(revision.new, layout),
            )
        )
    return tuple(result)


def publishable_corrections(
    corrections: Iterable[Correction], layout_of: Callable[[str], Layout], hide: Masker | None
) -> tuple[Correction, ...]:
    """The corrections, what each changed likewise."""
    return tuple(replace(each, changes=publishable(each.changes, layout_of, hide)) for each in corrections)


def names_in(revisions: Iterable[Revision], layout_of: Callable[[str], Layout]) -> Iterator[str]:
    """The persons whom a column of persons named, before or after: no table may name them any more."""
    for revision in revisions:
        schema = layout_of(revision.month).tables.get(revision.table)
        people = {field.name for field in schema.fields if field.person} if schema is not None else set()
        if revision.column in people:
            yield from (text for text in (revision.old, revision.new) if text)
        if schema is not None and people & set(schema.primary_key):
            parts = revision.row.split(KEY_SEPARATOR)
            if len(parts) == len(schema.primary_key):
                keyed = zip(schema.primary_key, parts, strict=True)
                yield from (text for name, text in keyed if name in people)


def _persons(revision: Revision, layout: Layout) -> tuple[bool, bool]:
    """Whether the cell, or the cells of a whole row, may name a person, and whether the row is known by one. Of a table
    or a column that the schemas do not know any more nobody can say that it does not."""
    if not revision.table:
        return False, False
    schema = layout.tables.get(revision.table)
    if schema is None:
        return True, True
    people = {field.name for field in schema.fields if field.person or field.persons}
    keyed = bool(people & set(schema.primary_key))
    if revision.column:
        return revision.column in people or revision.column not in schema.header, keyed
    figures = {name for name in schema.header if name not in people}
    spelled = [part.split(" ")[0] for part in (revision.old or revision.new).split("，")]
    return bool(revision.row) and not figures.issuperset(spelled), keyed
