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
XIQU, TONGCHUAN, WEINAN = "panzhihua-xiqu", "tongchuan", "weinan"

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
        ("2025-Q1", "share", "住房保障", "比例", "30.2%", "30.9%"),
        ("2025-Q1", "share", "物业服务", "比例", "12.3%", "12.2%"),
        ("2025-Q1", "share", "道路交通", "比例", "13%", "12.9%"),
        ("2025-Q1", "share", "生态环保", "比例", "4.4%", "4.3%"),
        ("2025-Q1", "share", "劳动保障", "比例", "5.9%", "5.8%"),
        ("2025-Q1", "share", "市场监管", "比例", "5.9%", "5.8%"),
        ("2025-Q1", "share", "政府服务", "比例", "5.2%", "5%"),
        ("2025-Q1", "share", "医疗卫生", "比例", "4.4%", "4.3%"),
        ("2025-Q1", "share", "其他", "比例", "10.2%", "10.1%"),
        ("2025-Q1", "share", "谏言", "比例", "10.2%", "10.1%"),
        ("2025-Q1", "share", "求助", "比例", "29.4%", "29.5%"),
    ],
    WEINAN: [
        ("2021-Q4", "completion-rate", "总计", "办结率", "98%", "99%"),
        ("2021-Q4", "share", "投诉", "占比", "52.84%", "52.85%"),
        ("2021-Q4", "share", "求助", "占比", "26.56%", "26.55%"),
        ("2021-Q4", "share", "建议", "占比", "3%", "3.01%"),
        ("2024-Q2", "share", "举报", "占比", "3.63%", "3.62%"),
    ],
}
"""Worked out by hand from the published figures."""

SUMMARY = {XIQU: (34, 30, 4, 1), TONGCHUAN: (158, 140, 18, 1), WEINAN: (233, 228, 5, 1)}
"""Assertions evaluated, passed and failed, and those that do not apply: the first issue follows none."""

RULES = {
    XIQU: "hall:flow-order towns:flow-order evaluation:evaluated evaluation:evaluation-rate "
    "evaluation:evaluation-rate overdue:total-row",
    TONGCHUAN: "letters:reply-rate letters:topics-sum letters:types-sum letters:offices letters:offices-sum "
    "letters:reply-rate topics:share topics:thanks types:share types:all-types offices:organization-known "
    "offices:flow-order offices:total-row",
    WEINAN: "letters:split letters:flow-order letters:completion-rate letters:completion-rate letters:types-sum "
    "letters:topics-sum types:share topics:letters topics:sorted counties:organization-known counties:sorted "
    "counties:total-row counties:total-row counties:split counties:completion-rate",
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
    schemas = {
        table: yaml.safe_load((root / f"schemas/{table}.yaml").read_text(encoding="utf-8"))
        for table in archive["tables"]
    }
    declared = [f"{table}:{rule['id']}" for table, schema in schemas.items() for rule in schema["rules"]]
    assert declared == RULES[name].split()
    uncovered = ArchiveFolder(root).run("rules")[1].partition("没有规则核验的数字列\n")[2]
    assert uncovered.split() == UNCOVERED[name]


UNCOVERED = {XIQU: ["无"], TONGCHUAN: ["无"], WEINAN: ["无"]}


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
