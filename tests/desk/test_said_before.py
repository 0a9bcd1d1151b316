"""Beside a finding stands what was said of the like in the issue before it, whatever the periods are called."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.mixed_periods import make_mixed_archive
from yuebao.desk.bench import Bench
from yuebao.desk.state import issue_state

ERRATUM = """\
- rule: date-in-month
  table: news
  row: 2001-01-01 / 示例工作
  column: 日期
  published: "2001-01-01"
  category: 原文如此
  reason: {month} 说过
  reviewer: 示例
  reviewed: 2024-05-01
"""
OTHERS = ("2023", "2025-01")
"""One that is older than any, and a later one."""
ORDER = [  # in the alphabet the first two stand the other way round
    ("2024-H1", "2024-07"),
    ("2024-Q1", "2024-04_05"),
    ("2024-Q1", "2024-Q2"),
    ("2024-02", "2024-03"),
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mixed_archive(tmp_path_factory.mktemp("mixed") / "archive")


@pytest.mark.parametrize(("earlier", "month"), ORDER)
def test_the_newest_issue_before(mixed: Path, tmp_path: Path, earlier: str, month: str) -> None:
    archive = ArchiveFolder(shutil.copytree(mixed, tmp_path / "archive"))
    kept = (archive / "data/2024-03").rename(tmp_path / "kept")
    for folder in (archive / "data").glob("2*"):
        shutil.rmtree(folder)
    for name in (*OTHERS, earlier, month):
        shutil.copytree(kept, archive / f"data/{name}")
        archive.write(f"data/{name}/news.csv", "日期,内容\n2001-01-01,示例工作\n")
        if name != month:
            archive.write(f"data/{name}/errata.yaml", ERRATUM.format(month=name))
    state = issue_state(Bench(archive.folder, lambda: None), month)
    (card,) = [card for card in state["cards"] if card["label"] == "待处理 date-in-month"]
    assert card["before"] == {"category": "原文如此", "reason": f"{earlier} 说过", "reviewer": "示例"}
