"""Faults: what is wrong with the program, its schemas or its surroundings, never with the data."""

from __future__ import annotations


class ToldInLines(Exception):
    """Each argument is a line, and stays one whatever stands in it."""

    def __str__(self) -> str:
        """All lines."""
        return "\n".join(map(str, self.args))


class Fault(ToldInLines):
    """A broken schema, rule or environment. The message is Chinese and names the place and the next step.

    The command line ends with status 3 on a fault; a problem of the data is a finding instead.
    """


class UsageError(Exception):
    """The command was called with arguments that cannot be carried out; status 2."""


class Unready(Exception):
    """The data must be mended before the command can do its work, of which nothing was done; status 1."""


class Stopped(Exception):
    """The user ended the work; the message says what was done by then and what was not. Status 130, as for Ctrl-C."""
