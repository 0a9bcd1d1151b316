"""The pages of the desk, one part of the work a module."""
