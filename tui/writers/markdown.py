"""A live blog as Markdown, at a moment."""

import re
from datetime import datetime

from tui.model.blog import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    LiveBlog,
    Quote,
    spaced,
)
from tui.model.clock_face import ClockFace, zone_face
from tui.model.part_words import part_line
from tui.model.summary import known_summary
from tui.model.versions import Standing, standing_of
from tui.writers.standing import as_it_stood

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[#+=:-])))")
"""A backslash here prevents a list item or a heading."""


def markdown(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = False) -> str:
    """The page in CommonMark: title, known points of the summary, and a section for each post."""
    face = zone_face(blog.zone, blog.start, blog.end)
    posts = as_it_stood(blog, as_of).posts
    moment = as_of or blog.end
    summary = known_summary(blog, moment, at_end=moment >= blog.end)
    parts = [
        f"# {escaped(blog.title)}" if blog.title else "# Live blog",
        _about(blog, face, moment),
    ]
    if part := part_line(blog, face):
        parts.append(f"*{escaped(part)}*")
    if blog.description:
        parts.append(escaped(blog.description))
    if summary.blocks:
        parts += [f"## {summary.title(face.time(blog.end))}", _body(summary.blocks)]
    for post in reversed(posts) if newest_first else posts:
        parts.append(_post(standing_of(post), face))
    return "\n\n".join(parts) + "\n"


def _about(blog: LiveBlog, face: ClockFace, moment: datetime) -> str:
    facts = [blog.publisher, blog.byline, f"as of {face.full(moment)}"]
    line = " · ".join(escaped(text) for text in facts if text)
    return f"{line} · <{blog.url}>" if blog.url else line


def _post(standing: Standing, face: ClockFace) -> str:
    post = standing.post
    line = " · ".join(filter(None, (face.time(post.published), *post.labels, post.headline)))
    head, byline = escaped(line), f"*{escaped(post.byline)}*" if post.byline else ""
    mark = standing.mark(face)
    change = f"*{escaped(mark)}*" if mark else ""
    body = [_body(post.body)]
    if standing.deleted:
        head, body = f"<del>{head}</del>", ["<del>", *body, "</del>"] if post.body else []
    address = f"<{post.url}>" if post.url else ""
    return "\n\n".join(filter(None, (f"## {head}", byline, change, *body, address)))


def _body(blocks: tuple[Block, ...]) -> str:
    shown = spaced(block for block in blocks if any(block.words))
    text = "".join(("\n\n" if apart else "\n") + _block(block) for apart, block in shown)
    return text.strip("\n")


def _block(block: Block) -> str:
    match block:
        case Image():
            return _image(block)
        case Embed():
            return _embed(block)
    text = _AT_START.sub(r"\1\\", _link_text(block.text, block.links))
    match block:
        case ListItem():
            return f"{block.marker if block.number else '-'} {text}"
        case Heading():
            return f"### {text}"
        case Quote():
            return f"> {text}"
    return text


def _image(image: Image) -> str:
    description = " ".join(escaped(text) for text in image.words if text not in image.notes)
    picture = f"![{description}]({image.url})" if image.url else description
    notes = " · ".join(map(escaped, image.notes))
    return "\n\n".join(filter(None, (picture, f"*{notes}*" if notes else "")))


def _embed(embed: Embed) -> str:
    name, *rest = embed.words
    lines = [f"**{escaped(name)}**"]
    for text in rest:
        lines += [f"<{text}>"] if text == embed.url else map(escaped, text.split("\n"))
    return "\n".join(f"> {line}  " for line in lines if line).rstrip()


def _link_text(text: str, links: tuple[Link, ...]) -> str:
    """Escaped text with Markdown links; of overlapping links the first stays."""
    pieces, position = [], 0
    for link in links:
        if link.start >= position:
            pieces += [
                escaped(text[position : link.start]),
                f"[{escaped(text[link.start : link.end])}](<{link.url}>)",
            ]
            position = link.end
    return "".join([*pieces, escaped(text[position:])]).replace("\n", " ")


def escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
