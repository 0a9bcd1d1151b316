"""The workflow files: valid for the hosts that read them, and running the same three commands everywhere."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.repository import ROOT

GITHUB, GITLAB = ".github/workflows/yuebao.yml", ".gitlab-ci.yml"
GITEA, FORGEJO, GITEE = ".gitea/workflows/yuebao.yml", ".forgejo/workflows/yuebao.yml", ".workflow/yuebao.yml"
HOSTS = (GITHUB, GITLAB, GITEA, FORGEJO, GITEE)
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


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
    document = _read(GITEE)
    assert list(document) == ["version", "name", "displayName", "triggers", "stages"]
    assert [stage["name"] for stage in document["stages"]] == ["validate", "test"]
    for stage in document["stages"]:
        (step,) = stage["steps"]
        assert step["step"] == "build@python"
        assert {"name", "displayName", "pythonVersion", "commands"} <= step.keys()


@pytest.mark.parametrize("path", HOSTS)
def test_every_host_runs_the_same_commands(path: str) -> None:
    makes = [command.split(" ARGUMENTS")[0] for command in _commands(_read(path)) if command[:5] == "make "]
    assert sorted(command for command in makes if command != "make environment") == [
        "make site",
        "make test",
        "make validate",
    ]


@pytest.mark.parametrize("path", [GITHUB, GITLAB, GITEA, FORGEJO])
def test_the_tests_run_on_every_python_that_the_program_is_for(path: str) -> None:
    document = _read(path)
    (job,) = (job for job in _jobs(document) if "make test" in _commands(job))
    if path == GITLAB:
        ((name, versions),) = job["parallel"]["matrix"][0].items()
        chosen, image = f"${name}", job["image"]
    else:
        assert job["strategy"]["fail-fast"] is False
        ((name, versions),) = job["strategy"]["matrix"].items()
        chosen = f"${{{{ matrix.{name} }}}}"
        image = job["container"] if path == GITHUB else job["container"]["image"]
    assert (image, versions) == (f"python:{chosen}", PYTHONS)


def test_the_pythons_begin_with_the_oldest_that_the_package_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"
    assert [int(version.split(".")[1]) for version in PYTHONS] == [11, 12, 13, 14]


def test_nothing_is_published_that_was_not_tested() -> None:
    github, gitlab = _read(GITHUB), _read(GITLAB)
    assert sorted(github["jobs"]["deploy"]["needs"]) == ["site", "test"]
    assert {name: job["stage"] for name, job in gitlab.items() if "stage" in job} == {
        "核验": "test",
        "测试": "test",
        "pages": "deploy",
    }


@pytest.mark.parametrize("path", HOSTS)
def test_an_archive_without_the_program_validates_and_builds_and_has_nothing_to_test(path: str) -> None:
    commands = _commands(_read(f"scripts/yuebao/starter/dot-{path[1:]}"))
    ran = [command.removeprefix(".venv/bin/") for command in commands if "yuebao " in command]
    assert {" ".join(command.split()[:2]) for command in ran} == {"yuebao validate", "yuebao build"}
    assert [command for command in commands if command.startswith("make")] == []


def _read(path: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return document


def _jobs(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The jobs of a file, whichever host reads it."""
    jobs = document.get("jobs", document)
    return [job for job in jobs.values() if isinstance(job, dict) and ("steps" in job or "script" in job)]


def _commands(value: Any, key: str = "") -> list[str]:
    """Every command line that stands under `run`, `script` or `commands`, at any depth."""
    if isinstance(value, dict):
        return [command for name, item in value.items() for command in _commands(item, name)]
    if isinstance(value, list):
        return [command for item in value for command in _commands(item, key)]
    return str(value).strip().split("\n") if key in ("run", "script", "commands") else []


def test_pre_commit_reads_the_hook() -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", manifest]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(manifest).parent)
    assert (done.returncode, done.stdout) == (0, "")
