"""The data for who takes them away: each description is read by the library of its format, and held against the files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rdflib import Dataset, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, RDF

from tests.support.archive import ArchiveFolder, added, records
from tests.support.withdrawing import withdraw
from tests.synthetic.explained import EXPLAINED
from yuebao.workflows.emit import emit

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use:DeprecationWarning:rdflib")  # by itself
SITE = "https://example.invalid/archive/"
SETTINGS = """\
    organizer: 示例 <办公室>
    licence: CC BY 4.0
    licence_link: https://example.invalid/licence
    contact: 示例科，data@example.invalid </script>
"""
TURNED = """\
  - {key: edition, until: 2003-11, title: 旧版次, type: integer}
  - {key: edition, since: 2003-12, title: 版次, required: false}
  - {key: plate, until: 2003-11, title: 旧图版, required: false}
  - {key: plate, since: 2003-12, title: 图版, type: integer, required: false}
"""
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


@pytest.fixture(scope="module")
def bare(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Errata in the first issue, the second taken back, the third there; nothing set. The folder of the site's sources."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("bare") / "archive")
    withdraw(archive.folder, "2003-12", "误印")
    assert emit(archive.folder).written is not None
    return archive / "docs"


@pytest.fixture(scope="module")
def told(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with everything set, and a draft."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("told") / "archive")
    archive.edit("mkdocs.yml", "\n    names: full\n", f"\n    names: full\n{SETTINGS}")
    archive.edit("mkdocs.yml", lambda text: f"site_url: {SITE}\n{text}")
    archive.edit("data/2004-01/issue.yaml", added("state: 整理中\n"))
    assert emit(archive.folder).written is not None
    return archive / "docs"


@pytest.fixture(scope="module")
def turned(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With two keys of the masthead, one of which was a whole number and is a text, the other the other way round."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("turned") / "archive")
    archive.edit("schemas/issue.yaml", lambda text: text + TURNED)
    for month, value in (("2003-11", "edition: 3\nplate: 甲\n"), ("2003-12", "edition: 乙\nplate: 4\n")):
        archive.edit(f"data/{month}/issue.yaml", added(value))
    assert emit(archive.folder).written is not None
    return archive / "docs"


@pytest.fixture(params=["bare", "told", "turned"])
def docs(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def read(docs: Path, name: str) -> Any:
    return json.loads((docs / "files" / name).read_text(encoding="utf-8"))


def rows(docs: Path, name: str) -> list[dict[str, str]]:
    return records((docs / "files" / name).read_bytes())


TABLES = ("figures", "issues", "errata", "organizations")


def test_frictionless_takes_the_package_of_the_archive(docs: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=docs / "files", capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert [task["name"] for task in report["tasks"]] == list(TABLES)
    assert report["stats"]["errors"] == 0 and report["stats"]["tasks"] == 4


def test_the_package_says_what_the_settings_say(bare: Path, told: Path) -> None:
    own = read(told, "datapackage.json")
    assert own["licenses"] == [{"title": "CC BY 4.0", "path": "https://example.invalid/licence"}]
    assert own["contributors"] == [{"title": "示例 <办公室>", "role": "publisher"}]
    assert own["homepage"] == SITE
    assert read(bare, "datapackage.json").keys() & {"licenses", "contributors", "homepage"} == set()


CSVW = Namespace("http://www.w3.org/ns/csvw#")


@pytest.mark.parametrize("name", TABLES)
def test_csvw_describes_each_table(name: str, docs: Path) -> None:
    """Read as RDF: every column in its order with its datatype and what it means; each cell is of its type, the key tells
    rows apart."""
    text = (docs / f"files/{name}.csv-metadata.json").read_text(encoding="utf-8")
    context = {"@vocab": str(CSVW), "dc": str(DCTERMS), "@language": "zh", "columns": {"@container": "@list"}}
    graph = graph_of(json.dumps(json.loads(text) | {"@context": context}), SITE)
    assert json.loads(text)["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
    assert [str(url) for _, url in graph.subject_objects(CSVW.url)] == [f"{name}.csv"]
    ((_, listed),) = graph.subject_objects(CSVW.columns)
    columns = list(Collection(graph, listed))
    told = {str(next(graph.objects(each, CSVW.name))): each for each in columns}
    found = rows(docs, f"{name}.csv")
    assert list(told) == list(found[0])
    assert all(str(next(graph.objects(each, DCTERMS.description))) for each in columns)
    types = {column: str(next(graph.objects(each, CSVW.datatype))) for column, each in told.items()}
    wrong = [(row, column) for row in found for column, text in row.items() if not TYPES[types[column]](text)]
    assert wrong == []
    key = json.loads(text)["tableSchema"].get("primaryKey")
    if key:
        assert len({tuple(row[column] for column in key) for row in found}) == len(found)


TYPES: dict[str, Callable[[str], object]] = {
    "string": lambda text: True,
    "boolean": lambda text: text in ("true", "false"),
    "integer": lambda text: re.fullmatch(r"-?[0-9]+|", text),
    "decimal": lambda text: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|", text),
}


def catalog_of(docs: Path, base: str) -> Dataset:
    return graph_of((docs / "files/catalog.jsonld").read_text(encoding="utf-8"), base)


def graph_of(text: str, base: str) -> Dataset:
    graph = Dataset(default_union=True)
    graph.parse(data=text, format="json-ld", publicID=base)
    return graph


def test_rdflib_reads_the_catalog(docs: Path) -> None:
    base = f"{SITE}files/catalog.jsonld"
    graph = catalog_of(docs, base)
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalog, DCAT.dataset)
    assert (str(catalog), str(dataset)) == (base, f"{base}#dataset")
    urls = [
        str(next(graph.objects(each, DCAT.downloadURL))) for each in graph.objects(dataset, DCAT.distribution)
    ]
    assert len(urls) == 7
    assert [url for url in urls if not (docs / url.removeprefix(SITE)).is_file()] == []
    assert str(next(graph.objects(dataset, DCTERMS.modified))) >= "2003-12-20"


def test_the_catalog_says_what_the_settings_say(bare: Path, told: Path) -> None:
    graphs = [catalog_of(each, SITE) for each in (bare, told)]
    none, all_ = (
        [list(graph.subject_objects(DCTERMS.license)), list(graph.subject_objects(VCARD.note))]
        for graph in graphs
    )
    assert none == [[], []]
    assert [str(value) for pairs in all_ for _, value in pairs] == [
        "https://example.invalid/licence",
        "示例科，data@example.invalid </script>",
    ]
    assert all(isinstance(value, URIRef) for _, value in all_[0])


SCHEMA = Namespace("https://schema.org/")


def test_rdflib_reads_the_data_set_of_the_page(bare: Path, told: Path) -> None:
    """The vocabulary is put in the place of its address, which a collector knows. What is set cannot end the element."""
    graphs = []
    for docs in (bare, told):
        page = (docs / "files.md").read_text(encoding="utf-8")
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert page.count("</script>") == 1 and "<" not in text
        value = json.loads(text)
        assert value["@context"] == "https://schema.org/"
        graphs.append(graph_of(json.dumps(value | {"@context": {"@vocab": str(SCHEMA)}}), SITE))
    none, everything = graphs
    for graph in graphs:
        assert len(list(graph.subjects(RDF.type, SCHEMA.Dataset))) == 1
    for key in (SCHEMA.license, SCHEMA.creator, SCHEMA.publisher, SCHEMA.url):
        assert list(none.subject_objects(key)) == []
    values = {
        key: [str(value) for _, value in everything.subject_objects(SCHEMA[key])]
        for key in ("license", "temporalCoverage", "contentUrl")
    }
    assert values["license"] == ["https://example.invalid/licence"]
    assert values["temporalCoverage"] == ["2003-11/2003-12"]
    assert [url for url in values["contentUrl"] if not (told / url.removeprefix(SITE)).is_file()] == []
    (publisher,) = {value for _, value in everything.subject_objects(SCHEMA.publisher)}
    assert [str(name) for name in everything.objects(publisher, SCHEMA.name)] == ["示例 <办公室>"]


def test_every_json_file_is_as_its_schema_says(docs: Path) -> None:
    issue, index = read(docs, "v1/issue.schema.json"), read(docs, "v1/index.schema.json")
    for schema in (issue, index):
        jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(index).validate(read(docs, "v1/index.json"))
    names = [path.name for path in (docs / "files/v1").glob("2*.json")]
    assert len(names) >= 2
    for name in names:
        jsonschema.Draft202012Validator(issue).validate(read(docs, f"v1/{name}"))


@pytest.mark.parametrize("key", ["tables", "errata", "checked", "period", "version"])
def test_the_schema_misses_what_is_taken_away(key: str, bare: Path) -> None:
    issue = read(bare, f"v1/{EXPLAINED}.json")
    validator = jsonschema.Draft202012Validator(read(bare, "v1/issue.schema.json"))
    assert validator.is_valid(issue)
    del issue[key]
    assert not validator.is_valid(issue)


@pytest.mark.parametrize("name", ["states", "row_ids", "bases", "rows"])
def test_the_schema_knows_the_tables(name: str, bare: Path) -> None:
    issue = read(bare, f"v1/{EXPLAINED}.json")
    issue["tables"]["satisfaction"][name] = [["别的"]] if name in ("states", "bases") else "别的"
    assert not jsonschema.Draft202012Validator(read(bare, "v1/issue.schema.json")).is_valid(issue)


def test_the_page_tells_every_key_that_an_issue_has(bare: Path) -> None:
    page = (bare / "json.md").read_text(encoding="utf-8")
    told = set(re.findall(r"<dt><code>([^<]+)</code></dt><dd>\S", page))
    issue = read(bare, f"v1/{EXPLAINED}.json")
    inner = {f"tables.表.{key}" for key in issue["tables"]["satisfaction"]}
    assert issue.keys() | inner <= told
    assert '<a href="json.html">JSON 的写法</a>' in (bare / "files.md").read_text(encoding="utf-8")


def test_the_page_says_how_the_data_may_be_used_only_where_that_is_set(bare: Path, told: Path) -> None:
    page, silent = ((docs / "files.md").read_text(encoding="utf-8") for docs in (told, bare))
    assert '<dt>许可</dt><dd><a href="https://example.invalid/licence">CC BY 4.0</a></dd>' in page
    assert "<dt>联系</dt><dd>示例科，data@example.invalid &lt;/script&gt;</dd>" in page
    assert f"示例 &lt;办公室&gt;. 示例政务服务月报档案[DS/OL]. {SITE}.（GB/T 7714" in page
    assert [word for word in ("许可</dt>", "联系</dt>", "主办单位</dt>") if word in silent] == []


def test_a_key_is_called_as_it_is_now_and_may_hold_what_it_ever_held(turned: Path) -> None:
    schema = read(turned, "v1/issue.schema.json")["properties"]
    assert schema["edition"] == {"type": ["integer", "string", "null"], "description": "版次"}
    assert schema["plate"] == {"type": ["integer", "string", "null"], "description": "图版"}
    assert [read(turned, f"v1/{month}.json")["edition"] for month in ("2003-11", "2003-12")] == [3, "乙"]
    (issues,) = (each for each in read(turned, "datapackage.json")["resources"] if each["name"] == "issues")
    types = {field["name"]: (field["type"], field["description"]) for field in issues["schema"]["fields"]}
    assert (types["edition"], types["plate"]) == (("string", "版次"), ("string", "图版"))
    assert types["number"] == ("integer", "期数")
