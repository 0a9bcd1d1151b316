"""What an import came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.importing.remarks import Discrepancy
from yuebao.importing.to_tables import Understood
from yuebao.outcome.outcome import Outcome
from yuebao.schema.masthead import Masthead


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``declared`` are the keys of the masthead, ``masthead`` is what `issue.yaml` holds now, ``assumed`` the keys of it that the document
    does not state, with where they come from; ``changed`` is the difference to the month that stood there before,
    ``None`` when there was none."""

    month: str
    name: str
    kind: str
    sha256: str
    understood: Understood
    declared: Masthead
    masthead: Mapping[str, str]
    assumed: Mapping[str, str]
    discrepancies: tuple[Discrepancy, ...]
    remarks: tuple[str, ...]
    changed: tuple[str, ...] | None
    outcome: Outcome

    @property
    def clean(self) -> bool:
        """Whether there is nothing to look at."""
        told = (self.understood.unplaced, self.understood.ambiguous, self.understood.absent, self.remarks)
        stated = all(self.masthead.get(key) for key in self.declared.required)
        return not any(told) and not self.outcome.blocking and stated
