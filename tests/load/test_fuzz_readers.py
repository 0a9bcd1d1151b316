"""Every reader of a file that people write, fed with damaged files: it reads, or it tells, and nothing else escapes.

The tables and the mastheads are in `test_properties.py`, the documents in `test_import_damage.py`; here are the others.
Bounded in time; longer by hand: `make fuzz`.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.support.example_month import example
from tests.support.fuzzing import examples
from tests.support.masthead import DECLARED
from tests.support.repository import ROOT
from tests.synthetic.explained import EXPLAINED
from tests.workflows.test_properties import damaged, schemas
from yuebao.history.cells import CellChange, masthead_changes, table_changes
from yuebao.history.revisions import HEADER, read_history
from yuebao.load.errata import read_errata
from yuebao.load.issue import read_issue
from yuebao.load.registry import read_registry
from yuebao.model.fault import Fault
from yuebao.model.revision import RECORD, WHOLE
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas
from yuebao.schema.settings import read_settings

ISSUE, ERRATA, NEWS = (example().text(name) for name in ("issue.yaml", "errata.yaml", "news.csv"))
REGISTRY = example().files["data/organizations.csv"]
SETTINGS = (ROOT / "mkdocs.yml").read_bytes()
RECORDED = f"{','.join(HEADER)}\n2003-11,2020-09-01,news,甲 / 乙,内容,一,二\n".encode()

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.text(max_size=5),
    st.sampled_from(["", "2021-07", "合计", "甲|乙", "[", "(?P<names>.", "../x", "\0", "１"]),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
"""What somebody may have written in place of what belongs there."""


@st.composite
def misplaced(draw: st.DrawFn, text: str) -> str:
    """The document with a value, a key or an entry of some level replaced, renamed, doubled or gone."""
    document = yaml.safe_load(text)
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(list(places(document))))
        how = draw(st.sampled_from(["replace", "drop", "rename", "double"]))
        if how == "replace":
            holder[key] = draw(VALUES)
        elif how == "drop":
            del holder[key]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from(["", "合计", "rules", "kind", 5]))] = holder.pop(key)
        else:
            holder.append(holder[key])
        if not document:
            break
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def places(node: object) -> list[tuple[Any, Any]]:
    """Every key of every mapping and every index of every list."""
    if isinstance(node, dict):
        return [(node, key) for key in node] + [item for value in node.values() for item in places(value)]
    if isinstance(node, list):
        found = [(node, index) for index in range(len(node))]
        return [*found, *(item for value in node for item in places(value))]
    return []


def either(content: bytes) -> st.SearchStrategy[bytes]:
    """The document damaged as bytes or as a tree, or none at all."""
    text = content.decode()
    return st.one_of(damaged(content), misplaced(text).map(str.encode), st.binary(max_size=200))


@examples(150)
@given(either(ISSUE.encode()))
def test_a_damaged_masthead_is_read_or_told(content: bytes) -> None:
    issue, text, problems = read_issue(content, EXPLAINED, DECLARED)
    assert issue is not None or problems
    assert all(problem.message and problem.remedy for problem in problems)
    list(masthead_changes(ISSUE, text))


@examples(150)
@given(either("\n- rule:".join(ERRATA.split("\n- rule:")[:3]).encode()))
def test_damaged_errata_are_read_or_told(content: bytes) -> None:
    errata, _, problems = read_errata(content)
    assert all(erratum.reason and erratum.reviewer for erratum in errata)
    assert all(problem.message and problem.remedy for problem in problems)


@examples(150)
@given(st.one_of(damaged(REGISTRY), st.binary(max_size=200)))
def test_a_damaged_registry_is_read_or_told(content: bytes) -> None:
    standing = example().standing
    registry, text, findings = read_registry(
        content, standing.schemas.registry, standing.schemas.organizations
    )
    assert all(item.message and item.remedy and item.rule == "structure" for item in findings)
    if not findings:
        lines = [line for line in text.split("\n") if line]
        assert len(registry.organizations) == len(lines) - 1
        assert all(entry.id and entry.name for entry in registry.organizations)


@examples(100)
@given(st.sampled_from(sorted(schemas())), st.data())
def test_a_misplaced_key_of_a_schema_is_a_fault_that_names_the_file(name: str, data: st.DataObject) -> None:
    """The schemas, the scoring rules, the list of tables and the form of the report."""
    content = data.draw(misplaced(schemas()[name]))
    texts = {**schemas(), name: content}
    try:
        read_schemas(texts, PARAMS)
    except Fault as fault:
        assert str(fault).startswith("schemas/")


@examples(120)
@given(damaged((ROOT / "schemas/report.yaml").read_bytes()))
def test_a_damaged_form_of_the_report_is_a_fault_or_still_one(content: bytes) -> None:
    texts = {**schemas(), "report.yaml": content.decode("utf-8", errors="replace")}
    try:
        read_schemas(texts, PARAMS)
    except Fault as fault:
        assert str(fault).startswith("schemas/report.yaml")


@examples(120)
@given(either(SETTINGS.replace(b"!!python/name:", b"")))
def test_damaged_settings_are_read_or_a_fault(content: bytes) -> None:
    try:
        read_settings(content.decode("utf-8", errors="replace"))
    except Fault as fault:
        assert str(fault).startswith("mkdocs.yml")


@examples(80)
@given(content=st.one_of(damaged(RECORDED), st.binary(max_size=200)))
def test_a_damaged_record_of_revisions_is_read_or_a_fault(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    standing = example().standing
    root = tmp_path_factory.getbasetemp() / "recorded"
    (root / "data").mkdir(parents=True, exist_ok=True)
    (root / RECORD).write_bytes(content)
    try:
        read_history(root, standing.layout)
    except Fault as fault:
        assert str(fault).startswith(RECORD)


@examples(100)
@given(old=damaged(NEWS.encode()), new=damaged(NEWS.encode()))
def test_damaged_tables_are_compared(old: bytes, new: bytes) -> None:
    """What an earlier version held is not always a table."""
    schema = example().standing.schemas.latest.tables["news"]
    texts = [content.decode("utf-8", "replace") for content in (old, new)]
    changes = list(table_changes(texts[0], texts[1], schema))
    assert all(change.old != change.new for change in changes) or changes == [
        CellChange("", "", WHOLE, WHOLE)
    ]
    assert list(table_changes(texts[0], texts[0], schema)) == []
