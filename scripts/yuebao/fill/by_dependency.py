"""Fill empty derived cells in the order in which they depend on each other, until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from yuebao.fill.tables_in_progress import Draft
from yuebao.fill.targets import Target, targets
from yuebao.model.table import Cell
from yuebao.rules.registry import TABLE_KINDS
from yuebao.rules.scope import Scope
from yuebao.schema.rule import Rule


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that was filled, and the rule that gave the value."""

    cell: Cell
    text: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A cell that stays empty, and why, in Chinese."""

    cell: Cell
    reason: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Wave:
    """The draft after filling, with what was filled, what could not be, and what waits for figures that are left."""

    draft: Draft
    filled: tuple[Filled, ...]
    unfilled: tuple[Unfilled, ...]
    waiting: tuple[Cell, ...] = ()


def fill(rules: Sequence[Rule], draft: Draft, scope_of: Callable[[Draft], Scope]) -> Wave:
    """Fill every empty cell that the rules derive and whose inputs are complete.

    A blank is "no cases" only when no rule will fill it, so a cell waits for all blank derived cells that it follows
    from. Where the rules of one cell disagree, or an input cannot be read, it stays empty, and so does what needs it. So do
    a cell that follows from one which is left to transcribe, and the numbers of rows of a table that has one.
    """
    filled: list[Filled] = []
    unfilled: dict[Cell, Unfilled] = {}
    settled: set[Cell] = set()
    while True:
        blank = _by_cell(target for target in targets(rules, scope_of(draft)) if draft.open(target.cell))
        waiting = blank.keys() - settled
        unsettled = draft.unsettled
        ready = {
            cell
            for cell in waiting - unfilled.keys()
            if not (cell.table in unsettled and _numbers(blank[cell]))
            and not any(each in waiting or draft.unknown(each) for each in _inputs(blank[cell]))
        }
        if not ready:
            break
        values: dict[Cell, str] = {}
        for cell in sorted(ready, key=_address):
            outcome = _outcome(cell, blank[cell])
            if isinstance(outcome, Unfilled):
                unfilled[cell] = outcome
                continue
            settled.add(cell)
            if outcome.text:
                values[cell] = outcome.text
                filled.append(outcome)
        draft = draft.with_cells(values)
    rest = sorted(waiting - unfilled.keys(), key=_address)
    if draft.left:
        return Wave(draft, tuple(filled), tuple(unfilled.values()), tuple(rest))
    stuck = (Unfilled(cell, "它所依据的格尚未填好", blank[cell][0].rule) for cell in rest)
    return Wave(draft, tuple(filled), (*unfilled.values(), *stuck))


def _numbers(same: Iterable[Target]) -> bool:
    """Whether the cell is the number of its row, which follows from the figures of all rows."""
    return any(TABLE_KINDS[target.rule.kind].numbers is not None for target in same)


def _by_cell(found: Iterable[Target]) -> dict[Cell, list[Target]]:
    cells: dict[Cell, list[Target]] = {}
    for target in found:
        cells.setdefault(target.cell, []).append(target)
    return cells


def _inputs(same: Iterable[Target]) -> frozenset[Cell]:
    return frozenset(cell for target in same for cell in target.inputs)


def _outcome(cell: Cell, same: Sequence[Target]) -> Filled | Unfilled:
    first = same[0]
    if any(target.text is None for target in same):
        return Unfilled(cell, "它所依据的数字无法读取", first.rule)
    texts = {target.text or "": target.rule for target in reversed(same)}
    if len(texts) > 1:
        values = "；".join(f"{rule.place}（{rule.kind}）得 {text or '空白'}" for text, rule in texts.items())
        return Unfilled(cell, f"几条规则得出不同的值：{values}", first.rule)
    return Filled(cell, first.text or "", first.rule)


def _address(cell: Cell) -> tuple[str, int, str]:
    return (cell.table, cell.row, cell.column)


def moved(wave: Wave, name: str, order: Sequence[int]) -> Wave:
    """The wave after one table's rows were put in this order."""
    place = {old: new for new, old in enumerate(order)}

    def move(cell: Cell) -> Cell:
        return replace(cell, row=place[cell.row]) if cell.table == name else cell

    return Wave(
        wave.draft.with_order(name, order),
        tuple(replace(item, cell=move(item.cell)) for item in wave.filled),
        tuple(replace(item, cell=move(item.cell)) for item in wave.unfilled),
        tuple(map(move, wave.waiting)),
    )
