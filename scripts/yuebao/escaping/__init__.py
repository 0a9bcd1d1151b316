"""Texts made harmless at each border by which they leave the program."""
