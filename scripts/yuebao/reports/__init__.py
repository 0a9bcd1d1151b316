"""The report formats of `yuebao validate`: one format a module, one registry."""
