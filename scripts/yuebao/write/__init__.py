"""Writing: the only place where files of the archive, its pages and its downloads come to the disk."""
