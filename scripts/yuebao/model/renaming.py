"""The rows of the registry after a rename, a merger or a division."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from yuebao.model.fault import UsageError
from yuebao.model.organization import Organization, Registry
from yuebao.model.period import month_before

Entries = tuple[Organization, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """From ``month`` on. Of several kinds that bear a name ``kinds`` says which is meant, all where it is empty; ``ids`` are
    those of organizations that are not registered yet, in their order."""

    month: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...] = ()


def renamed(entries: Entries, registry: Registry, old: str, new: str, change: Change) -> Entries:
    """The entries with ``old`` called ``new``: its entry ends the month before, and another one of the same id goes on.

    Raises `UsageError` for what cannot be, here and in `merged` and `divided`.
    """
    if change.ids:
        raise UsageError("改名的单位 id 不变，不写 --id")
    entry = _one(registry, old, change)
    if new == entry.name:
        raise UsageError(f"“{new}”本来就叫这个名称")
    taken = _registered(registry, new, entry.type, change.month)
    if taken is not None and taken.id != entry.id:
        raise UsageError(f"“{new}”在 {change.month} 已是 {taken.id} 的名称；是并入它，请加 --merge")
    _require_last(registry, entry, change)
    return _with(entries, entry, _ended(entry, change), _following(entry, new, change))


def merged(entries: Entries, registry: Registry, olds: Sequence[str], new: str, change: Change) -> Entries:
    """The entries with the ``olds`` merged into ``new``, which is registered then, is one of them, or is new."""
    found = [_one(registry, old, change) for old in olds]
    _require_different(found)
    kind = _kind(found)
    into = next((entry for entry in found if new in (entry.name, *entry.aliases)), None) or _registered(
        registry, new, kind, change.month
    )
    gone = [entry for entry in found if into is None or entry.id != into.id]
    if not gone or (into is None and len(gone) < 2):
        raise UsageError("合并要写并去的单位和合并成的单位；只有一个单位换名称，不加 --merge")
    made = () if into is not None else tuple(_new(found, [new], kind, change))
    _require_ids(change, made)
    target = into.id if into is not None else made[0].id
    for entry in gone:
        _require_open(registry, entry, change)
        entries = _with(entries, entry, replace(_ended(entry, change), successors=(target,)))
    return (*entries, *made)


def divided(entries: Entries, registry: Registry, old: str, news: Sequence[str], change: Change) -> Entries:
    """The entries with ``old`` divided into the ``news``; it goes on where it is one of them."""
    entry = _one(registry, old, change)
    names = (entry.name, *entry.aliases)
    kept = [name for name in news if name in names]
    others = [name for name in news if name not in names]
    if len(news) < 2 or len(set(news)) != len(news) or len(kept) > 1:
        raise UsageError("分设要写原来的单位和分成的各单位，各写一次，至少两个；原来的单位还在，也写上它")
    _require_open(registry, entry, change)
    there = {name: _registered(registry, name, entry.type, change.month) for name in others}
    fresh = [name for name in others if there[name] is None]
    made = tuple(_new([entry], fresh, entry.type, change))
    _require_ids(change, made)
    ids = iter(made)
    after = tuple(known.id if (known := there[name]) is not None else next(ids).id for name in others)
    ended = replace(_ended(entry, change), successors=after)
    goes_on = (_following(entry, entry.name, change),) if kept else ()
    return (*_with(entries, entry, ended, *goes_on), *made)


def _one(registry: Registry, name: str, change: Change) -> Organization:
    """The organization that bears the name in the month before."""
    last = month_before(change.month)
    bearing = {kind: registry.bearing((kind,), last) for kind in change.kinds}
    found = [names[name] for names in bearing.values() if name in names]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{entry.id}（{entry.type}）" for entry in found)
        raise UsageError(f"“{name}”在 {last} 是 {listed} 的名称；请用 --kind 说明是哪一种")
    close = get_close_matches(name, [known for names in bearing.values() for known in names], n=1, cutoff=0.5)
    guess = f"；是否为“{close[0]}”？" if close else ""
    raise UsageError(f"登记册里没有 {last} 有效的“{name}”{guess}")


def _registered(registry: Registry, name: str, kind: str, month: str) -> Organization | None:
    return registry.resolve((kind,), name, month)


def _require_different(found: Sequence[Organization]) -> None:
    ids = [entry.id for entry in found]
    twice = next((entry for entry in found if ids.count(entry.id) > 1), None)
    if twice is not None:
        raise UsageError(f"“{twice.name}”写了两次")


def _kind(found: Sequence[Organization]) -> str:
    kinds = {entry.type for entry in found}
    if len(kinds) > 1:
        raise UsageError(
            f"合并的各单位不是一种：{'、'.join(f'{entry.name}（{entry.type}）' for entry in found)}"
        )
    return found[0].type


def _require_last(registry: Registry, entry: Organization, change: Change) -> None:
    """That nothing is registered of the organization from the month on."""
    if entry.successors and entry.valid_to == month_before(change.month):
        raise UsageError(f"“{entry.name}”终止于 {entry.valid_to}，已登记后继 {'|'.join(entry.successors)}")
    later = next((each for each in registry.entries[entry.id] if each.valid_from >= change.month), None)
    if later is not None:
        raise UsageError(f"“{entry.name}”从 {later.valid_from} 起已登记为“{later.name}”；请直接改登记册")


def _require_open(registry: Registry, entry: Organization, change: Change) -> None:
    """That nothing is registered yet of how the organization ends."""
    _require_last(registry, entry, change)
    if entry.valid_to >= change.month:
        raise UsageError(f"“{entry.name}”已登记终止于 {entry.valid_to}；请直接改登记册")


def _require_ids(change: Change, made: Sequence[Organization]) -> None:
    if len(change.ids) > len(made):
        raise UsageError(f"多写了 --id“{change.ids[len(made)]}”：没有要新登记的单位")


def _new(
    found: Sequence[Organization], names: Sequence[str], kind: str, change: Change
) -> Iterator[Organization]:
    """Entries of organizations that are not registered; they belong to what all those before belonged to."""
    parents = {entry.parent for entry in found}
    parent = parents.pop() if len(parents) == 1 else ""
    for place, name in enumerate(names):
        if place >= len(change.ids):
            raise UsageError(
                f"登记册里没有 {change.month} 有效的“{name}”；是新的单位，请用 --id 给它标识（小写英文短名，用作网页地址，永不改变）"
            )
        yield Organization(change.ids[place], kind, name, (), "", parent, change.month, "")


def _ended(entry: Organization, change: Change) -> Organization:
    return replace(entry, valid_to=month_before(change.month), successors=())


def _following(entry: Organization, name: str, change: Change) -> Organization:
    """What goes on from the month; an end that lies later stays, with what came then."""
    later = entry if not entry.valid_to or entry.valid_to >= change.month else replace(entry, valid_to="")
    return replace(later, name=name, aliases=(), valid_from=change.month)


def _with(entries: Entries, entry: Organization, *instead: Organization) -> Entries:
    """The entries with others in the place of one."""
    place = next(number for number, other in enumerate(entries) if other == entry)
    return (*entries[:place], *instead, *entries[place + 1 :])
