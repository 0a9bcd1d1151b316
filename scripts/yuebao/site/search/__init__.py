"""The search index: what the search box of the site looks through, as scripts so that it works from a folder, too."""
