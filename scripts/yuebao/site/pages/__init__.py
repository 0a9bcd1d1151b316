"""The pages of the site as Markdown: one page a module, laid out by the template of the same name."""
