"""Keeping: results of earlier runs, by the content that they follow from.

A result is taken only when everything that it follows from has the bytes it had: the month, the one before, the
schemas, the registry, what else is declared, the program and what is installed beside it. An entry that is out of date
or damaged counts as absent. Whoever may write to the folder can forge entries: so it lies outside of the archive, and a
gate for pushes works without it.
"""
