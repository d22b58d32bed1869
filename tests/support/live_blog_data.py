"""Small LiveBlogPostings to read in tests, and the contents of a LiveBlog."""

import json
from typing import Any

from tui.model.blog import Block, Embed, Image, LiveBlog
from tui.readers import read

type Object = dict[str, Any]


def update(
    time: Any = "2024-04-26T10:26:00Z",
    headline: Any = "A headline",
    body: Any = "A text.",
    **more: Any,
) -> Object:
    """A BlogPosting; a property given as None is left out."""
    fields = {
        "@type": "BlogPosting",
        "datePublished": time,
        "headline": headline,
        "articleBody": body,
        **more,
    }
    return {key: value for key, value in fields.items() if value is not None}


def posting(*updates: Object, **more: Any) -> Object:
    """A LiveBlogPosting with these updates."""
    fields = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "A live blog",
        "url": "https://news.example/live",
        "liveBlogUpdate": list(updates),
        **more,
    }
    return {key: value for key, value in fields.items() if value is not None}


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def page(*blocks: Any, body: str = "", head: str = "", lang: str = "en") -> bytes:
    """A page of HTML with these JSON-LD blocks; a block that is a string stands there as it is."""
    scripts = "".join(
        (
            f'<script type="application/ld+json">'
            f"{block if isinstance(block, str) else json.dumps(block)}</script>"
        )
        for block in blocks
    )
    return (
        f'<!doctype html><html lang="{lang}"><head>{head}{scripts}</head><body>{body}</body></html>'
    ).encode()


def read_posting(*updates: Object, **more: Any) -> LiveBlog:
    """The live blog read from the JSON of these updates."""
    return read(as_json(posting(*updates, **more)))


def words_of(block: Block) -> str:
    """All that a block shows."""
    if isinstance(block, Image):
        return f"{block.alt} {block.credit} {block.caption}"
    return f"{block.text} {block.url}" if isinstance(block, Embed) else block.gist


def content(blog: LiveBlog) -> LiveBlog:
    """The blog without its reader's format, warnings and counts."""
    return blog._replace(format="", warnings=(), reading=None)


def said(blog: LiveBlog) -> list[str]:
    """The sentences of a live blog's warnings, without their places."""
    return [warning.message for warning in blog.warnings]


def messages(blog: LiveBlog) -> str:
    """All warnings in one text."""
    return "\n".join(f"{warning.place}: {warning.message}" for warning in blog.warnings)


BLOG_KEYS = (
    "@context", "@graph", "@id", "@type", "articleBody", "author", "caption", "contentUrl",
    "coverageEndTime", "coverageStartTime", "creator", "dateCreated", "dateModified",
    "datePublished", "description", "headline", "identifier", "image", "inLanguage",
    "itemListElement", "jobTitle", "liveBlogUpdate", "mainEntityOfPage", "name", "publisher",
    "text", "thumbnailUrl", "tui:body", "tui:version", "tui:zone", "url", "video",
)  # fmt: skip
"""Keys that mean something to the reader of LiveBlogPostings."""
