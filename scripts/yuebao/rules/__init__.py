"""Checking: one kind of rule a module, and the engine that runs them all."""
