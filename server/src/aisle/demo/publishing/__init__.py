"""Publishing the guides of the demo shop: one Markdown source, four kinds of file."""
