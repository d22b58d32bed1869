"""Writes a LiveBlog as JSON-LD, Markdown, one HTML page or a table."""
