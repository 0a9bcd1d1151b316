"""The files to download: one format a module, each a pure function of the archive."""
