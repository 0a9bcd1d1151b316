"""Every kind of rule shows itself: its example is declared, holds, and is broken by the change that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.example_archive import MONTH, spoiled, write_example
from tests.support.repository import PACKAGE
from yuebao.model.finding import Status
from yuebao.rules.kind import IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS
from yuebao.schema.described import dataclasses_in, described
from yuebao.workflows.validate import validate

KINDS: dict[str, TableKind | IssueKind] = {**TABLE_KINDS, **ISSUE_KINDS}


def test_every_module_is_a_kind() -> None:
    modules = {path.stem for path in (PACKAGE / "rules/kinds").glob("*.py")} - {"__init__"}
    assert len(KINDS) == len(modules) == 30


@pytest.mark.parametrize("name", KINDS)
def test_the_example_holds_and_its_change_breaks_it(name: str, tmp_path: Path) -> None:
    kind, rule = KINDS[name], yaml.safe_load(KINDS[name].example.rule)
    assert rule["kind"] == name
    sound = validate(write_example(tmp_path / "sound", kind, kind.example), (MONTH,))
    assert [finding.message for finding in sound.findings] == []
    assert sound.silent_rules == ()
    broken = validate(write_example(tmp_path / "broken", kind, spoiled(kind.example)), (MONTH,))
    assert {(finding.rule, finding.status) for finding in broken.findings} == {(rule["id"], Status.OPEN)}


@pytest.mark.parametrize("name", KINDS)
def test_the_example_shows_each_parameter_that_must_be_there(name: str) -> None:
    rule, keys = yaml.safe_load(KINDS[name].example.rule), KINDS[name].keys
    assert [key.name for key in keys if key.needed and key.name not in rule] == []
    assert set(rule) - {"id", "kind", "source"} <= {key.name for key in keys}


@pytest.mark.parametrize("name", KINDS)
def test_every_parameter_has_a_meaning_of_its_own(name: str) -> None:
    for kind in dataclasses_in(KINDS[name].params):
        meanings = [key.meaning for key in described(kind)]
        assert len(set(meanings)) == len(meanings)
        assert all(len(meaning) > 2 for meaning in meanings)
