"""The specification of an archive: table schemas, rules and scoring, read strictly from `schemas/`."""
