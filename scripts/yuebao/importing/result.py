"""What an import came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.importing.doubts import Doubts
from yuebao.importing.remarks import Discrepancy
from yuebao.importing.to_tables import Understood
from yuebao.outcome.outcome import Outcome
from yuebao.schema.masthead import Masthead


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``period_from`` says where the document states the period, empty where a person did; ``source`` is where the document is kept; ``declared`` are the keys of the masthead,
    ``masthead`` is what `issue.yaml` holds now, ``assumed`` the keys of it that the document does not state, with where
    they come from; ``changed`` is the difference to the month that stood there before, ``None`` when there was none;
    ``kept`` is what was changed in the archive after it made the workbook that came back, and stays;
    ``draft`` says whether the issue is published only when somebody removes its state, ``left`` how many cells of it are still to be transcribed."""

    month: str
    period_from: str
    name: str
    kind: str
    source: str
    sha256: str
    understood: Understood
    declared: Masthead
    masthead: Mapping[str, str]
    assumed: Mapping[str, str]
    discrepancies: tuple[Discrepancy, ...]
    remarks: tuple[str, ...]
    doubts: Doubts
    changed: tuple[str, ...] | None
    kept: tuple[str, ...]
    draft: bool
    left: int
    outcome: Outcome

    @property
    def placed(self) -> bool:
        """Whether everything that the document holds found its place, and nothing is left for a person to decide."""
        return not self.doubts.open
