"""The workbench in the browser of this machine: the functions of the commands, behind pages."""
