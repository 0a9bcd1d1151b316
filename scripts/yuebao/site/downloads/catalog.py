"""What the archive is as a data set, for machines that collect data sets: schema.org on the page of the files, DCAT and CSVW
beside the data. No address outside the archive but those of the settings and of the vocabularies is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from yuebao.site import download_addresses as addresses
from yuebao.site import page_addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.archive_package import csv_tables, kind

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_DISTRIBUTIONS: Final = (
    (addresses.FIGURES, "长表", "text/csv"),
    (addresses.ISSUES, "各期", "text/csv"),
    (addresses.ERRATA, "存疑", "text/csv"),
    (addresses.ORGANIZATIONS, "单位登记册", "text/csv"),
    (addresses.DATABASE, "数据库", "application/vnd.sqlite3"),
    (addresses.INDEX, "目录", "application/json"),
    (addresses.PACKAGE, "数据包", "application/json"),
)
_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DATATYPES: Final = {"integer": "integer", "number": "decimal", "boolean": "boolean", "string": "string"}
_MONTH: Final = "xsd:gYearMonth"


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/catalog.jsonld` (DCAT) and a description of the columns beside each CSV (CSVW)."""
    yield addresses.CATALOG, _json(_dcat(archive))
    for address, table in csv_tables(archive):
        columns = [
            {
                "name": column.name,
                "titles": column.name,
                "dc:description": column.meaning,
                "datatype": _DATATYPES[kind(table, column)],
            }
            for column in table.columns
        ]
        described = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "url": address.rpartition("/")[2],
            "dc:title": table.meaning,
            "dialect": {"encoding": "utf-8", "header": True},
            "tableSchema": {
                "columns": columns,
                **({"primaryKey": list(table.key)} if table.key else {}),
            },
        }
        yield f"{address}-metadata.json", _json(described)


def schema_org(archive: Archive) -> str:
    """The data set as JSON-LD to stand in a page: no sign in it ends the element that it stands in."""
    settings = archive.settings
    base = _base(archive)
    known: dict[str, Any] = {}
    if settings.licence_link or settings.licence:
        known["license"] = settings.licence_link or settings.licence
    if settings.organizer:
        organizer: dict[str, Any] = {"@type": "Organization", "name": settings.organizer}
        if settings.contact:
            organizer["contactPoint"] = {
                "@type": "ContactPoint", "contactType": "数据", "description": settings.contact,
            }  # fmt: skip
        known |= {"creator": organizer, "publisher": organizer}
    if base:
        known["url"] = base + page_addresses.FILES
    if archive.editions:
        known["temporalCoverage"] = "/".join(_span(archive))
        known["dateModified"] = _modified(archive)
    value = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": settings.site_name,
        "description": settings.site_description or settings.site_name,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        **known,
        "variableMeasured": _measures(archive),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "encodingFormat": media,
                "contentUrl": base + address,
            }
            for address, title, media in _DISTRIBUTIONS
        ],
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")
    )


def _dcat(archive: Archive) -> dict[str, Any]:
    settings = archive.settings
    known: dict[str, Any] = {}
    if settings.licence_link:
        known["dct:license"] = {"@id": settings.licence_link}
    elif settings.licence:
        known["dct:rights"] = {"@type": "dct:RightsStatement", "dct:description": settings.licence}
    if settings.organizer:
        known["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": settings.organizer}
    if settings.contact:
        known["dcat:contactPoint"] = {"@type": "vcard:Kind", "vcard:note": settings.contact}
    if settings.site_url:
        known["dcat:landingPage"] = {"@id": _base(archive) + page_addresses.FILES}
    if archive.editions:
        first, last = _span(archive)
        known["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": _MONTH},
            "dcat:endDate": {"@value": last, "@type": _MONTH},
        }
        known["dct:modified"] = {"@value": _modified(archive), "@type": "xsd:date"}
    title = {"@value": settings.site_name, "@language": "zh"}
    about = {"@value": settings.site_description or settings.site_name, "@language": "zh"}
    return {
        "@context": _PREFIXES,
        "@id": "catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:description": about,
        **({"dct:publisher": known["dct:publisher"]} if settings.organizer else {}),
        "dcat:dataset": {
            "@id": "catalog.jsonld#dataset",
            "@type": "dcat:Dataset",
            "dct:title": title,
            "dct:description": about,
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
            **known,
            "dcat:distribution": [
                {
                    "@id": f"catalog.jsonld#{number}",
                    "@type": "dcat:Distribution",
                    "dct:title": {"@value": name, "@language": "zh"},
                    "dcat:downloadURL": {"@id": address.removeprefix("files/")},
                    "dcat:mediaType": {"@id": _MEDIA + media},
                }
                for number, (address, name, media) in enumerate(_DISTRIBUTIONS, 1)
            ],
        },
    }


def _base(archive: Archive) -> str:
    url = archive.settings.site_url
    return f"{url.rstrip('/')}/" if url else ""


def _span(archive: Archive) -> tuple[str, str]:
    """The first and the last month of all issues."""
    return archive.editions[0].period.months[0], max(edition.period.end for edition in archive.editions)


def _modified(archive: Archive) -> str:
    """The newest day on which an issue came out or an erratum was reviewed."""
    days = [edition.issue.published for edition in archive.editions]
    days += [erratum.reviewed for edition in archive.editions for erratum in edition.month.errata]
    return max(days).isoformat()


def _measures(archive: Archive) -> list[str]:
    """What the columns of figures are called, each once."""
    titles = (field.title for schema in archive.tables.values() for field in schema.fields if field.grammar)
    return list(dict.fromkeys(titles))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
