"""Which documents a version of an issue lists, read from its masthead alone: whatever else is wrong there, history goes on."""

from __future__ import annotations

from collections.abc import Container, Sequence

import yaml

from yuebao.model.issue import CORRECTION, Source


def newest_correction(listed: Sequence[Source], known: Container[str]) -> str:
    """The file of the newest correction that is listed and not ``known`` by its hash; empty where there is none."""
    added = (source for source in reversed(listed) if source.sha256 not in known)
    return next((source.file for source in added if source.role == CORRECTION), "")


def sources_in(masthead: bytes) -> tuple[Source, ...]:
    """The entries of `sources` that name a file and its hash, in their order."""
    try:
        document = yaml.load(masthead.decode("utf-8", "replace"), Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return ()
    listed = document.get("sources") if isinstance(document, dict) else None
    return tuple(
        Source(entry["file"], entry["sha256"], str(entry.get("role", "")), entry.get("in_force") == "true")
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("file", "sha256"))
    )
