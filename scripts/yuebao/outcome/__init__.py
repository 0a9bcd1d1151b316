"""Settling: what the errata explain, what is left open, and which findings are one problem."""
