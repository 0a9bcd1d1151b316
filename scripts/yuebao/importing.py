"""The way in: a document is read, understood and judged aside; only then does its month stand in the archive.

A document that cannot be read, is of another month, or holds less than half of the tables is refused, and nothing is
written. What it does not hold is left as it is in a month that stands already, and is empty in a new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from yuebao.intake.blocks import Refused
from yuebao.intake.difference import differences
from yuebao.intake.formats import LIMIT, read_document
from yuebao.intake.imported import Imported
from yuebao.intake.masthead import complete_masthead
from yuebao.intake.reading import read_blocks
from yuebao.intake.remarks import Discrepancy
from yuebao.intake.squeeze import squeezed
from yuebao.intake.understood import Understood, understand
from yuebao.intake.words import words_of
from yuebao.judge import Standing, judge_month, read_standing, scope_of
from yuebao.load.archive import read_schema_texts
from yuebao.load.files import read_bytes
from yuebao.load.month import ISSUE, SOURCE, MonthReader
from yuebao.load.problem import Problem
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Fault, UsageError
from yuebao.model.issue import Issue
from yuebao.model.issue_text import issue_text
from yuebao.model.month import Month, is_month
from yuebao.render.report.model import Paragraph
from yuebao.render.report.write_report import write_report
from yuebao.settle.outcome import gather
from yuebao.spec.intake_form import read_intake_form
from yuebao.spec.report_form import ReportForm, read_report_form
from yuebao.spec.table_schema import TableSchema
from yuebao.write.files import write_files
from yuebao.write.staged import place_month, staged_month

_ALIKE: Final = 0.3


def import_document(
    root: Path, file: Path, month: str, *, force: bool = False
) -> tuple[Imported, Mapping[str, TableSchema]]:
    """Bring a document into ``data/<month>``; the schemas that it was read by are returned with it.

    Raises `UsageError` for a month that is none or that stands already without ``force``, `Refused` for the document,
    `Fault` for the schemas and the disk. In each case nothing has changed.
    """
    standing = read_standing(root)
    texts = read_schema_texts(root)
    schemas = standing.spec.tables
    report, intake = read_report_form(texts, schemas), read_intake_form(texts, schemas)
    existing = _existing(standing, month, force)
    content = _content(file)
    document = read_document(content, file.name)
    understood = understand(read_blocks(document, words_of(schemas, report, intake, month)), schemas, report)
    _check(understood, month, existing, len(schemas))
    earlier = _newest_issue(standing, month)
    own = existing.issue if existing is not None else None
    masthead, assumed = complete_masthead(understood.masthead, own, earlier, standing.registry, month)
    source = f"{SOURCE}/{file.name}"
    digest = hashlib.sha256(content).hexdigest()
    files = {
        ISSUE: issue_text(masthead, source, digest).encode(),
        source: content,
        **{
            f"{name}.csv": csv_text([schema.header, *understood.tables.get(name, ())]).encode()
            for name, schema in schemas.items()
            if name in understood.tables or existing is None or name not in existing.tables
        },
    }
    with staged_month(root, month, files) as staging:
        made, previous = _read(staging, standing, month)
        outcome = gather([judge_month(standing, made, previous)], standing.findings)
        told = tuple(_sentences(understood, report, standing, made, previous))
        changed = None if existing is None else tuple(differences(_texts(existing), _texts(made), schemas))
        if existing is None:
            place_month(staging, root, month)
        else:
            write_files(root, {f"data/{month}/{name}": text for name, text in files.items()})
    imported = Imported(
        month=month, name=file.name, kind=document.kind, sha256=digest, understood=understood, masthead=masthead,
        assumed=assumed, discrepancies=told, remarks=document.remarks, changed=changed, outcome=outcome,
    )  # fmt: skip
    return imported, schemas


def _existing(standing: Standing, month: str, force: bool) -> Month | None:
    if not is_month(month):
        raise UsageError(f"--month 应写作 2020-07 这样的月份，现为“{month}”")
    folder = standing.root / "data" / month
    if not folder.exists() and not folder.is_symlink():
        return None
    if folder.is_symlink() or not folder.is_dir():
        raise UsageError(f"data/{month} 不是文件夹，没有改动它；请先把它移走")
    if not force:
        raise UsageError(
            f"data/{month} 已经存在，没有改动它。确实要用这个文件重新导入，请加 --force，并核对随后列出的差别"
        )
    return MonthReader(standing.root, standing.spec.tables).read(month)


def _content(file: Path) -> bytes:
    if not file.exists():
        raise UsageError(f"找不到文件 {file}")
    content = read_bytes(file.resolve(), LIMIT)
    if isinstance(content, Problem):
        raise Refused(f"{content.message}。{content.remedy}")
    if not file.name.isprintable():
        raise Refused("文件名里有控制字符。请改名后再导入。")
    return content


def _check(understood: Understood, month: str, existing: Month | None, count: int) -> None:
    """Refuse what is no report of this month."""
    if not understood.tables:
        raise Refused(
            "没有从文件里认出任何一张表：这不像一期月报。请确认选对了文件；"
            "若是月报，请核对各表的表头与 schemas/ 里的列名是否相同。"
        )
    stated = understood.masthead.get("month", month)
    if stated != month:
        raise Refused(f"文件是 {stated} 的月报，--month 却是 {month}。请核对后再导入。")
    kept = existing.tables.keys() if existing is not None else set()
    held = understood.tables.keys() | kept
    if 2 * len(held) < count:
        raise Refused(
            f"只从文件里认出 {len(understood.tables)} 张表（应有 {count} 张），缺的超过一半：文件像是被截断了，或不是整期月报。"
            "请取得完整的文件；只补其中几张表时，请先用 yuebao new 建立这个月，再加 --force 导入。"
        )


def _newest_issue(standing: Standing, month: str) -> Issue | None:
    earlier = [name for name in standing.months if name < month]
    return MonthReader(standing.root, standing.spec.tables).read(earlier[-1]).issue if earlier else None


def _read(staging: Path, standing: Standing, month: str) -> tuple[Month, Month | None]:
    """The staged month, and the newest earlier month of the archive."""
    made = MonthReader(staging, standing.spec.tables).read(month)
    earlier = [name for name in standing.months if name < month]
    reader = MonthReader(standing.root, standing.spec.tables)
    return made, reader.read(earlier[-1]) if earlier else None


def _texts(month: Month) -> dict[str, str]:
    """The month's files by their names, the document that they were taken from left out."""
    texts = {file.removeprefix(f"{month.folder}/"): text for file, text in month.texts.items()}
    return {file: text for file, text in texts.items() if not file.startswith(f"{SOURCE}/")}


def _sentences(
    understood: Understood, form: ReportForm, standing: Standing, month: Month, previous: Month | None
) -> Iterator[Discrepancy]:
    """Sentences of the document that are not the ones which its tables give."""
    yield from understood.discrepancies
    if set(standing.spec.tables) - month.tables.keys() or month.issue is None:
        return
    try:
        report = write_report(form, scope_of(standing, month, previous))
    except Fault as fault:
        yield Discrepancy("正文", "各句", f"没有与表对照：{fault}")
        return
    written = {
        squeezed(block.text): block.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    }
    for sentence in understood.sentences:
        words = squeezed(sentence.text)
        if words not in written:
            close = get_close_matches(words, written, n=1, cutoff=_ALIKE)
            told = f"由各表推出的是“{written[close[0]]}”" if close else "由各表推不出这一句"
            yield Discrepancy(sentence.place, sentence.text, told)
