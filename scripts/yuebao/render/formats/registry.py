"""Every format by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.render.formats import (
    github_format,
    gitlab_format,
    json_format,
    junit_format,
    markdown_format,
    sarif_format,
    text_format,
)
from yuebao.settle.outcome import Outcome
from yuebao.spec.strict import meant

FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {
    "text": text_format.render,
    "json": json_format.render,
    "github": github_format.render,
    "gitlab": gitlab_format.render,
    "junit": junit_format.render,
    "sarif": sarif_format.render,
    "markdown": markdown_format.render,
}


def named_format(name: str) -> Callable[[Outcome], str]:
    """What writes the format. Raises `UsageError` for a format that there is not."""
    if name not in FORMATS:
        raise UsageError(f"没有名为“{name}”的格式{meant(name, FORMATS)}")
    return FORMATS[name]
