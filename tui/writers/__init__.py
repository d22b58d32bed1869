"""Writes a LiveBlog as JSON-LD, Markdown or one HTML page. Imports `model` and the own format."""
