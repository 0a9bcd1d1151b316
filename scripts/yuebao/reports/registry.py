"""Every format by name. The one that is asked for is loaded, for they bring the libraries of their kind."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.outcome.outcome import Outcome
from yuebao.schema.strict import meant

FORMATS: Final = ("text", "json", "github", "gitlab", "junit", "sarif", "markdown", "html")
"""Each is the `render` of a module beside this one."""


def named_format(name: str) -> Callable[[Outcome], str]:
    """What writes the format. Raises `UsageError` for a format that there is not."""
    if name not in FORMATS:
        raise UsageError(f"没有名为“{name}”的格式{meant(name, FORMATS)}")
    render: Callable[[Outcome], str] = import_module(f"yuebao.reports.{name}_format").render
    return render
