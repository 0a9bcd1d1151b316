"""Git: what changed since a version, and what was published before. Only this layer and `gate` run git."""
