"""A live blog as schema.org LiveBlogPosting: plain enough for others, and complete when read back.

What schema.org has words for stands under them (headline, articleBody, datePublished, author, image). What it has
not stands beside them under keys that begin with "tui:"; readers that do not know those pass them by.
"""

import json
from typing import Any

from tui.model.blog import Author, Block, Embed, Image, ListItem, LiveBlog, Paragraph, Post

type Object = dict[str, Any]

VERSION = 1
CONTEXT = ["https://schema.org", {"tui": "urn:liveblog-tui:"}]


def dumps(blog: LiveBlog, *, indent: int | None = 1) -> str:
    """The JSON text; reading it gives an equal LiveBlog."""
    return json.dumps(live_blog_posting(blog), ensure_ascii=False, indent=indent)


def live_blog_posting(blog: LiveBlog) -> Object:
    """The live blog as the objects that JSON knows."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "LiveBlogPosting",
            "tui:version": VERSION,
            "headline": blog.title,
            "description": blog.description,
            "url": blog.url,
            "inLanguage": blog.language,
            "publisher": {"@type": "Organization", "name": blog.publisher}
            if blog.publisher
            else None,
            "author": [_person(author) for author in blog.authors],
            "datePublished": blog.start.isoformat(),
            "dateModified": blog.end.isoformat(),
            "coverageStartTime": blog.coverage_start.isoformat() if blog.coverage_start else None,
            "coverageEndTime": blog.coverage_end.isoformat() if blog.coverage_end else None,
            "tui:zone": blog.zone,
            "tui:placeZone": blog.place_zone,
            "tui:summary": [block_object(block) for block in blog.summary],
            "liveBlogUpdate": [_update(post) for post in blog.posts],
        }
    )


def _update(post: Post) -> Object:
    return _without_empty(
        {
            "@type": "BlogPosting",
            "headline": post.headline,
            "datePublished": post.published.isoformat(),
            "dateModified": post.modified.isoformat() if post.modified else None,
            "articleBody": plain_text(post.body),
            "author": [_person(author) for author in post.authors],
            "image": [
                _image(block) for block in post.body if isinstance(block, Image) and block.url
            ],
            "url": post.url,
            "identifier": post.id,
            "tui:kicker": post.kicker,
            "tui:keyEvent": post.key_event,
            "tui:pinned": post.pinned,
            "tui:source": post.source,
            "tui:body": None
            if is_plain(post.body)
            else [block_object(block) for block in post.body],
        }
    )


def plain_text(blocks: tuple[Block, ...]) -> str:
    """The words of a body, its paragraphs parted by blank lines."""
    return "\n\n".join(filter(None, map(_words, blocks)))


def is_plain(blocks: tuple[Block, ...]) -> bool:
    """Whether a body is wholly said by `plain_text`: paragraphs on one line each, without links."""
    return all(
        type(block) is Paragraph and not block.links and block.text and "\n" not in block.text
        for block in blocks
    )


def block_object(block: Block) -> Object:
    """A block under the name of its kind, without what is empty."""
    if isinstance(block, Image):
        fields: Object = {
            "alt": block.alt,
            "credit": block.credit,
            "caption": block.caption,
            "url": block.url,
        }
    elif isinstance(block, Embed):
        fields = {"provider": block.provider, "text": block.text, "url": block.url}
    else:
        fields = {
            "text": block.text,
            "links": [[link.start, link.end, link.url] for link in block.links],
        }
        if isinstance(block, ListItem):
            fields["marker"] = block.marker
            return {
                "kind": "ListItem",
                **{key: value for key, value in fields.items() if value or key == "marker"},
            }
    return {"kind": type(block).__name__, **_without_empty(fields)}


def _words(block: Block) -> str:
    if isinstance(block, Image):
        return block.caption or block.alt
    if isinstance(block, Embed):
        return block.text or block.url
    return f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text


def _person(author: Author) -> Object:
    return _without_empty({"@type": "Person", "name": author.name, "jobTitle": author.role})


def _image(image: Image) -> Object:
    caption = image.caption or image.alt
    return _without_empty(
        {"@type": "ImageObject", "url": image.url, "caption": caption, "creditText": image.credit}
    )


def _without_empty(fields: Object) -> Object:
    return {key: value for key, value in fields.items() if value not in (None, "", [], False)}
