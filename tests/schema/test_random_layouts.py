"""Random layouts: whatever comes, goes, is renamed and reordered, an issue has what is in force in its last month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.rules import INTAKE, KEYS, KINDS, REGISTRY
from tests.support.fuzzing import examples
from yuebao.model.period import period
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import Schemas, read_schemas

MONTHS = [f"{year}-{month:02d}" for year in (2012, 2013, 2014) for month in (1, 4, 7, 10)]
ISSUES = ["2011-12", "2012-Q1", "2012-04", "2012-H2", "2013-01_03", "2013-04", "2013", "2014-07", "2015-01"]
Spans = list[tuple[str, str]]
"""A first and a last month each, empty for no limit; they follow one another."""


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """Cut points of the time, every part of it one span."""
    cuts = sorted(draw(st.sets(st.sampled_from(MONTHS[1:]), max_size=3)))
    ends = [_before(cut) for cut in cuts]
    return list(zip(["", *cuts], [*ends, ""], strict=True))


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


Column = tuple[Spans, set[int]]
"""The spans of a column's headers, and in which of them it is there."""


@st.composite
def columns(draw: st.DrawFn) -> list[Column]:
    """Three columns; the first is always there."""
    made: list[Column] = []
    for number in range(3):
        cut = draw(spans())
        there = (
            set(range(len(cut)))
            if number == 0
            else draw(st.sets(st.sampled_from(range(len(cut))), min_size=1))
        )
        made.append((cut, there))
    return made


def header_at(number: int, column: Column, issue: str) -> str | None:
    """What the column is called in an issue, said in another way than the program does."""
    end = period(issue).last
    for index, (since, until) in enumerate(column[0]):
        if (not since or period(since).last <= end) and (not until or end <= period(until).last):
            return f"列{number}名{index}" if index in column[1] else None
    raise AssertionError("the spans leave a gap")


def declared(made: list[Column]) -> Schemas:
    fields: list[Mapping[str, Any]] = []
    for number, (cut, there) in enumerate(made):
        for index, (since, until) in enumerate(cut):
            if index in there:
                limits = {key: value for key, value in (("since", since), ("until", until)) if value}
                fields.append(
                    {
                        "id": f"column-{number}",
                        "name": f"列{number}名{index}",
                        "grammar": "count",
                        "type": "integer",
                    }
                    | limits
                )
    rules = [
        {"id": f"rate-{number}", "kind": "rate", "source": "示例", "column": f"column-{number}"}
        for number in range(3)
    ] + [
        {
            "id": "flow",
            "kind": "non-increasing",
            "source": "示例",
            "columns": [f"column-{number}" for number in range(3)],
        }
    ]
    texts = {
        "archive.yaml": "{registry: organizations, tables: [t]}",
        "t.yaml": yaml.safe_dump({"title": "示例", "fields": fields, "rules": rules}, allow_unicode=True),
        "issue.yaml": yaml.safe_dump({"keys": KEYS}),
        "scoring.yaml": "{}",
        "report.yaml": "{masthead: [示例], sections: [], attachments: [{table: t, title: 示例}], highlights: [{label: 示例, table: t, column: column-2}]}",
        "intake.yaml": INTAKE,
        "organizations.yaml": yaml.safe_dump(
            {"kinds": KINDS, "fields": [{"name": name} for name in REGISTRY.split("\n")[0].split(",")]}
        ),
    }
    return read_schemas(texts, PARAMS)


@examples(60)
@given(columns())
def test_an_issue_has_what_is_in_force_in_its_last_month(made: list[Column]) -> None:
    schemas = declared(made)
    for issue in ISSUES:
        layout = schemas.layout(issue)
        names = [header_at(number, column, issue) for number, column in enumerate(made)]
        there = {f"column-{number}": name for number, name in enumerate(names) if name is not None}
        table = layout.tables["t"]
        assert {field.id: field.name for field in table.fields} == there
        read = {rule.id: {column for _, column in rule.reads} for rule in table.rules}
        expected = {f"rate-{number}": {name} for number, name in enumerate(names) if name is not None}
        if len(there) > 1:
            expected["flow"] = set(there.values())
        assert read == expected
        assert [form.column for form in layout.form.highlights] == [
            there[key] for key in ("column-2",) if key in there
        ]
        assert [field["name"] for field in table.descriptor["fields"]] == list(table.header)
        for number, column in enumerate(made):
            for index in column[
                1
            ]:  # by any of its headers the column is found, or known to be of another time
                word = f"列{number}名{index}"
                assert table.column(word) == there.get(f"column-{number}", word)
