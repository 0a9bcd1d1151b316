"""The way through: read the schemas and the months, check, settle.

The command line and the site both start here. A month is judged from its own files, the month before and the
standing data, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from yuebao.importing.blocks import Document
from yuebao.load.archive import list_months, load_registry, read_schema_texts
from yuebao.load.fields import require_legal
from yuebao.load.folder import data_names, gap_names, require_months
from yuebao.load.month import MonthReader
from yuebao.load.problem import LINK, NO_FILE, NO_FOLDER
from yuebao.load.registry import FILE as REGISTRY_FILE
from yuebao.localize.suggest import suggest
from yuebao.model.fault import Fault, UsageError
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Aside, Month
from yuebao.model.organization import Registry
from yuebao.model.period import order_of, period, year_before
from yuebao.model.table import Table, renamed
from yuebao.outcome.errata import explained_tallies, settle
from yuebao.outcome.outcome import MonthVerdict
from yuebao.printed.compared_sentences import compared
from yuebao.printed.holes import holes
from yuebao.rules.addresses import Addresses, addressed
from yuebao.rules.comparison import is_as_printed
from yuebao.rules.engine import check_month, check_texts, notices
from yuebao.rules.in_force import stated_sentences
from yuebao.rules.registry import PARAMS, comparing
from yuebao.rules.scope import Earlier, Scope
from yuebao.rules.text_rules import check_standing, text_rules, unnumbered
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas, read_schemas
from yuebao.workflows.draft_progress import progress_of
from yuebao.workflows.printed_sources import SourceReader
from yuebao.workflows.unchecked import of_gap


@dataclass(frozen=True, slots=True)
class Standing:
    """What all months share. ``findings`` are those of the registry and of `data/` as a whole; ``reader`` keeps what
    Frictionless said of each text, so that it is asked once; ``sources`` reads the documents that issues were taken from. ``instead`` are issues as
    they would be, which others are compared with in place of what is read."""

    root: Path
    schemas: Schemas
    registry: Registry
    months: tuple[str, ...]
    findings: tuple[Finding, ...]
    reader: MonthReader
    sources: SourceReader
    instead: Mapping[str, Month] = field(default_factory=dict)

    def at(self, root: Path, opened: Mapping[tuple[str, str], Document]) -> Standing:
        """The same for an issue that stands elsewhere, to be judged before it is placed; ``opened`` are documents that it
        is taken from, by name and hash."""
        return replace(self, reader=self.reader.at(root), sources=self.sources.at(root, opened))

    def layout(self, month: str) -> Layout:
        """The layout of an issue."""
        return self.schemas.layout(month)

    def before(self, month: str) -> tuple[str, ...]:
        """The issues of earlier periods, drafts and withdrawn ones too."""
        return tuple(name for name in self.months if order_of(name) < order_of(month))


def read_declared(root: Path) -> Schemas:
    """What `schemas/` declares. Raises `Fault`."""
    return read_schemas(read_schema_texts(root), PARAMS)


def read_standing(root: Path, *, known: bool = False, keep: bool = True) -> Standing:
    """The schemas, the registry and the list of months. Raises `Fault` before any data is read.

    ``known``: the schemas were found legal before, to the byte; to ask Frictionless again whether it accepts each field
    would take as long as judging a month. Without ``keep`` every document is read afresh.
    """
    texts = read_schema_texts(root)
    schemas = read_schemas(texts, PARAMS)
    if not known:
        require_legal(schemas.tables())
    registry, text, found = load_registry(root, schemas)
    listing = list_months(root)
    names = [Aside(f"data/{name}", "文件名", name) for name in data_names(root)]
    findings = check_standing([*listing.findings, *found], {REGISTRY_FILE: text}, names, schemas.latest)
    reader = MonthReader(root, schemas)
    sources = SourceReader.of(root, texts, keep=keep)
    return Standing(root, schemas, registry, listing.months, tuple(findings), reader, sources)


def scope_of(standing: Standing, month: Month, previous: Month | None) -> Scope:
    """The surroundings of an issue; ``previous`` is the newest earlier one in the archive. One that is withdrawn is a
    gap."""
    if previous is not None and previous.gap:
        previous = None
    own, last = period(month.month), None if previous is None else period(previous.month)
    same_year = last is not None and last.year == own.year
    layout = standing.layout(month.month)
    compared, unpublished = _compared(standing, month, previous)
    told = {} if previous is None else retold(standing, previous, layout)
    return Scope(
        month=month.month,
        tables=month.tables,
        before=told if same_year else None,
        layout=layout,
        registry=standing.registry,
        issue=month.issue,
        last_issue=None if previous is None else previous.issue,
        earlier=previous is not None,
        gap=last is not None and not own.follows(last),
        not_before=_not_before(standing, previous, layout)
        if same_year and previous is not None
        else frozenset(),
        unpublished=unpublished | (frozenset() if previous is None else previous.nothing),
        compared=compared,
        last=told,
    )


def printed_scope(standing: Standing, month: Month, previous: Month | None) -> Scope:
    """The surroundings of an issue with what its documents print."""
    scope = scope_of(standing, month, previous)
    return replace(scope, printed=standing.sources.printed(month, scope.layout))


def _not_before(standing: Standing, previous: Month, layout: Layout) -> frozenset[tuple[str, str]]:
    """The columns, by table, that the issue before does not have in its layout."""
    then = standing.layout(previous.month).tables
    return frozenset(
        (name, field.name)
        for name, schema in layout.tables.items()
        for field in schema.fields
        if name not in then or field.id not in then[name].by_id
    )


def _compared(
    standing: Standing, month: Month, previous: Month | None
) -> tuple[Mapping[Earlier, Mapping[str, Table]], frozenset[str]]:
    """The tables of the issue before and of the same period a year before, as far as a rule compares with them, and those
    that a year before were not published. An issue that is withdrawn is a gap."""
    layout = standing.layout(month.month)
    wanted = comparing(layout.all_rules())
    found: dict[Earlier, Mapping[str, Table]] = {}
    unpublished: frozenset[str] = frozenset()
    if "period-before" in wanted and previous is not None:
        now, last = period(month.month), period(previous.month)
        if now.follows(last) and now.length == last.length:
            found["period-before"] = retold(standing, previous, layout)
    earlier = year_before(month.month, standing.months) if "year-before" in wanted else None
    if earlier is not None:
        read = standing.instead.get(earlier) or standing.reader.read(earlier)
        if not read.gap:
            found["year-before"], unpublished = retold(standing, read, layout), read.nothing
    return found, unpublished


def retold(standing: Standing, month: Month, layout: Layout) -> dict[str, Table]:
    """The tables of a month with their columns called as in the layout of another."""
    own = standing.layout(month.month).tables
    return {
        name: table if own[name] is schema else renamed(table, own[name].renaming(schema))
        for name, table in month.tables.items()
        if (schema := layout.tables.get(name)) is not None
    }


def judge_month(standing: Standing, month: Month, previous: Month | None) -> MonthVerdict:
    """Every rule on one month, errata settled, with suggestions where the errors are. Of a withdrawn month only what no
    file may hold: personal numbers."""
    if month.withdrawn:
        verdicts = check_texts(month, standing.layout(month.month))
        told = () if verdicts.findings else (_withdrawn(month),)
        return MonthVerdict(month.month, verdicts.findings, verdicts.tallies, notices=told)
    scope = printed_scope(standing, month, previous)
    month = _with_holes(month, scope)
    scope = _with_sentences(month, scope)
    verdicts = check_month(month, scope)
    found = addressed(verdicts.findings, Addresses(scope))
    findings = settle(month, unnumbered(found, scope.layout))
    verdict = MonthVerdict(
        month.month,
        findings,
        explained_tallies(verdicts.tallies, findings),
        suggest(month, scope, findings),
        (*of_gap(standing.root, standing.months, scope, previous), *notices(scope.layout, scope)),
    )
    return _of_draft(month, verdict, scope.layout) if month.draft else verdict


def _of_draft(month: Month, verdict: MonthVerdict, layout: Layout) -> MonthVerdict:
    """The verdict on an issue that is still being transcribed: what is left, and which findings no state excuses, namely
    personal numbers, links and odd names. What it continues is not told: it will be when it is published."""
    never = {(each.file, each.message) for each in month.foreign}
    links = {each.message for each in (LINK, NO_FILE, NO_FOLDER)}
    personal = {rule.id for rule in text_rules(layout)}
    barred = tuple(
        index
        for index, each in enumerate(verdict.findings)
        if (each.file, each.message) in never or each.message in links or each.rule in personal
    )
    open_ = any(each.status is not Status.EXPLAINED for each in verdict.findings)
    return replace(verdict, notices=(), draft=progress_of(month, layout, open_), barred=barred)


def _with_holes(month: Month, scope: Scope) -> Month:
    """The month with a problem for each blank that its report would print. A month that has other problems, or is a draft,
    may leave the report unwritable; in one that has none that is a `Fault` of the form."""
    if month.issue is None or "" in month.left or scope.schemas.keys() - month.tables.keys() - month.nothing:
        return month
    try:
        found = holes(scope)
    except Fault:
        settled = settle(month, check_month(month, scope).findings)
        if not month.draft and all(finding.status is Status.EXPLAINED for finding in settled):
            raise
        return month
    return replace(month, problems=(*month.problems, *found)) if found else month


def _with_sentences(month: Month, scope: Scope) -> Scope:
    """With the sentences of the documents beside those that the tables give. Nothing of an issue that is not whole yet, or
    whose tables are not as printed or give no report: that is told, and the sentences would follow it."""
    said = stated_sentences(scope.printed)
    if not said or month.draft or month.problems or not is_as_printed(scope):
        return scope
    try:
        return replace(scope, sentences=tuple(compared(said, scope)))
    except Fault:
        return scope


def require_free(standing: Standing, month: str) -> None:
    """Raises `UsageError` for a period that shares months with an issue of the archive that was not taken back."""
    own = period(month)
    for name in standing.months:
        if period(name).overlaps(own) and not gap_names(standing.root, (name,)):
            raise UsageError(f"统计期 {month} 与已有的 {name} 重叠：同一个月只能属于一期；没有建立任何文件")


def require_published(month: Month) -> None:
    """Raises `UsageError` for a withdrawn month, whose figures are neither filled in nor written out."""
    if month.withdrawn:
        raise UsageError(
            f"{month.month} 已撤回，不再推算，也不导出；要重新公布，请从 issue.yaml 删去 state 和 withdrawn"
        )


def _withdrawn(month: Month) -> str:
    assert month.issue is not None and month.issue.withdrawn is not None
    why = month.issue.withdrawn
    return f"{month.month} 已撤回（{why.reason}　{why.reviewer}，{why.reviewed}）：不核验其中的数字，也不公布"


def newest_before(standing: Standing, month: str) -> Month | None:
    """The newest earlier issue that is no gap."""
    earlier = reversed(standing.before(month))
    newest = next((name for name in earlier if not gap_names(standing.root, (name,))), None)
    return None if newest is None else standing.reader.read(newest)


def read_months(standing: Standing, months: Sequence[str]) -> Iterator[tuple[Month, Month | None]]:
    """Each of the months with the newest earlier one that is not withdrawn; every folder is read once."""
    read: dict[str, Month] = {}
    for name in months:
        kept, read = read, {}
        for wanted in reversed(standing.months[: standing.months.index(name) + 1]):
            read[wanted] = kept[wanted] if wanted in kept else standing.reader.read(wanted)
            if wanted != name and not read[wanted].gap:
                break
        earlier = read[wanted]
        yield read[name], None if wanted == name or earlier.gap else earlier


def read_month(standing: Standing, month: str) -> tuple[Month, Month | None]:
    """One month and the newest earlier one. Raises `UsageError` for a month that the archive does not have."""
    require_months(standing.months, (month,))
    return next(iter(read_months(standing, (month,))))
