"""How many examples a property is tried on: few and always the same in the suite, `FUZZ_TIMES` times as many and other
ones every time by hand (`make fuzz`)."""

from __future__ import annotations

import os
from typing import Any, Final

from hypothesis import HealthCheck, settings

TIMES: Final = int(os.environ.get("FUZZ_TIMES", "1"))


def examples(count: int, **others: Any) -> settings:
    """The decorator of a property."""
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **others,
    )
