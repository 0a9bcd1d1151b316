"""What is said of the data set for machines that collect data sets, whole: DCAT beside the data, schema.org in a page, and the
description of one table."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.published import published_archive
from yuebao.site.archive import Archive
from yuebao.site.downloads.catalog import files, schema_org

NAME: Final = "示例政务服务月报档案"
ABOUT: Final = "一句说明"
SETTINGS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a licence by its address": {"licence": "CC BY 4.0", "licence_link": "https://example.invalid/by"},
    "a licence by its name": {"licence": "CC BY 4.0", "site_description": ABOUT},
    "whose it is": {"organizer": "示例局", "contact": "示例科 <a> & 'b'"},
    "whose it is, and nobody to ask": {"organizer": "示例局"},
    "somebody to ask, and whose it is not said": {"contact": "示例科"},
    "an address": {"site_url": "https://example.invalid/gov"},
    "an address that ends as a folder": {"site_url": "https://example.invalid/gov/"},
}
FILES: Final = (
    ("figures.csv", "长表", "text/csv"),
    ("issues.csv", "各期", "text/csv"),
    ("errata.csv", "存疑", "text/csv"),
    ("organizations.csv", "单位登记册", "text/csv"),
    ("archive.sqlite", "数据库", "application/vnd.sqlite3"),
    ("v1/index.json", "目录", "application/json"),
    ("datapackage.json", "数据包", "application/json"),
)
MEASURES: Final = (
    "序号 申请件 受理件 办结件 线上办件数 线下办件数 按时办结率 示例一县 示例二县 对比名次 月考核加分 年终绩效考核得分 "
    "平均办结 示例二县占第一名比例 名次 得分 加减分 排名 单位数 主动评价件数 主动评价率 差评件数 满意度"
)


@pytest.fixture(scope="module")
def archive(_explained: Path) -> Archive:
    """Three issues; the newest came out on 2004-02-10, all errata were reviewed before."""
    return published_archive(_explained)


def set_to(archive: Archive, case: str) -> Archive:
    given: dict[str, Any] = {"site_description": "", **SETTINGS[case]}
    settings = replace(archive.settings, **given)
    return replace(archive, settings=settings)


def words(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "zh"}


DCAT: dict[str, dict[str, Any]] = {
    "a licence by its address": {"dct:license": {"@id": "https://example.invalid/by"}},
    "a licence by its name": {
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": "CC BY 4.0"},
        "dct:description": words(ABOUT),
    },
    "whose it is": {
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "示例局"},
        "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:note": "示例科 <a> & 'b'"},
    },
    "whose it is, and nobody to ask": {"dct:publisher": {"@type": "foaf:Agent", "foaf:name": "示例局"}},
    "somebody to ask, and whose it is not said": {
        "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:note": "示例科"}
    },
    "an address": {"dcat:landingPage": {"@id": "https://example.invalid/gov/files.html"}},
    "an address that ends as a folder": {
        "dcat:landingPage": {"@id": "https://example.invalid/gov/files.html"}
    },
}
"""What is said beside the rest, of the data set; who publishes it and what it is, of the catalog too."""
OF_BOTH: Final = ("dct:publisher", "dct:description")


@pytest.mark.parametrize("case", SETTINGS)
def test_the_catalog(archive: Archive, case: str) -> None:
    own = DCAT.get(case, {})
    known: dict[str, Any] = {"dct:title": words(NAME), "dct:description": words(NAME)}
    month = "xsd:gYearMonth"
    dataset = known | {
        "@id": "catalog.jsonld#dataset",
        "@type": "dcat:Dataset",
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": "2003-11", "@type": month},
            "dcat:endDate": {"@value": "2004-01", "@type": month},
        },
        "dct:modified": {"@value": "2004-02-10", "@type": "xsd:date"},
        "dcat:distribution": [
            {
                "@id": f"catalog.jsonld#{number}",
                "@type": "dcat:Distribution",
                "dct:title": words(title),
                "dcat:downloadURL": {"@id": file},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
            }
            for number, (file, title, media) in enumerate(FILES, 1)
        ],
    }
    text = dict(files(set_to(archive, case)))["files/catalog.jsonld"].decode()
    assert text.endswith("\n}\n") and "\\u" not in text
    catalog: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "catalog.jsonld",
        "@type": "dcat:Catalog",
        **known,
        "dcat:dataset": dataset | own,
    }
    assert json.loads(text) == catalog | {key: own[key] for key in OF_BOTH if key in own}


BUREAU: Final = {"@type": "Organization", "name": "示例局"}
ASKED: Final = {"@type": "ContactPoint", "contactType": "数据", "description": "示例科 <a> & 'b'"}
ORG: dict[str, dict[str, Any]] = {
    "a licence by its address": {"license": "https://example.invalid/by"},
    "a licence by its name": {"license": "CC BY 4.0", "description": ABOUT},
    "whose it is": {key: BUREAU | {"contactPoint": ASKED} for key in ("creator", "publisher")},
    "whose it is, and nobody to ask": {"creator": BUREAU, "publisher": BUREAU},
    "an address": {"url": "https://example.invalid/gov/files.html"},
    "an address that ends as a folder": {"url": "https://example.invalid/gov/files.html"},
}


@pytest.mark.parametrize("case", SETTINGS)
def test_the_data_set_of_the_page(archive: Archive, case: str) -> None:
    base = "https://example.invalid/gov/" if "site_url" in SETTINGS[case] else ""
    text = schema_org(set_to(archive, case))
    assert not set("<>&'") & set(text)
    whole = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": NAME,
        "description": NAME,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": "2003-11/2004-01",
        "dateModified": "2004-02-10",
        "variableMeasured": MEASURES.split(),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "encodingFormat": media,
                "contentUrl": f"{base}files/{file}",
            }
            for file, title, media in FILES
        ],
    }
    assert json.loads(text) == whole | ORG.get(case, {})


def test_an_erratum_reviewed_later_is_the_newest_change(archive: Archive) -> None:
    first = archive.editions[0]
    errata = [replace(each, reviewed=date(2004, 3, 1)) for each in first.month.errata]
    later = replace(first, month=replace(first.month, errata=tuple(errata)))
    read = json.loads(schema_org(replace(archive, editions=(later, *archive.editions[1:]))))
    assert read["dateModified"] == "2004-03-01"


def test_an_archive_without_issues_says_no_time(archive: Archive) -> None:
    none = replace(archive, editions=())
    assert json.loads(schema_org(none)).keys() & {"temporalCoverage", "dateModified"} == set()
    dataset = json.loads(dict(files(none))["files/catalog.jsonld"])["dcat:dataset"]
    assert dataset.keys() & {"dct:temporal", "dct:modified"} == set()


COLUMNS: Final = {
    "period": ("统计期", "string"),
    "first_month": ("统计期的第一个月", "string"),
    "last_month": ("统计期的最后一个月", "string"),
    "year": ("年份", "integer"),
    "number": ("期数", "integer"),
    "total_number": ("总期数", "integer"),
    "title": ("刊名", "string"),
    "publisher": ("编者", "string"),
    "published": ("出刊日期", "string"),
    "county": ("本县", "string"),
}


def test_the_description_of_a_table(archive: Archive) -> None:
    made = dict(files(archive))
    tables = ("figures", "issues", "errata", "organizations")
    assert list(made) == ["files/catalog.jsonld", *(f"files/{name}.csv-metadata.json" for name in tables)]
    assert json.loads(made["files/issues.csv-metadata.json"]) == {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": "issues.csv",
        "dc:title": "已公布的各期",
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": meaning, "datatype": kind}
                for name, (meaning, kind) in COLUMNS.items()
            ],
            "primaryKey": ["period"],
        },
    }
