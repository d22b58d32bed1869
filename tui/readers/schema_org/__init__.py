"""Reads schema.org LiveBlogPosting: JSON-LD, microdata, RDFa, and this program's own JSON.

Every object here lives as long as the reading of one page. Imports `model`, `readers.html` and the
modules of `readers` that several formats share.
"""
