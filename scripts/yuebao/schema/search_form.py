"""The words of readers: what the search box understands beside the names and headers of the data; read from
`schemas/search.yaml`. An archive without that file is searched by its own words alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from yuebao.schema.plain import keys
from yuebao.schema.rule import OtherColumn, OtherTable, each
from yuebao.schema.strict import Place, Vocabulary, read_params

BLANK = "{}"
"""Where the figure stands in a sentence."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """Parts of names that are written in several ways, and what people call them instead."""

    parts: Annotated[tuple[str, ...], "名称里的一段，几种写法"]
    called: Annotated[tuple[str, ...], "人们用来代替这一段的简称、旧名"]


@dataclass(frozen=True, slots=True)
class NameForms:
    """How short forms follow from the names of the registry: signs ``before`` may be left out, one of the ``endings`` may stand
    for another of its list (an empty one: it may be left out), a part may be called otherwise."""

    before: Annotated[tuple[str, ...], "名称开头可以不写的字"] = ()
    endings: Annotated[tuple[tuple[str, ...], ...], "名称的结尾，每组里可以互换；有空文字的，可以不写"] = ()
    parts: Annotated[tuple[NamePart, ...], "名称里的一段人们怎样称呼"] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """What people come for, and in whose names to look: the first of ``parts`` that some name holds says who does it."""

    said: Annotated[tuple[str, ...], "人们要办的事"]
    parts: Annotated[tuple[str, ...], "名称含有哪一段的单位办理；前一个没有单位才看后一个"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What people call columns, these by their ids."""

    said: Annotated[tuple[str, ...], "人们的说法"]
    columns: Annotated[tuple[str, ...], "是哪些列（id），在前的优先"]


@dataclass(frozen=True, slots=True)
class TableWords:
    """What people call tables."""

    said: Annotated[tuple[str, ...], "人们的说法"]
    tables: Annotated[tuple[OtherTable, ...], "是哪些表，在前的优先"] = field(metadata=each())


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a figure is said in an answer. What ``leads`` is said of an organization without being asked for."""

    table: Annotated[OtherTable, "哪张表，各行是单位"]
    column: Annotated[OtherColumn, "哪一列"]
    text: Annotated[str, "怎样说，数字写作 {}"]
    leads: Annotated[bool, "只问单位、没有问哪一项时，是否也说"] = False

    def __post_init__(self) -> None:
        if self.text.count(BLANK) != 1:
            raise ValueError(f"text 里应恰好有一处 {BLANK}，表示数字")


@dataclass(frozen=True, slots=True)
class Leader:
    """A column whose best row answers who is first: of ``best: lowest`` the one with the smallest figure."""

    table: Annotated[OtherTable, "哪张表，各行是单位"]
    column: Annotated[OtherColumn, "比哪一列"]
    called: Annotated[str, "第一的怎样称呼，如“得分最高”"]


@dataclass(frozen=True, slots=True)
class Questions:
    """The words of questions."""

    newest: Annotated[tuple[str, ...], "问最新的一期"] = ()
    previous: Annotated[tuple[str, ...], "问最新的前一期"] = ()
    oldest: Annotated[tuple[str, ...], "问最早的一期"] = ()
    first: Annotated[tuple[str, ...], "问谁第一、哪个最多"] = ()
    last: Annotated[tuple[str, ...], "问谁最后、哪个最少"] = ()
    none: Annotated[tuple[str, ...], "问哪些没有"] = ()
    errata: Annotated[tuple[str, ...], "问与规则不符的地方"] = ()
    files: Annotated[tuple[str, ...], "问数据的文件在哪里、有哪些格式"] = ()
    fillers: Annotated[tuple[str, ...], "可有可无的字，不影响找什么"] = ()


@dataclass(frozen=True, slots=True)
class SearchForm:
    """Everything that readers may say; empty where an archive declares nothing."""

    names: Annotated[NameForms, "单位的简称怎样得来"] = NameForms()
    services: Annotated[tuple[Service, ...], "要办的事由哪个单位办理"] = field(default=(), metadata=each(0))
    measures: Annotated[tuple[Measure, ...], "各列人们怎样称呼"] = field(default=(), metadata=each(0))
    tables: Annotated[tuple[TableWords, ...], "各表人们怎样称呼"] = field(default=(), metadata=each(0))
    figures: Annotated[tuple[Sentence, ...], "答案里各个数字怎样说"] = field(default=(), metadata=each(0))
    leaders: Annotated[tuple[Leader, ...], "谁第一，依次看哪些列"] = field(default=(), metadata=each(0))
    questions: Annotated[Questions, "问话里的字眼"] = Questions()


def read_search_form(place: Place | None, words: Vocabulary) -> SearchForm:
    """The form in the document of `search.yaml`, ``None`` where there is none; what names a table or column of another
    time is left out. An unknown key, table or column is a `Fault`."""
    if place is None:
        return SearchForm()
    form: SearchForm = read_params(SearchForm, keys(place.document.value, place), place, words)
    ids = {id_ for called in words.words.values() for id_ in called}
    for index, measure in enumerate(form.measures):
        for number, column in enumerate(measure.columns):
            if column not in ids and not words.past:  # it may be one of a table of another time
                raise place.at("measures", index, "columns", number).fault(f"没有 id 为“{column}”的列")
    return form
