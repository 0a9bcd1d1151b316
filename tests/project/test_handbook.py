"""The handbook: complete by what the program says of itself, built without a dead link, and apart from the public site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from build_handbook import PAGES, SETTINGS, build
from generated_pages import command_helps, examples, generated_pages, real_files
from tests.support.repository import ROOT
from yuebao.cli.app import COMMANDS
from yuebao.load.approval import read_approval
from yuebao.load.doubts import read_doubts
from yuebao.load.errata import read_errata
from yuebao.load.issue import read_issue
from yuebao.rules.kind import IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, PARAMS, TABLE_KINDS
from yuebao.schema.described import Key
from yuebao.schema.handwritten import require_metadata
from yuebao.schema.reader import read_schemas
from yuebao.schema.settings import read_settings
from yuebao.schema.written_files import FILES, WrittenFile

EXAMPLES = PAGES / "examples"
GENERATED = generated_pages()


def leaves(keys: Sequence[Key], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of the keys that hold no others."""
    for key in keys:
        if key.keys:
            yield from leaves(key.keys, (*path, key.name))
        else:
            yield (*path, key.name)


@pytest.mark.parametrize("file", FILES, ids=[file.path for file in FILES])
def test_every_key_of_every_file_has_an_example_from_a_file_that_is_read(file: WrittenFile) -> None:
    shown = examples(file, real_files())
    assert [path for path in leaves(file.keys) if path not in shown] == []


def test_the_examples_of_rare_keys_are_read_by_the_readers_of_their_files() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (EXAMPLES / "schemas").glob("*.yaml")}
    registry = ROOT / "scripts/yuebao/starter/schemas/organizations.yaml"
    texts["organizations.yaml"] = registry.read_text(encoding="utf-8")
    layout = read_schemas(texts, PARAMS).layout("2024-01")
    assert [schema.header for schema in layout.tables.values()] == [("单位", "满意度", "开放日期")]
    assert layout.form.about == "示例"
    assert layout.intake.headers[0].also == ("群众满意度",)
    assert read_settings((EXAMPLES / "mkdocs.yml").read_text(encoding="utf-8")).hidden == ("张三",)
    require_metadata("docs/about.md", (EXAMPLES / "docs/about.md").read_text(encoding="utf-8"))
    masthead = (EXAMPLES / "data/2024-01/issue.yaml").read_bytes()
    issue, _, problems = read_issue(masthead, "2024-01", layout.masthead, date(2024, 4, 1), layout.tables)
    assert problems == [] and issue is not None and issue.withdrawn is not None
    assert [(each.table, each.column, each.row) for each in issue.absent] == [
        ("service-points", "满意度", "1")
    ]
    errata, _, problems = read_errata((EXAMPLES / "data/2024-02/errata.yaml").read_bytes())
    assert problems == [] and [erratum.against for erratum in errata] == ["别的镇"]
    doubts, _, problems = read_doubts((EXAMPLES / "data/2024-02/doubts.yaml").read_bytes(), layout.tables)
    assert problems == [] and [doubt.decision for doubt in doubts] == ["说明文字，不录"]
    approval, _, problems = read_approval((EXAMPLES / "data/2024-02/review.yaml").read_bytes())
    assert problems == [] and approval is not None and approval.verdict == "同意"


def test_every_kind_of_rule_and_every_file_has_its_place() -> None:
    kinds = [line for line in GENERATED["kinds.md"].split("\n") if line.startswith("### ")]
    assert kinds == [f"### {name} {{#{name}}}" for name in (*TABLE_KINDS, *ISSUE_KINDS)]
    every: list[TableKind | IssueKind] = [*TABLE_KINDS.values(), *ISSUE_KINDS.values()]
    for kind in every:
        section = GENERATED["kinds.md"].split(f"{{#{kind.name}}}\n")[1].split("\n### ")[0]
        assert kind.meaning in section
        assert [name for (*_, name) in leaves(kind.keys) if f"| `{name}` |" not in section] == []
    for file in FILES:
        section = GENERATED["keys.md"].split(f"## {file.path} ")[1].split("\n## ")[0]
        assert [name for (*_, name) in leaves(file.keys) if f"| `{name}` |" not in section] == []


def test_every_command_is_there_with_its_options_and_its_exit_statuses() -> None:
    helps = dict(command_helps())
    assert {name.split()[1] for name in helps if name != "yuebao"} == set(COMMANDS)
    assert [name for name, text in helps.items() if "\n  退出状态：0 " not in text] == []
    assert [name for name, text in helps.items() if f"## `{name}` " not in GENERATED["command-list.md"]] == []
    assert [
        name for name, text in helps.items() if f"```\n{text}\n```" not in GENERATED["command-list.md"]
    ] == []


def test_it_is_built_without_a_dead_link_and_reaches_for_nothing_outside(tmp_path: Path) -> None:
    assert build(tmp_path / "handbook") == 0
    built = {path.name for path in (tmp_path / "handbook").glob("*.html")} - {"404.html"}
    written = {path.stem for path in PAGES.glob("*.md")} | {name.removesuffix(".md") for name in GENERATED}
    assert built == {f"{name}.html" for name in written}
    kinds = (tmp_path / "handbook/kinds.html").read_text(encoding="utf-8")
    assert '<h3 id="total-row">' in kinds
    assert [
        line for line in kinds.split("\n") if 'src="http' in line or 'rel="stylesheet" href="http' in line
    ] == []


def test_a_dead_link_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pages = shutil.copytree(PAGES, tmp_path / "pages")
    with (pages / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n[示例](kinds.md#nowhere)\n")
    monkeypatch.setattr("build_handbook.PAGES", pages)
    assert build(tmp_path / "handbook") != 0
    assert "kinds.md#nowhere" in capfd.readouterr().err
    assert not (tmp_path / "handbook").exists()


def test_the_public_site_has_no_page_for_makers() -> None:
    public = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    made = {
        "index.md",
        "issues/index.md",
        "organizations/index.md",
        "counties.md",
        "compare.md",
        "errata.md",
        "notes.md",
        "files.md",
        "json.md",
        "accessibility.md",
    }
    listed = [page for entry in public for page in entry.values()]
    assert set(listed) - made == {"about.md"}
    kept = {path.name for path in (ROOT / "docs").glob("*.md")} - made
    assert kept == {"about.md"}
    for page in yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))["nav"]:
        (target,) = page.values()
        names = [target] if isinstance(target, str) else [name for item in target for name in item.values()]
        assert [name for name in names if not (PAGES / name).exists() and name not in GENERATED] == []
