"""Part of the copy of the program that `scripts/python_faults.py` puts faults into, where it lies as `yuebao._faults`: each
function asks here whether one of its faults is on, and lets be noted that it was reached.

Which fault is on stands in a file beside this one and not in the environment: processes that tests start with an
environment of their own have it on as well, and tell what they reach.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, Final

MutantDict = dict  # what mutmut writes of each function: its faults by their names

HERE: Final = Path(__file__).parent
ON: Final = HERE / "fault-on"
REACHED: Final = HERE / "reached"
"""While this file is there, the names of functions that are reached are added to it."""


class State:
    """What this process knows: the fault that is on, whether to note what is reached, and what it has noted."""

    on: str = ON.read_text(encoding="utf-8") if ON.exists() else ""
    noting: bool = REACHED.exists()
    noted: ClassVar[set[str]] = set()


def switch(name: str) -> None:
    """Put a fault on, here and in processes to come; none, with an empty name."""
    ON.write_text(name, encoding="utf-8")
    State.on = name


def note(function: str) -> None:
    """Note that a function was reached. A process that may not write there keeps it to itself."""
    if function not in State.noted:
        State.noted.add(function)
        try:
            with REACHED.open("a", encoding="utf-8") as file:
                file.write(f"{function}\n")
        except OSError:
            return


os.register_at_fork(after_in_child=State.noted.clear)  # what its parent noted was before


def wrap_in_trampoline(faults: dict[str, Any], is_classmethod: bool = False) -> Callable[[Any], Any]:
    """The function, or what it is with the fault that is on. A generator stays one: `inspect` is asked in the program."""

    def mutated(function: Any) -> Any:
        module = function.__module__

        def chosen(arguments: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
            original = faults["_mutmut_orig"]
            if State.noting:
                note(f"{module}.{original.__name__.partition('__mutmut')[0]}")
            place, _, name = State.on.rpartition(".")
            found = faults.get(name, original) if place == module else original
            return (
                (getattr(arguments[0], found.__name__), arguments[1:])
                if is_classmethod
                else (found, arguments)
            )

        if inspect.isgeneratorfunction(function):

            @wraps(function)
            def generator(*arguments: Any, **named: Any) -> Any:
                found, rest = chosen(arguments)
                return (yield from found(*rest, **named))

            return generator

        @wraps(function)
        def plain(*arguments: Any, **named: Any) -> Any:
            found, rest = chosen(arguments)
            return found(*rest, **named)

        return plain

    return mutated
