"""The nouns of the archive: plain frozen values without files, clocks or libraries."""
