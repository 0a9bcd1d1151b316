"""Every YAML file that people write, with all keys that it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from yuebao.schema.declared_keys import (
    APPROVAL,
    ARCHIVE,
    CONSTRAINTS,
    DOUBT,
    ERRATUM,
    FIELD,
    ISSUE,
    MASTHEAD,
    PAGE,
    REGISTRY,
    RULE,
    SCORING,
    SETTINGS,
    TABLE,
    TIMES,
)
from yuebao.schema.described import Key, described
from yuebao.schema.intake_form import IntakeForm
from yuebao.schema.masthead import MastheadKey
from yuebao.schema.organization_kinds import Comparison, OrganizationKind
from yuebao.schema.report_form import ReportForm
from yuebao.schema.scoring import ItemKind, PointScale
from yuebao.schema.search_form import SearchForm
from yuebao.schema.settings import Settings
from yuebao.schema.table_schema import Persons, TotalRow


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One kind of file: its ``path``, what it is for, and its keys; of a list of entries those of an entry."""

    path: str
    purpose: str
    keys: tuple[Key, ...]
    entries: bool = False


def _with(keys: Mapping[str, Key], /, **inner: Iterable[Key]) -> tuple[Key, ...]:
    """The keys, some of them with the keys of what is written there."""
    return tuple(replace(key, keys=tuple(inner.get(name, key.keys))) for name, key in keys.items())


_FIELDS: Final = _with({**FIELD, **TIMES}, constraints=CONSTRAINTS.values(), persons=described(Persons))
_RULE: Final = (*RULE.values(), *TIMES.values())
_TABLE: Final = _with({**TABLE, **TIMES}, fields=_FIELDS, totalRow=described(TotalRow), rules=_RULE)
_REGISTRY: Final = _with(REGISTRY, kinds=described(OrganizationKind), comparison=described(Comparison))
_SCORING: Final = _with(SCORING, scales=described(PointScale), items=described(ItemKind))
_OWN: Final = tuple(key for key in described(Settings) if key.name not in SETTINGS)
_SETTINGS: Final = _with(
    SETTINGS, extra=[Key("archive", "键值对", "这个档案自己的设置", needed=True, keys=_OWN)]
)

FILES: Final = (
    WrittenFile("mkdocs.yml", "网站的设置。只能写列出的键，会运行或装入别的东西的一概不收。", _SETTINGS),
    WrittenFile("schemas/archive.yaml", "一期由哪些表组成，整期的规则。", _with(ARCHIVE, rules=_RULE)),
    WrittenFile("schemas/表名.yaml", "一张表的结构和规则，一张表一份。", _TABLE),
    WrittenFile("schemas/organizations.yaml", "单位登记册的结构：与一张表相同，另有下面两个键。", _REGISTRY),
    WrittenFile(
        "schemas/issue.yaml",
        "刊头：每期 issue.yaml 里有哪些键。",
        _with(MASTHEAD, keys=described(MastheadKey)),
    ),
    WrittenFile("schemas/scoring.yaml", "计分标准和计分的各项。", _SCORING),
    WrittenFile(
        "schemas/report.yaml",
        "月报的版式，也写明网页突出哪些数字、画哪些走势、说哪几句看点。",
        described(ReportForm),
    ),
    WrittenFile("schemas/intake.yaml", "读入已印好的月报时，怎样认出各部分。", described(IntakeForm)),
    WrittenFile(
        "schemas/search.yaml",
        "检索框认得的说法：单位的简称、旧名，要办的事，各列各表的俗称，答案怎样说。可以没有。",
        described(SearchForm),
    ),
    WrittenFile(
        "data/月份/issue.yaml",
        "一期的刊头：schemas/issue.yaml 所列的键，另有下面几个。",
        tuple(ISSUE.values()),
    ),
    WrittenFile("data/月份/errata.yaml", "勘误，一条说明一处问题。", tuple(ERRATUM.values()), entries=True),
    WrittenFile(
        "data/月份/doubts.yaml",
        "存疑：导入时拿不准、要由人定的，一条一处；由 yuebao import 写出，都定了才能公布。",
        tuple(DOUBT.values()),
        entries=True,
    ),
    WrittenFile(
        "data/月份/review.yaml",
        "审核的结论；由 yuebao desk 写出，这一期改了一格，就要重新审核。",
        tuple(APPROVAL.values()),
    ),
    WrittenFile("docs/网页.md", "手写的网页开头，两行 --- 之间。", tuple(PAGE.values())),
)
"""In the order in which an archive is begun."""
