"""A live blog as JSON-LD for other programs, and complete when read back."""

import json

from tui.model.blog import LiveBlog
from tui.model.safe_text import escaped_json
from tui.readers.own_format import live_blog_posting


def dumps(blog: LiveBlog, *, newest_first: bool = False, indent: int | None = 1) -> str:
    """The JSON text; reading it gives an equal LiveBlog."""
    values = live_blog_posting(blog, newest_first=newest_first)
    return escaped_json(json.dumps(values, ensure_ascii=False, indent=indent))
