"""The workflow files: valid for the hosts that read them, and running the same two commands everywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.repository import ROOT

GITHUB, GITLAB = ".github/workflows/yuebao.yml", ".gitlab-ci.yml"
GITEA, FORGEJO, GITEE = ".gitea/workflows/yuebao.yml", ".forgejo/workflows/yuebao.yml", ".workflow/yuebao.yml"


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-workflows", GITHUB), ("github-workflows", GITEA), ("gitlab-ci", GITLAB)],
)
def test_valid_for_its_host(schema: str, path: str) -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / path)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_gitea_and_forgejo_differ_in_the_usual_name_of_their_runners_alone() -> None:
    gitea, forgejo = ((ROOT / path).read_text(encoding="utf-8") for path in (GITEA, FORGEJO))
    assert gitea.replace("runs-on: ubuntu-latest", "runs-on: docker") == forgejo != gitea


def test_gitee_has_the_keys_of_its_manual() -> None:
    document = yaml.safe_load((ROOT / GITEE).read_text(encoding="utf-8"))
    assert list(document) == ["version", "name", "displayName", "triggers", "stages"]
    (stage,) = document["stages"]
    (step,) = stage["steps"]
    assert step["step"] == "build@python"
    assert {"name", "displayName", "pythonVersion", "commands"} <= step.keys()


@pytest.mark.parametrize("path", [GITHUB, GITLAB, GITEA, FORGEJO, GITEE])
def test_every_host_runs_the_same_commands(path: str) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").split("\n")
    commands = [line.strip().removeprefix("- ").removeprefix("run: ") for line in lines]
    makes = [command.split(" ARGUMENTS")[0] for command in commands if command.startswith("make ")]
    assert [command for command in makes if command != "make environment"] == ["make validate", "make site"]


def test_pre_commit_reads_the_hook() -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", manifest]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(manifest).parent)
    assert (done.returncode, done.stdout) == (0, "")
