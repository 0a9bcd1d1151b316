"""The report of the published month, and its issue as people took it from the report."""

from __future__ import annotations

from tests.support.repository import ROOT

MONTH = "2020-07"
REPORT = ROOT / "data/2020-07/source/issue-143.txt"
TEXT = REPORT.read_text(encoding="utf-8")
PUBLISHED = {
    path.name: path.read_bytes()
    for path in sorted((ROOT / "data/2020-07").iterdir())
    if path.is_file() and path.name != "errata.yaml"
}
"""The month as it was taken from the report by hand: twelve tables and `issue.yaml`."""
