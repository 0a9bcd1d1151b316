"""Recomputing: one derived operation a module; nothing here changes what was published."""
