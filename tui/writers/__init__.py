"""A LiveBlog out again: as data that others read too, as Markdown, as one page."""
