"""The masthead that this repository's archive declares."""

from __future__ import annotations

from typing import Final

from tests.support.repository import ROOT
from yuebao.load.archive import read_schema_texts
from yuebao.schema.masthead import read_masthead

DECLARED: Final = read_masthead(read_schema_texts(ROOT), ["county"])
