"""Intake: published documents into the tables of a month. One format a module, one kind of structure a module."""
