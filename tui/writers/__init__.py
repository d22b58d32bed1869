"""Writes a LiveBlog as Markdown, one HTML page or a table."""
