"""What the script of a page asks for, taken apart; anything else is no request of the desk's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """A JSON object key by key. Each reader raises `BadRequest` for what is not there or is something else."""

    value: Mapping[str, Any]

    @classmethod
    def of(cls, value: object) -> Asked:
        """The object."""
        if not isinstance(value, dict):
            raise BadRequest
        return cls(value)

    def _get(self, key: str, kind: type) -> Any:
        found = self.value.get(key)
        if not isinstance(found, kind) or isinstance(found, bool):
            raise BadRequest
        return found

    def text(self, key: str) -> str:
        """A text."""
        return str(self._get(key, str))

    def number(self, key: str) -> int:
        """A whole number."""
        return int(self._get(key, int))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._get(key, list)
        if not all(isinstance(each, str) for each in found):
            raise BadRequest
        return tuple(found)

    def listed(self, key: str) -> tuple[Asked, ...]:
        """A list of objects."""
        return tuple(map(Asked.of, self._get(key, list)))

    def inside(self, key: str) -> Asked:
        """An object in the object."""
        return Asked.of(self.value.get(key))

    def named(self) -> Mapping[str, Asked]:
        """Objects by their names."""
        return {str(name): Asked.of(each) for name, each in self.value.items()}

    def written(self) -> Mapping[str, str]:
        """Texts by their names."""
        return {str(name): self.text(name) for name in self.value}


def asked(request: Request) -> Asked:
    """What the request holds."""
    return Asked.of(request.get_json())
