"""An archive whose every text is an attack: on HTML, on attributes, on Markdown, on scripts, on XML.

Each kind of text has a mark of its own, so that it can be told which came out where. Names that are part of addresses
(ids of organizations, names of tables, months) cannot be texts: `structure` and the reader of the schemas see to that.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from yuebao.model.revision import Revision
from yuebao.model.table import Table
from yuebao.printed.edition import Edition
from yuebao.printed.model import Attachment, Report, Run, Section
from yuebao.schema.layout import Layout
from yuebao.schema.table_schema import TableSchema
from yuebao.site.archive import Archive

KINDS = (
    *("cell", "name", "alias", "code", "title", "publisher", "county", "source", "row", "reason", "reviewer"),
    *(
        "category",
        "published",
        "expected",
        "table",
        "description",
        "field",
        "meaning",
        "unit",
        "rule",
        "scale",
    ),
    *("masthead", "section", "words", "attachment", "note", "label", "chart", "revised", "site", "organizer"),
)
ATTACK = (
    "</title></script><script>window.__hit='{0}'</script><img src=x onerror=\"window.__hit='{0}'\">"
    "\"' onfocus=window.__hit='{0}' autofocus tabindex=0 {{: onclick=window.__hit='{0}' }} {{ #x onclick=1 }}"
    "[x](javascript:window.__hit='{0}') ![x](x) <!-- --> ]]> {{{{ {0} }}}} {{% {0} %}} &lt;script&gt; \\` ```"
    "\u2028\n\n<script>window.__hit='{0}'</script>\n---\n    [{0}]: javascript:1 '\n</svg></desc></p></td></table>"
)


def attack(kind: str) -> str:
    """The attack that tells from which kind of text it came."""
    assert kind in KINDS
    return f"mark-{kind}-{ATTACK.format(kind)}"


def spoiled(archive: Archive) -> Archive:
    """The archive with an attack after every text; figures, dates, ids and addresses stay."""
    layout = _layout(archive.latest)
    organizations = tuple(
        replace(
            entry,
            name=_with("name", entry.name),
            aliases=(entry.name, *(_with("alias", alias) for alias in entry.aliases)),
            code=_with("code", entry.code),
        )
        for entry in archive.registry.organizations
    )
    registry = type(archive.registry)(organizations)
    editions = tuple(_edition(edition, layout, registry) for edition in archive.editions)
    name = archive.editions[-1].name
    made = Revision(
        name, name, attack("revised"), attack("revised"), attack("revised"), attack("revised"), ""
    )
    return replace(
        archive,
        editions=editions,
        latest=layout,
        registry=registry,
        revisions=(made,),
        settings=replace(
            archive.settings,
            site_name=_with("site", archive.settings.site_name),
            organizer=_with("organizer", "示例"),
        ),
    )


def _layout(layout: Layout) -> Layout:
    form = layout.form
    return replace(
        layout,
        tables={name: _schema(schema) for name, schema in layout.tables.items()},
        rules=tuple(replace(rule, source=_with("rule", rule.source)) for rule in layout.rules),
        scoring=replace(
            layout.scoring,
            scales={
                name: replace(scale, title=_with("scale", scale.title), source=_with("scale", scale.source))
                for name, scale in layout.scoring.scales.items()
            },
        ),
        form=replace(
            form,
            highlights=tuple(replace(item, label=_with("label", item.label)) for item in form.highlights),
            charts=tuple(replace(item, title=_with("chart", item.title)) for item in form.charts),
        ),
    )


def _with(kind: str, text: str) -> str:
    return f"{text}{attack(kind)}"


def _schema(schema: TableSchema) -> TableSchema:
    fields = tuple(
        replace(
            field,
            title=_with("field", field.title),
            description=_with("meaning", field.description),
            unit=_with("unit", field.unit) if field.unit else "",
        )
        for field in schema.fields
    )
    return replace(
        schema,
        title=_with("table", schema.title),
        description=_with("description", schema.description),
        fields=fields,
        rules=tuple(replace(rule, source=_with("rule", rule.source)) for rule in schema.rules),
    )


def _edition(edition: Edition, layout: Layout, registry: Any) -> Edition:
    report = _report(edition.report)
    tables = {name: _table(table, layout.tables[name]) for name, table in edition.month.tables.items()}
    issue = replace(
        edition.issue,
        values={
            key: _with(key, value) if isinstance(value, str) else value
            for key, value in edition.issue.values.items()
        },
        sources=tuple(replace(each, file=_with("source", each.file)) for each in edition.issue.sources),
    )
    errata = tuple(
        replace(
            erratum,
            row=_with("row", erratum.row or ""),
            published=_with("published", erratum.published or ""),
            category=_with("category", erratum.category),
            reason=_with("reason", erratum.reason),
            reviewer=_with("reviewer", erratum.reviewer),
        )
        for erratum in edition.month.errata
    )
    made = Edition(
        month=replace(edition.month, tables=tables, issue=issue, errata=errata),
        issue=issue,
        scope=replace(edition.scope, tables=tables, layout=layout, registry=registry, issue=issue),
        explained=tuple(
            replace(item, expected=_with("expected", item.expected or "")) for item in edition.explained
        ),
    )
    made.__dict__["report"] = report
    return made


def _table(table: Table, schema: TableSchema) -> Table:
    texts = {}
    for field in schema.fields:
        plain = not field.grammar and field.type == "string"
        spoil = partial(_with, "name" if field.names else "cell") if plain else str
        texts[field.name] = tuple(
            text if row == table.total else spoil(text) for row, text in enumerate(table.texts[field.name])
        )
    return replace(table, texts=texts)


def _report(report: Report) -> Report:
    return Report(
        masthead=tuple(_with("masthead", line) for line in report.masthead),
        sections=tuple(_section(section) for section in report.sections),
        attachments=tuple(
            Attachment(
                item.number,
                _with("attachment", item.title),
                replace(item.form, notes=tuple(_with("note", note) for note in item.form.notes)),
            )
            for item in report.attachments
        ),
    )


def _section(section: Section) -> Section:
    return replace(
        section,
        title=_with("section", section.title),
        blocks=tuple(_block(block) for block in section.blocks),
    )


def _block(block: Any) -> Any:
    def run(item: Run) -> Run:
        return replace(item, text=_with("words", item.text))

    if hasattr(block, "runs"):
        return replace(block, runs=tuple(map(run, block.runs)))
    if hasattr(block, "people"):
        return replace(block, people=tuple((run(name), run(unit)) for name, unit in block.people))
    return replace(block, items=tuple(replace(item, runs=tuple(map(run, item.runs))) for item in block.items))
