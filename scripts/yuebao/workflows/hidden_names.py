"""Whose names are hidden, and where: everybody's in all issues, or in single issues those of who lost points there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yuebao.model.month import Month
from yuebao.model.printed import Printed
from yuebao.model.revision import Revision
from yuebao.schema.layout import Layout
from yuebao.schema.settings import Settings
from yuebao.site.deductions import deducted, doubtful, last_day
from yuebao.site.masking import (
    Doubt,
    Masker,
    doubts,
    known_names,
    layout_after,
    masked_layout,
    masker,
    persons_in,
    printed_names,
)
from yuebao.site.published_revisions import names_changed, of_deductions
from yuebao.workflows.judge import Standing


@dataclass(frozen=True)
class Hidden:
    """What hides names: ``everywhere`` in all issues, or ``alone`` in some, those of who lost points there. ``doubts`` are the
    texts that may hold a name which is not hidden, or will not be; ``until`` is the last day on which all this holds,
    ``None`` where it holds for good."""

    everywhere: Masker | None = None
    alone: Mapping[str, Masker] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    until: date | None = None
    _layouts: dict[tuple[int, frozenset[str]], Layout] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def of(self, month: str) -> Masker | None:
        """What hides the names of an issue; ``None`` where all are public."""
        return self.everywhere or self.alone.get(month)

    def layout(self, layout: Layout, changed: frozenset[str] = frozenset()) -> Layout:
        """The layout of an issue as it is published, one object for all that are alike; ``changed`` are the tables in which
        what a row is known by was hidden."""
        if self.everywhere is not None:
            changed = frozenset()
        elif not changed:
            return layout
        key = id(layout), changed
        if key not in self._layouts:
            self._layouts[key] = layout_after(layout, changed) if changed else masked_layout(layout)
        return self._layouts[key]


def hidden_names(
    standing: Standing,
    settings: Settings,
    months: Sequence[Month],
    changes: Sequence[Revision],
    today: date,
) -> Hidden:
    """What the settings hide in these issues and in what was changed in them, on the day of ``today``."""
    if settings.names == "masked":
        named = (_names(standing, month) for month in months)
        names = set().union(*named, settings.hidden, names_changed(changes, standing.layout))
        found = tuple(each for month in months for each in doubts(month, standing.layout(month.month).tables))
        return Hidden(masker(names, _organizations(standing)), doubts=found)
    if not settings.deducted_months:
        return Hidden()
    return _of_deductions(standing, settings, months, changes, today)


def _of_deductions(
    standing: Standing,
    settings: Settings,
    months: Sequence[Month],
    changes: Sequence[Revision],
    today: date,
) -> Hidden:
    touched = {each.month for each in changes if of_deductions(each, standing.layout(each.month))}
    alone: dict[str, Masker] = {}
    ends: list[date] = []
    found: list[Doubt] = []
    for month in months:
        assert month.issue is not None
        schemas = standing.layout(month.month).tables
        names = deducted(month, _printed(standing, month), schemas, settings.hidden)
        found += doubtful(month, schemas)
        if not names and month.month not in touched:
            continue
        end = last_day(month.issue.published, settings.deducted_months)
        if today <= end:
            ends.append(end)
        else:
            others = [*persons_in(month, schemas), *_organizations(standing)]
            alone[month.month] = masker(names, others, alone=True)
    return Hidden(alone=alone, doubts=tuple(found), until=min(ends, default=None))


def _names(standing: Standing, month: Month) -> set[str]:
    """Every person that the month or a document of it names."""
    schemas = standing.layout(month.month).tables
    return known_names(month, schemas) | printed_names(_printed(standing, month), schemas)


def _printed(standing: Standing, month: Month) -> Printed:
    return standing.sources.printed(month, standing.layout(month.month))


def _organizations(standing: Standing) -> list[str]:
    """Every name that an organization ever had."""
    return [name for each in standing.registry.organizations for name in (each.name, *each.aliases)]
