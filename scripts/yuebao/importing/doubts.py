"""What reading a document has told, as the doubts that a person must decide, and what becomes of earlier decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yuebao.importing.remarks import Remark
from yuebao.importing.to_tables import Understood
from yuebao.model.characters import shown
from yuebao.model.doubt import Doubt
from yuebao.schema.table_schema import TableSchema

PROMISED: Final = "标题或目录里提到了这张表，文件里没有读到"
WHOLE: Final = "全文"


@dataclass(frozen=True, slots=True)
class Doubts:
    """All doubts of an issue after an import: those that are open, those that were decided before and still arise, and
    those that stood there and arise no more."""

    open: tuple[Doubt, ...]
    decided: tuple[Doubt, ...]
    gone: tuple[Doubt, ...]

    @property
    def kept(self) -> tuple[Doubt, ...]:
        """What `doubts.yaml` holds: the open ones first."""
        return (*self.open, *self.decided)


def doubts_of(
    file: str,
    understood: Understood,
    told: Iterable[Remark],
    remarks: Iterable[str],
    schemas: Mapping[str, TableSchema],
    addresses: Mapping[str, str],
) -> Iterator[Doubt]:
    """Everything about a document that a person must decide, in the order in which it is told. ``addresses`` are those
    of the cells and rows that the places went into."""
    for text in remarks:
        yield Doubt(file, WHOLE, text)
    for remark in (*understood.unplaced, *understood.ambiguous, *told):
        cell, *also = [addresses.get(spot, "") for spot in remark.cells] or [""]
        cell = cell or addresses.get(remark.place, "")
        others = tuple(filter(None, also))
        yield Doubt(file, remark.spot, remark.text, remark.reason, remark.alternatives, cell, others)
    for name in understood.promised:
        yield Doubt(file, WHOLE, f"《{schemas[name].title}》", PROMISED)


def addresses_of(
    understood: Understood, rows: Mapping[str, Sequence[str]], column: Callable[[str, str], str]
) -> dict[str, str]:
    """The address of the row or cell that each place of the document went into, where it is one alone; ``rows`` are what the
    rows of each table are called in addresses, ``column`` gives that of a column of a table."""
    found: dict[str, set[str]] = {}
    for table, places in understood.row_places.items():
        spots = understood.spots[table]
        for place, own, name in zip(places, spots, rows.get(table, ()), strict=False):
            found.setdefault(place, set()).add(f"#{table}.{name}")
            for word, spot in own.items():
                found.setdefault(spot, set()).add(f"#{table}.{name}.{column(table, word)}")
    return {place: names.pop() for place, names in found.items() if len(names) == 1}


def settled(file: str, earlier: Sequence[Doubt], new: Sequence[Doubt], in_force: Iterable[str]) -> Doubts:
    """The doubts of an issue after the document ``file`` was read. One of the same words for the same reason as an earlier
    one keeps its decision, those at the same place first; those of other documents that are ``in_force`` stay."""
    stay = frozenset(in_force) - {file}
    others = [doubt for doubt in earlier if doubt.file in stay]
    waiting = [doubt for doubt in earlier if doubt.file not in stay]
    found: dict[int, Doubt] = {}
    for said in (_words_there, _words):
        before: dict[tuple[str, ...], list[Doubt]] = {}
        for doubt in waiting:
            before.setdefault(said(doubt), []).append(doubt)
        for index, doubt in enumerate(new):
            if index not in found and (same := before.get(said(doubt))):
                found[index] = replace(doubt, decision=same[0].decision)
                waiting.remove(same.pop(0))
    every = [*others, *(found.get(index, doubt) for index, doubt in enumerate(new))]
    return Doubts(
        tuple(doubt for doubt in every if not doubt.decision),
        tuple(doubt for doubt in every if doubt.decision),
        tuple(waiting),
    )


def _words_there(doubt: Doubt) -> tuple[str, ...]:
    return (doubt.place, *_words(doubt))


def _words(doubt: Doubt) -> tuple[str, ...]:
    """What it says, wherever; as the file keeps it."""
    return shown(doubt.read), shown(doubt.reason)
