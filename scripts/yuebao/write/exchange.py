"""One folder in the place of another."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Final

from yuebao.write.durable import sync
from yuebao.write.undisturbed import undisturbed

WAS: Final = "was"
"""Below the folder in which the new one waited: what stood in the place, while it is between its two names."""
_HERE: Final = -100
_EXCHANGE: Final = 2
_UNKNOWN: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""How a system or a file system says that it cannot exchange two names."""


def put_in_place(new: Path, place: Path) -> None:
    """The folder ``new`` under the name ``place``; what stood there stands, a name or two later, beside ``new``.

    Both names are exchanged in one step where the system can. Elsewhere there is a moment without ``place``: who is
    killed in it leaves the old folder below `WAS`, from where `staging_folder` takes it back. Raises `OSError`; then
    everything is as it was.
    """
    with undisturbed():
        if not os.path.lexists(place):
            os.rename(new, place)
        elif not exchange(new, place):
            _by_two_renames(new, place)
        sync([place.parent])


def exchange(one: Path, other: Path) -> bool:
    """Each under the name of the other, in one step; ``False`` where the system cannot do it."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if call is None:
        return False
    sys.audit("os.rename", str(one), str(other), -1, -1)
    if not call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, "", str(other))


def _by_two_renames(new: Path, place: Path) -> None:
    was = new.parent / WAS / place.name
    was.parent.mkdir(exist_ok=True)
    os.rename(place, was)
    try:
        os.rename(new, place)
    except BaseException:
        if not os.path.lexists(place):
            os.rename(was, place)
        raise
