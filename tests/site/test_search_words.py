"""What readers may call things: short forms that follow from names, services, other signs and readings, and the figures that
answers are made of."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.published import published_archive
from yuebao.schema.search_form import (
    Measure,
    NameForms,
    NamePart,
    Questions,
    SearchForm,
    Service,
    TableWords,
)
from yuebao.site.search.answers import answers
from yuebao.site.search.names import NO_ENDING, services, stems
from yuebao.site.search.signs import readings, traditional
from yuebao.site.search.vocabulary import vocabulary

FORM = NameForms(
    before=("州", "县"),
    endings=(("局", "委", "委员会", ""), ("镇", "乡", "甲族乡", "")),
    parts=(
        NamePart(("卫生健康", "卫健"), ("卫健", "卫生")),
        NamePart(("人力资源和社会保障",), ("人社", "劳动")),
        NamePart(("人力资源",), ("人力",)),
    ),
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        # what stands before and the ending go, parts are called otherwise
        (["县财政局"], [[0, "财政"]]),
        (["县卫生健康局"], [[0, "卫生健康|卫健|卫生"]]),
        (["卫健委"], [[0, "卫健|卫生"]]),
        # the longest ending and the longest part count; pieces of a long name stand for it
        (["湾甲族乡"], [[NO_ENDING, "湾甲族乡"]]),  # one sign alone is no name
        (["长湾甲族乡"], [[1, "长湾"]]),
        (["州改革委员会"], [[0, "改革"]]),
        (
            ["县人力资源和社会保障局"],
            [[0, "人力资源和社会保障|人社|劳动|人力和社会保障|人力资源|人力|社会保障"]],
        ),
        # no ending: only the whole name; brackets count by themselves; several names together
        (["县残联"], [[NO_ENDING, "残联"]]),
        (["县新闻局（县版权局）"], [[0, "新闻|版权"]]),
        (["县农委", "县农业局"], [[NO_ENDING, "农委"], [0, "农业"]]),
        # a place before the name, with or without its sign
        (["示例县气象局", "示例气象局"], [[0, "气象"]]),
        (["县"], [[NO_ENDING, "县"]]),
    ],
)
def test_short_forms(names: list[str], expected: list[object]) -> None:
    assert stems(FORM, names, ["示例"]) == expected


def test_without_rules_there_are_no_short_forms() -> None:
    assert stems(NameForms(), ["县财政局"]) == []


def test_who_does_what(archive: ArchiveFolder) -> None:
    """The first part that a name in force holds; a service that nobody does is not there."""
    found = published_archive(archive.folder)
    form = SearchForm(
        services=(
            Service(("甲事", "甲证"), ("不存在", "示例二局")),
            Service(("乙事",), ("示例三", "示例二")),
            Service(("丙事",), ("不存在",)),
        )
    )
    assert services(form, found.registry, "2003-12") == [
        ["甲事|甲证", ["department-2", "window-2"]],
        ["乙事", ["department-3", "window-3"]],
    ]
    assert services(form, found.registry, "") == []


def test_other_signs() -> None:
    """Only of signs that are used; a sign that is its own simplified form has no pair."""
    assert traditional(["县税务局"]).count("縣县") == 1
    pairs = traditional(["县卫"])
    assert {pairs[at : at + 2] for at in range(0, len(pairs), 2)} == {"縣县", "衛卫"}
    assert traditional([]) == traditional(["一二三abc"]) == ""


RARE = dict(
    zip(
        "鸾鲈鹂鲟鹬鳜鹭鲢鹳鲳鹈鳐鲫鸢鹕鲑鲮鲷鲭鸲鲵",
        "鸞鱸鸝鱘鷸鱖鷺鰱鸛鯧鵜鰩鯽鳶鶘鮭鯪鯛鯖鴝鯢",
        strict=True,
    )
)
"""Signs that are neither usual nor in the archive, with their traditional forms."""
TITLES = (
    ("schemas/organizations.yaml", "title: 部门"),
    ("schemas/report.yaml", "title: 一、办件情况"),
    ("schemas/report.yaml", "label: 县级部门本月受理"),
    ("schemas/satisfaction.yaml", "title: 主动评价件数"),
    ("data/2004-01/issue.yaml", "title: 2004年1月"),
)
"""Of a kind of organization, a section, a highlight, a column and an issue."""


def test_whatever_may_be_typed_has_its_other_signs_and_its_reading(archive: ArchiveFolder) -> None:
    """Each title and each member of the form has a sign of its own."""
    known, signs = vocabulary(published_archive(archive.folder)), iter(RARE)
    assert not [sign for sign in RARE if sign in known["traditional"] or sign in str(known["readings"])]
    for file, title in TITLES:
        archive.edit(file, title, f"{title}{next(signs)}")
    form = SearchForm(
        names=NameForms(
            (next(signs),), ((f"{next(signs)}局", ""),), (NamePart((next(signs),), (next(signs),)),)
        ),
        services=(Service((next(signs),), ("不存在",)),),
        measures=(Measure((next(signs),), ()),),
        tables=(TableWords((next(signs),), ()),),
        questions=Questions(**{kind.name: (next(signs),) for kind in fields(Questions)}),
    )
    used = RARE.keys() - set(signs)
    assert len(used) == len(TITLES) + 7 + len(fields(Questions))
    found = published_archive(archive.folder)
    made = vocabulary(replace(found, latest=replace(found.latest, search=form)))
    assert [sign for sign in used if RARE[sign] + sign not in made["traditional"]] == []
    assert [sign for sign in used if sign not in "".join(made["readings"].values())] == []


def test_readings() -> None:
    """As read in the words; usual signs too; letters and digits have none."""
    found = readings(["重庆A银行1", "会计局"])
    assert "重" in found["chong"] and "行" in found["hang"] and "会" in found["kuai"]
    assert "按" in found["an"] and "证" in found["zheng"]
    assert len({sign for signs in found.values() for sign in signs}) >= 3755
    assert all(syllable.isascii() and syllable.isalpha() for syllable in found)


def test_an_archive_without_words_of_its_own(archive: ArchiveFolder) -> None:
    (archive / "schemas/search.yaml").unlink()
    found = published_archive(archive.folder)
    index = vocabulary(found)
    for key in ("before", "endings", "stems", "services", "measures", "said", "figures", "leaders"):
        assert not index[key], key
    assert index["columns"]["satisfaction"][2][0] == ["ratings", "主动评价件数", "件", "", ""]


def test_what_answers_are_made_of(explained_archive: ArchiveFolder) -> None:
    """Cells as published, errata beside them; tables of many rows an organization are left out."""
    found = published_archive(explained_archive.folder)
    edition = found.editions[0]
    made = answers(found, edition)
    assert sorted(made["tables"]) == [
        *("county-comparison-month", "county-comparison-year", "department-volume-month", "satisfaction"),
        *("town-volume-month", "town-volume-year", "window-scores"),
    ]
    columns, rows = made["tables"]["department-volume-month"]
    header, *printed = explained_archive.rows("data/2003-11/department-volume-month.csv")
    assert columns == ["applied", "accepted", "completed", "online", "offline", "on-time-rate"]
    assert list(rows.values()) == [row[2:] for row in printed]
    assert list(rows)[-1] == "total" and len(header) == 8
    assert len(made["marks"]) == len([note for note in edition.explained if note.anchor])
    assert all(words.startswith("存疑：按规则") for words in made["marks"].values())
    assert made["names"] == {}
