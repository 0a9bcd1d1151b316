"""A plugin of pytest for `scripts/python_faults.py`. While mutmut notes which tests reach which function, it can do so in its
own process alone: in one that a test starts in another folder it would find no configuration and die. A fault under
trial is left on in these as well."""

from __future__ import annotations

import os
from typing import Final

_NOTED: Final = "MUTANT_UNDER_TEST"


def pytest_configure() -> None:
    """Hide from processes to come that anything is noted; mutmut's own process knows without the variable."""
    if os.environ.get(_NOTED) in ("stats", "list_all_tests"):
        del os.environ[_NOTED]
