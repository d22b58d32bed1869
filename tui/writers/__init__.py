"""Writes a LiveBlog as JSON-LD that others can read too, as Markdown, and as one HTML page.

Pure functions from a live blog and a moment to text. Imports `model` and the readers' own format.
"""
