"""The workflows, one a module: what a command, the gate or the preview does from beginning to end."""
