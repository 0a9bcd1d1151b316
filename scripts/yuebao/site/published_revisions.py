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


LayoutOf = Callable[[str], Layout]
MaskerOf = Callable[[str], Masker | None]
"""What hides the names of a month; ``None`` where all are public."""


def publishable(
    revisions: Iterable[Revision], layout_of: LayoutOf, hide_of: MaskerOf
) -> tuple[Revision, ...]:
    """The revisions without personal numbers and, where names are masked, without persons: a name that was corrected stands
    in no table any more, so columns of persons and rows known by them are hidden whole. Where some are masked alone, that
    is so in the tables that tell who lost points."""
    return tuple(_publishable(each, layout_of(each.month), hide_of(each.month)) for each in revisions)


def _publishable(revision: Revision, layout: Layout, hide: Masker | None) -> Revision:
    def shown(text: str) -> str:
        if has_hits(layout.rules, text):
            return HIDDEN
        return text if hide is None else hide.text(text)

    whole = hide is not None and (hide.only is None or of_deductions(revision, layout))
    person, keyed = _persons(revision, layout) if whole else (False, False)
    return replace(
        revision,
        row=HIDDEN if keyed and revision.row else shown(revision.row),
        old=HIDDEN if person and revision.old else shown(revision.old),
        new=HIDDEN if person and revision.new else shown(revision.new),
    )


def of_deductions(revision: Revision, layout: Layout) -> bool:
    """Whether it may tell who lost points once: of a table that is not declared any more nobody can say that it does not."""
    schema = layout.tables.get(revision.table)
    return bool(revision.table) and (schema is None or bool(schema.deductions))


def publishable_corrections(
    corrections: Iterable[Correction], layout_of: LayoutOf, hide_of: MaskerOf
) -> tuple[Correction, ...]:
    """The corrections, what each changed likewise."""
    return tuple(replace(each, changes=publishable(each.changes, layout_of, hide_of)) for each in corrections)


def names_changed(revisions: Iterable[Revision], layout_of: LayoutOf) -> Iterator[str]:
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
