"""All that knows MkDocs: the build of the site, and how finished HTML passes through Markdown."""
