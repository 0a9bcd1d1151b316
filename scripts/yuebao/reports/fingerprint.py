"""A name for each finding that stays the same when its line moves or its neighbours change."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from yuebao.model.finding import Finding


def fingerprinted(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its fingerprint: rule, file, row's key and column; where it has neither row nor column, its
    message. Equal ones are told apart by their order, so that no two are alike.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        place = (finding.row or "", finding.column or "")
        key = (finding.rule, finding.file, *(place if any(place) else ("", "", finding.message)))
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield finding, hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()
