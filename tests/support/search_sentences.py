"""Answers recomputed from the files of an archive, by nothing of the program: questions about single cells, and what the
search has to say of each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.archive import records


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question about one cell, the address of the cell, and what is said of it."""

    question: str
    address: str
    said: str


def random_sentences(archive: Path, count: int, seed: int) -> list[Sentence]:
    """That many questions about cells of tables that list each organization once; the same for the same seed."""
    chance = random.Random(seed)
    tables = [found for found in map(_table, sorted((archive / "schemas").glob("*.yaml"))) if found]
    periods = sorted(path.name for path in (archive / "data").iterdir() if path.is_dir())
    found: list[Sentence] = []
    while len(found) < count:
        name, columns = chance.choice(tables)
        period = chance.choice(periods)
        rows = records((archive / "data" / period / f"{name}.csv").read_bytes())
        row = chance.choice([row for row in rows if row[columns["entity"]["name"]] != "合计"])
        column = chance.choice(columns["figures"])
        found.append(_sentence(archive, period, name, columns, row, column))
    return found


def wrong_sentences(
    sentences: Sequence[Sentence], found: Sequence[dict[str, Any]]
) -> list[tuple[Sentence, str, dict[str, str]]]:
    """The questions that are answered otherwise, with the message and the results."""
    wrong = []
    for sentence, answer in zip(sentences, found, strict=True):
        said = {result["address"].removeprefix("./"): result["text"] for result in answer["results"]}
        if not said.get(sentence.address, "").endswith(f" {sentence.said}"):
            wrong.append((sentence, answer["status"], said))
    return wrong


def _table(path: Path) -> tuple[str, dict[str, Any]] | None:
    schema = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = [field for field in schema.get("fields", []) if isinstance(field, dict)]
    entity = next((field for field in fields if field.get("names")), None)
    if entity is None or schema.get("primaryKey") != [entity["name"]]:
        return None
    figures = [field for field in fields if field.get("unit") and not field.get("about")]
    return path.stem, {"entity": entity, "figures": figures}


def _sentence(
    archive: Path,
    period: str,
    table: str,
    columns: dict[str, Any],
    row: dict[str, str],
    column: dict[str, Any],
) -> Sentence:
    name = row[columns["entity"]["name"]]
    identity = next(
        entry["id"]
        for entry in records((archive / "data/organizations.csv").read_bytes())
        if entry["type"] == columns["entity"]["names"]
        and name in (entry["name"], *entry["aliases"].split("|"))
    )
    year, month = int(period[:4]), int(period[5:])
    span = "今年以来" if table.endswith("-year") else ""
    said = _said(archive, table, column, row[column["name"]]) + _mark(archive, period, table, name, column)
    question = f"{name} {year}年{month}月 {span} {column['name']}".replace("  ", " ")
    return Sentence(question, f"issues/{period}.html#{table}.{identity}.{column['id']}", said)


def _said(archive: Path, table: str, column: dict[str, Any], text: str) -> str:
    if not any(sign.isdigit() for sign in text):
        return f"{column['title']}“{text}”" if text else f"{column['title']}空白"
    form = yaml.safe_load((archive / "schemas/search.yaml").read_text(encoding="utf-8"))
    for sentence in form["figures"]:
        if (sentence["table"], sentence["column"]) == (table, column["id"]):
            return str(sentence["text"]).replace("{}", text)
    return f"{column['title']}{text}{'' if column['unit'] == '%' else column['unit']}"


def _mark(archive: Path, period: str, table: str, name: str, column: dict[str, Any]) -> str:
    path = archive / "data" / period / "errata.yaml"
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []:
        if (entry.get("table"), entry.get("row"), entry.get("column")) == (table, name, column["name"]):
            return f"（存疑：按规则应为 {entry['expected']}）"
    return ""
