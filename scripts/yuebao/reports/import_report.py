"""What a clerk reads after an import: what was understood, what was not, what was changed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yuebao.escaping.shown_text import lined
from yuebao.importing.remarks import Remark, one_line
from yuebao.importing.result import Imported
from yuebao.importing.to_tables import Change, Understood
from yuebao.model.issue import TO_PUBLISH
from yuebao.schema.table_schema import TableSchema


def tell(imported: Imported, schemas: Mapping[str, TableSchema]) -> str:
    """Everything about an import but the findings of `validate`."""
    return lined(_lines(imported, schemas))


def _lines(imported: Imported, schemas: Mapping[str, TableSchema]) -> Iterator[str]:
    understood = imported.understood
    yield f"已把 {imported.name}（{imported.kind}）读入 data/{imported.month}/"
    yield f"  原文件存为 {imported.source}，sha256 {imported.sha256}"
    if imported.period_from:
        yield f"  统计期 {imported.month}，{imported.period_from}"
    yield from (f"  注意：{remark}" for remark in imported.remarks)
    yield from _masthead(imported)
    yield f"认出 {len(understood.tables)} 张表，共 {sum(map(len, understood.tables.values()))} 行："
    for name, rows in understood.tables.items():
        places = understood.places.get(name, ())
        where = places[0] if len(places) == 1 else f"{places[0]}起，共 {len(places)} 处" if places else ""
        yield f"  {name}.csv 《{schemas[name].title}》 {len(rows)} 行（{where}）"
    yield from _absent(understood, schemas, new=imported.changed is None)
    yield str(understood.account)
    yield from _listed("未能放置", "没有进入任何一张表，请核对后手工补录", understood.unplaced)
    yield from _listed("有歧义", "按所述的办法读入，请对照原文", understood.ambiguous)
    yield from _listed("前后不一", "文件自己说法不同，以表为准", imported.discrepancies)
    if understood.noted:
        yield from _listed("另有", "属于文件，不属于月报，不用处理", understood.noted)
    yield from _changes(understood.changes)
    if imported.kept:
        yield f"工作簿写出以后，表里又改过的 {len(imported.kept)} 处，照表里的："
        yield from (f"  {line}" for line in imported.kept)
    if imported.changed is not None:
        yield f"与原来的差别 {len(imported.changed)} 处：" if imported.changed else "与原来的差别：无"
        yield from (f"  {line}" for line in imported.changed)
    yield from _doubts(imported)


def _masthead(imported: Imported) -> Iterator[str]:
    yield "刊头："
    for declared in imported.declared.keys:
        key, label = declared.key, declared.title
        value = imported.masthead.get(key, "")
        note = f"（{imported.assumed[key]}）" if key in imported.assumed else ""
        yield f"  {label}：{value}{note}" if value else f"  {label}：文件里没有，请在 issue.yaml 里填写 {key}"


def _absent(understood: Understood, schemas: Mapping[str, TableSchema], *, new: bool) -> Iterator[str]:
    if not understood.absent:
        return
    kept = "已建立只有表头的空表" if new else "保持原样"
    yield f"文件里没有 {len(understood.absent)} 张表（{kept}）："
    for name in understood.absent:
        promised = "；标题或目录里提到了它" if name in understood.promised else ""
        yield f"  {name}.csv 《{schemas[name].title}》{promised}"


def _listed(title: str, what: str, remarks: Sequence[Remark]) -> Iterator[str]:
    if not remarks:
        yield f"{title}：无"
        return
    yield f"{title} {len(remarks)} 处（{what}）："
    yield from (f"  {remark.place}“{one_line(remark.text)}”：{remark.reason}" for remark in remarks)


def _doubts(imported: Imported) -> Iterator[str]:
    """Where what is to be decided stands, and what became of what was decided before."""
    doubts, file = imported.doubts, f"data/{imported.month}/doubts.yaml"
    if doubts.open:
        yield f"存疑 {len(doubts.open)} 处，已写进 {file}：请对照原件改好各表，再逐条写明 decision；都定了、审核之后，{TO_PUBLISH}，就可以公布"
    if doubts.decided:
        yield f"以前已经定了的存疑 {len(doubts.decided)} 处，照旧"
    if doubts.gone:
        yield f"不再有的存疑 {len(doubts.gone)} 处，已从 {file} 里去掉："
        for doubt in doubts.gone:
            decided = f"（原来定的是：{one_line(doubt.decision)}）" if doubt.decision else ""
            yield f"  {one_line(doubt.told)}{decided}"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "写法统一：无，各格照录"
        return
    yield f"写法统一 {len(changes)} 处（只改写法，不改数字与名称）："
    for change in changes:
        words = f"“{one_line(change.before)}”→“{one_line(change.after)}”（{change.how}）"
        yield f"  {change.table}.csv 第 {change.row + 1} 行“{change.column}”：{words}"
