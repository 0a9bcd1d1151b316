"""What the page for comparing takes from: an index, a file for each organization and one for each issue, as scripts so that
they work from a folder, too."""
