"""What a clerk reads after an import: what was understood, what was not, what was changed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yuebao.escaping.shown_text import lined
from yuebao.importing.remarks import Remark, short
from yuebao.importing.result import Imported
from yuebao.importing.to_tables import Change, Understood
from yuebao.schema.table_schema import TableSchema

SHOWN = 30
"""How many lines of one kind are shown before the rest is only counted."""


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
    if imported.changed is not None:
        yield f"与原来的差别 {len(imported.changed)} 处：" if imported.changed else "与原来的差别：无"
        yield from shortened(imported.changed, len(imported.changed))


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
    lines = (f"{remark.place}“{short(remark.text)}”：{remark.reason}" for remark in remarks)
    yield from shortened(lines, len(remarks))


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "写法统一：无，各格照录"
        return
    yield f"写法统一 {len(changes)} 处（只改写法，不改数字与名称）："
    lines = (
        f"{change.table}.csv 第 {change.row + 1} 行“{change.column}”：“{short(change.before)}”→“{short(change.after)}”（{change.how}）"
        for change in changes
    )
    yield from shortened(lines, len(changes))


def shortened(lines: Iterable[str], count: int) -> Iterator[str]:
    """Indented lines, the first of them when there are many, and how many more there are."""
    for number, line in enumerate(lines):
        if number == SHOWN:
            yield f"  …… 还有 {count - SHOWN} 处"
            return
        yield f"  {line}"
