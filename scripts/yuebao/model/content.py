"""What a file is to hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Content = bytes | Callable[[Path], None]
"""A file's bytes, or what writes them to the path that it is given, for a file that grows with the archive."""
