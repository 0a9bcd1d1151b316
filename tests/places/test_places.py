"""Other places do with schemas alone: what they got wrong is found, all of it and nothing else, and their sites are theirs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.archive import ArchiveFolder
from tests.support.program import run
from tests.support.repository import ROOT

PLACES = ROOT / "tests/places"
XIQU, TONGCHUAN = "panzhihua-xiqu", "tongchuan"

BREAKS: dict[str, list[tuple[str, str, str, str, str, str]]] = {
    XIQU: [
        ("2022-04", "evaluation-rate", "1", "主动评价率", "85.25%", "94.55%"),
        ("2022-09", "evaluation-rate", "1", "主动评价率", "97.86%", "95.24%"),
        ("2022-12", "evaluated", "1", "主动评价数", "3448", "≤3382"),
        ("2022-12", "evaluation-rate", "1", "主动评价率", "95.64%", "101.95%"),
    ],
    TONGCHUAN: [
        ("2018-07", "share", "住房保障", "比例", "28.9%", "28.7%"),
        ("2018-07", "share", "科教文化", "比例", "6%", "6.1%"),
        ("2018-07", "share", "投诉", "比例", "45.4%", "45.3%"),
        ("2019-01", "share", "政府服务", "比例", "2.8%", "2.7%"),
        ("2019-01", "share", "科教文化", "比例", "2.8%", "2.7%"),
        ("2019-01", "share", "精准扶贫", "比例", "1.5%", "1.6%"),
        ("2019-01", "share", "投诉", "比例", "44.8%", "44.7%"),
    ],
}
"""Worked out by hand from the published figures."""

SUMMARY = {XIQU: (34, 30, 4, 1), TONGCHUAN: (71, 64, 7, 1)}
"""Assertions evaluated, passed and failed, and those that do not apply: the first issue follows none."""

RULES = {
    XIQU: ["flow-order", "flow-order", "evaluated", "evaluation-rate", "evaluation-rate", "total-row"],
    TONGCHUAN: ["reply-rate", "topics-sum", "types-sum", "share", "thanks", "share", "all-types"],
}
"""What the reports imply, table by table."""


@pytest.fixture(scope="module", params=BREAKS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, written(tmp_path_factory.mktemp("place") / "archive", request.param)


def written(root: Path, name: str) -> Path:
    """The archive of the place, begun as anybody begins one."""
    assert run("init", str(root), "--name", "示例")[0] == 0
    for part in ("schemas", "data"):
        shutil.rmtree(root / part)
        shutil.copytree(PLACES / name / part, root / part)
    return root


def validated(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(ArchiveFolder(root).run("validate", "--format", "json")[1])
    return told


def test_what_was_published_wrong_is_found_and_nothing_else(place: tuple[str, Path]) -> None:
    name, root = place
    told = validated(root)
    keys = ("period", "rule", "row", "column", "value", "expected")
    assert [tuple(item[key] for key in keys) for item in told["findings"]] == BREAKS[name]
    counts = ("rules_evaluated", "passed", "failed", "inapplicable")
    assert tuple(told["summary"][key] for key in counts) == SUMMARY[name]
    assert (told["summary"]["undecided"], told["summary"]["silent_rules"]) == (0, [])


def test_every_rule_is_declared_and_every_figure_covered(place: tuple[str, Path]) -> None:
    name, root = place
    archive = yaml.safe_load((root / "schemas/archive.yaml").read_text(encoding="utf-8"))
    schemas = [
        yaml.safe_load((root / f"schemas/{table}.yaml").read_text(encoding="utf-8"))
        for table in archive["tables"]
    ]
    assert [rule["id"] for schema in schemas for rule in schema["rules"]] == RULES[name]
    uncovered = ArchiveFolder(root).run("rules")[1].partition("没有规则核验的数字列\n")[2]
    assert uncovered.split() == UNCOVERED[name]


UNCOVERED = {XIQU: ["无"], TONGCHUAN: ["letters：承办单位"]}
"""The offices that took part are counted in a table of which only a part is known."""


@pytest.mark.slow
def test_its_site_is_its_own(place: tuple[str, Path], tmp_path: Path) -> None:
    name, root = place
    archive = shutil.copytree(root, tmp_path / "archive")
    for month in {period for period, *_ in BREAKS[name]}:
        drafted = ArchiveFolder(archive).run("errata", "draft", month)[1]
        entries = yaml.safe_load(drafted)
        for entry in entries:
            entry.update(reason="示例：原文如此。", reviewer="示例", reviewed="2026-01-01")
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
        (archive / f"data/{month}/errata.yaml").write_text(text, encoding="utf-8")
    status, out, error = ArchiveFolder(archive).run("build", "--quiet")
    assert status == 0, (out, error)
    pages = {path: path.read_text(encoding="utf-8") for path in (archive / "site").rglob("*.html")}
    assert len(pages) > 10
    assert [path.name for path, text in pages.items() if "米易" in text] == []
