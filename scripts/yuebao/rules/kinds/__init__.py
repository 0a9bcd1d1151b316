"""The kinds of rules, one a module: its parameters, and all that a rule of the kind can do."""
