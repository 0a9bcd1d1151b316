"""Texts and paths taken from the command line as they are.

Typer checks every value with Pydantic, which takes as long to load as the rest of a run on unchanged data. A text, or
a path of which nothing is demanded, needs no check. Typer asks a parameter for its checker when there is a value; what
is asked is answered here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

_KINDS: Final[dict[Any, type[Any]]] = {str: str, list[str]: str, Path: Path, bool: bool}
"""Flags are on the list for the sake of `--help`, whose value is no truth value while it is not given."""


@dataclass(frozen=True, slots=True)
class _AsItIs:
    kind: type[Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        return [self.kind(each) for each in value] if many else self.kind(value)


def take_as_it_is(params: list[Any]) -> list[Any]:
    """Let the plain ones among a command's parameters pass unchecked; the same parameters."""
    for param in params:
        kind = _KINDS.get(param.type_descriptor.annotation)
        info = param.type_descriptor.parameter_info
        demanding = info.parser or info.exists or info.writable or info.resolve_path
        demanding = demanding or not (info.file_okay and info.dir_okay)
        if kind is not None and not demanding:
            param.get_runtime_param = partial(_AsItIs, kind)
    return params
