"""放入文件: documents dropped on the desk, read in as `yuebao import` reads them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from werkzeug.datastructures import FileStorage
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import page
from yuebao.importing.blocks import Refused
from yuebao.load.folder import month_names, require_months
from yuebao.model.fault import UsageError
from yuebao.model.period import title_of
from yuebao.model.period_text import resolved
from yuebao.reports.import_report import tell
from yuebao.reports.import_summary import proposals_text, summary
from yuebao.rules.masked_text import lines_without_numbers
from yuebao.workflows.attach_source import attach
from yuebao.workflows.entry_book import renew_entry_book
from yuebao.workflows.import_document import import_document
from yuebao.workflows.import_many import group_doubts, import_many, keep_proposals
from yuebao.workflows.send_issue import is_bundle, take_in

DROPPED: Final = "build/import/dropped"
"""Where the documents lie that were dropped, so that a list of what became of them can name them."""


def show(bench: Bench, request: Request) -> Response:
    """The place to drop files."""
    return _page("", ())


def dropped(bench: Bench, request: Request) -> Response:
    """The documents, one or many: what became of them in the words of the command, with the way to each issue."""
    given = [each for each in request.files.getlist("files") if each.filename]
    if not given:
        raise UsageError("没有选文件")
    folder = bench.root / DROPPED
    shutil.rmtree(folder, ignore_errors=True)
    files = [_saved(folder, each) for each in given]
    force = request.form.get("force") == "yes"
    if len(files) == 1 and is_bundle(content := files[0].read_bytes()):
        return _bundle(bench, content, force)
    if len(files) == 1:
        return _one(bench, files[0], request.form.get("period", "").strip(), force)
    return _many(bench, folder, force)


def attached(bench: Bench, request: Request, month: str) -> Response:
    """A document that is kept with an issue and not read."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise UsageError("没有选文件")
    require_months(bench.standing.months, (month,))
    attach(bench.standing, month, given.filename, given.read())
    return redirect("check", 303)


def _saved(folder: Path, given: FileStorage) -> Path:
    """The file under the name that it has, within the folder that was dropped with it."""
    parts = [
        part
        for part in PurePosixPath((given.filename or "").replace("\\", "/")).parts
        if part not in ("/", "..", ".")
    ]
    if not parts:
        raise UsageError("文件没有名称")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    given.save(path)
    return path


def _one(bench: Bench, file: Path, text: str, force: bool) -> Response:
    standing = bench.standing
    month = resolved(text, standing.months) if text else ""
    try:
        imported = import_document(standing, file, month, force=force)
    except Refused as refused:
        return _page(lines_without_numbers(f"没有导入 {file.name}：{refused}", standing.schemas.latest), ())
    renew_entry_book(standing, imported.month)
    layout = standing.layout(imported.month)
    return _page(lines_without_numbers(tell(imported, layout.tables), layout), (imported.month,))


def _bundle(bench: Bench, content: bytes, force: bool) -> Response:
    """What another desk packed."""
    carried = take_in(bench.standing, content, force=force)
    lines = [f"收下了 {title_of(carried.month)}，改动的文件 {len(carried.files)} 个：", *carried.files]
    if carried.gone:
        lines += [f"送来的里没有、从这里去掉的文件 {len(carried.gone)} 个：", *carried.gone]
    if carried.kept:
        lines.append(f"换下、去掉的原来的文件，各存了一份在 {carried.kept}/。")
    return _page("\n".join(lines), (carried.month,))


def _many(bench: Bench, folder: Path, force: bool) -> Response:
    standing = bench.standing
    batch = import_many(standing, [folder], force=force, look=_silent, bring=_silent)
    groups = group_doubts(standing, batch)
    keep_proposals(standing, proposals_text(groups))
    months = dict.fromkeys(each.line.period for each in batch.issues if each.line.period)
    there = month_names(bench.root)
    told = lines_without_numbers(summary(batch, groups), standing.schemas.latest)
    return _page(told, [month for month in months if month in there])


def _silent(done: int, total: int) -> None:
    """The page waits; nobody is told meanwhile."""


def _page(told: str, months: Sequence[str]) -> Response:
    return page("files.j2", base="./", told=told, months=[(month, title_of(month)) for month in months])
