"""What of a machine the program needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was looked at: whether it is as it has to be, what was found, and what to do where it is not. Without
    a ``needed`` thing nothing works; without another, what the remedy names."""

    name: str
    met: bool
    found: str
    remedy: str = ""
    needed: bool = True
