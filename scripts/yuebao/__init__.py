"""月报档案: a checked, searchable archive of a county's monthly reports on government services."""

__version__ = "0.1.0"
