"""The command line: each command a few lines over a library call. Only this layer knows Typer."""
