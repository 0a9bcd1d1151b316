"""An issue as it was read.

What it consists of is named for the checker of types alone: whoever only asks what is followed, as a run on unchanged
data does, loads none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yuebao.model.period import year_before

if TYPE_CHECKING:
    from yuebao.model.approval import Approval
    from yuebao.model.doubt import Doubt
    from yuebao.model.finding import Finding
    from yuebao.model.issue import Erratum, Issue
    from yuebao.model.table import Table


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that is no file's content: ``what`` it is (`文件名`, `文档属性`) and whose."""

    file: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """Everything read from the folder of one issue; ``month`` is the name of its period. What could not be read is
    absent here and has a finding in ``problems``. ``asides`` are names and properties, which only the search for personal
    data reads. ``nothing`` are the tables that are not there because they were not published, or not yet transcribed; ``left`` counts what is
    left of a draft: cells by table, keys of the masthead under the empty name. ``foreign`` are those of the problems that
    no state excuses: links, devices, names of files. ``doubts`` are what an import left to be decided, settled or not, ``approval`` what a
    reviewer decided, of this state of the issue or of another."""

    month: str
    folder: str
    issue: Issue | None
    tables: Mapping[str, Table]
    errata: tuple[Erratum, ...]
    problems: tuple[Finding, ...]
    texts: Mapping[str, str]
    asides: tuple[Aside, ...] = ()
    nothing: frozenset[str] = frozenset()
    left: Mapping[str, int] = field(default_factory=dict)
    foreign: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    approval: Approval | None = None

    @property
    def draft(self) -> bool:
        """Whether the issue is still being transcribed: checked, and published nowhere."""
        return self.issue is not None and self.issue.draft

    @property
    def undecided(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has settled."""
        return tuple(doubt for doubt in self.doubts if not doubt.decision)

    def written(self, key: str) -> str:
        """What stands at a key of the masthead; empty where nothing does, or the masthead could not be read."""
        value = None if self.issue is None else self.issue.written(key)
        return "" if value is None else str(value)

    @property
    def gap(self) -> bool:
        """Whether it is a gap to other issues."""
        return self.withdrawn or self.draft

    @property
    def typed(self) -> Month:
        """The month with what is left of a draft as plain blanks, for who fills in what follows from the rest."""
        return replace(self, tables={name: table.typed for name, table in self.tables.items()})

    @property
    def withdrawn(self) -> bool:
        """Whether the issue was taken back: its figures are neither checked nor published."""
        return self.issue is not None and self.issue.withdrawn is not None


def followed(months: Sequence[str], index: int, gaps: Set[str]) -> Sequence[str]:
    """The months that judging ``months[index]`` looks at: itself, those before it back to the newest that is none of
    the ``gaps``, and the same of the year before. The months ascend."""
    first = index - 1
    while first > 0 and months[first] in gaps:
        first -= 1
    found = tuple(months[max(0, first) : index + 1])
    earlier = year_before(months[index], months)
    return found if earlier is None or earlier in found else (earlier, *found)
