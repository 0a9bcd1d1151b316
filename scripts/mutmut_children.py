"""A plugin of pytest for `scripts/python_faults.py`. While mutmut notes which tests reach which function, it can do so in its
own process alone: in one that a test starts in another folder it would find no configuration and die. A fault under
trial is left on in these as well.

mutmut also collects the tests more than once in a process, and asks for them by the names of the first time. What pytest
keeps of the names that `ids=` made it would escape once more: `件` is `\\u4ef6` first and `\\\\u4ef6` then."""

from __future__ import annotations

import os
from typing import Final

import pytest

_NOTED: Final = "MUTANT_UNDER_TEST"


def pytest_configure() -> None:
    """Hide from processes to come that anything is noted; mutmut's own process knows without the variable."""
    if os.environ.get(_NOTED) in ("stats", "list_all_tests"):
        del os.environ[_NOTED]


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have the names of each test made anew; pytest keeps them for an iterator alone, and no `ids` is one."""
    for marker in metafunc.definition.iter_markers("parametrize"):
        if marker._param_ids_from is not None:
            object.__setattr__(marker._param_ids_from, "_param_ids_generated", None)
