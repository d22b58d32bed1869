"""A live blog as Markdown, as it stood at a moment."""

import re
from datetime import datetime

from tui.model.blog import Block, Embed, Heading, Image, Link, ListItem, LiveBlog, Post, Quote
from tui.model.clock_face import ClockFace, zone_face
from tui.writers.standing import byline, labels, standing

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)([#+=:-]|\d{1,9}[.)])")


def markdown(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = False) -> str:
    """The page in Markdown (CommonMark): title, summary, and a section a post.

    Before the blog's end the summary is left out, as it is told as of the end.
    """
    face = zone_face(blog.zone, blog.start, blog.end)
    posts = standing(blog, as_of)
    parts = [
        f"# {_escaped(blog.title)}" if blog.title else "# Live blog",
        _about(blog, face, as_of),
    ]
    if blog.description:
        parts.append(_escaped(blog.description))
    if blog.summary and len(posts) == len(blog.posts):
        parts += ["## Summary", _body(blog.summary)]
    for post in reversed(posts) if newest_first else posts:
        parts.append(_post(post, face))
    return "\n\n".join(parts) + "\n"


def _about(blog: LiveBlog, face: ClockFace, as_of: datetime | None) -> str:
    by = ", ".join(author.name for author in blog.authors)
    told = [blog.publisher, by, f"as of {face.full(as_of or blog.end)}"]
    line = " · ".join(_escaped(text) for text in told if text)
    return f"{line} · <{blog.url}>" if blog.url else line


def _post(post: Post, face: ClockFace) -> str:
    head = " · ".join(filter(None, (face.time(post.published), *labels(post))))
    title = f"## {_escaped(head)}" + (f" · {_escaped(post.headline)}" if post.headline else "")
    return "\n\n".join(
        filter(
            None, (title, f"*{_escaped(byline(post))}*" if post.authors else "", _body(post.body))
        )
    )


def _body(blocks: tuple[Block, ...]) -> str:
    lines: list[str] = []
    for number, block in enumerate(blocks):
        text = _block(block)
        together = (
            number > 0 and isinstance(block, ListItem) and isinstance(blocks[number - 1], ListItem)
        )
        if text:
            lines.append(("\n" if together else "\n\n") + text)
    return "".join(lines).strip("\n")


def _block(block: Block) -> str:
    if isinstance(block, Image):
        picture = f"![{_escaped(block.alt)}]({block.url})" if block.url else _escaped(block.alt)
        under = " · ".join(_escaped(text) for text in (block.caption, block.credit) if text)
        return "\n\n".join(filter(None, (picture, f"*{under}*" if under else "")))
    if isinstance(block, Embed):
        lines = [
            f"**{_escaped(block.provider)}**",
            *map(_escaped, block.text.split("\n")),
            f"<{block.url}>" if block.url else "",
        ]
        return "\n".join(f"> {line}  " for line in lines if line).rstrip()
    text = _linked(block.text, block.links)
    if isinstance(block, ListItem):
        return f"{block.marker if block.marker[:-1].isdigit() else '-'} {text}"
    if isinstance(block, Heading):
        return f"### {text}"
    return f"> {text}" if isinstance(block, Quote) else _AT_START.sub(r"\1\\\2", text)


def _linked(text: str, links: tuple[Link, ...]) -> str:
    """The text escaped, its links in Markdown; of links that overlap the first stays."""
    pieces, position = [], 0
    for link in links:
        if link.start >= position:
            pieces += [
                _escaped(text[position : link.start]),
                f"[{_escaped(text[link.start : link.end])}](<{link.url}>)",
            ]
            position = link.end
    return "".join([*pieces, _escaped(text[position:])]).replace("\n", " ")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
