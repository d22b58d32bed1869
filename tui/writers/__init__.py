"""Writes a LiveBlog as JSON-LD that others read too, as Markdown, and as one HTML page."""
