"""The masthead that this repository's archive declares."""

from __future__ import annotations

from typing import Final

from tests.support.repository import ROOT
from yuebao.workflows.judge import read_declared

DECLARED: Final = read_declared(ROOT).latest.masthead
