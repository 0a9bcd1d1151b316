"""No figure of what is published is taken for a personal number."""

from __future__ import annotations

from tests.load.test_personal_numbers import numbers_in
from tests.support.repository import ROOT


def test_the_published_data_hold_none() -> None:
    assert numbers_in(ROOT) == {}
