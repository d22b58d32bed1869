"""A live blog as Markdown, at a moment."""

import re
from datetime import datetime

from tui.model.blog import Block, Embed, Heading, Image, Link, ListItem, LiveBlog, Quote, spaced
from tui.model.versions import Standing
from tui.writers.stood_page import StoodPage, link_pieces, stood_page

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[#+=:-])))")
"""A backslash here prevents a list item or a heading."""


def markdown(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = False) -> str:
    """The page in CommonMark: title, known points of the summary, and a section for each post."""
    page = stood_page(blog, as_of, newest_first=newest_first)
    facts = (blog.publisher, blog.byline, page.as_of)
    about = " · ".join(escaped(text) for text in facts if text)
    parts = [
        f"# {escaped(blog.heading)}",
        f"{about} · <{blog.url}>" if blog.url else about,
        f"*{escaped(page.part)}*" if page.part else "",
        escaped(blog.description),
    ]
    if page.summary.blocks:
        parts += [f"## {page.summary_title}", _body(page.summary.blocks)]
    parts += [_post(standing, page) for standing in page.posts]
    return "\n\n".join(filter(None, parts)) + "\n"


def _post(standing: Standing, page: StoodPage) -> str:
    post = standing.post
    line = " · ".join(filter(None, (page.time(post.published), *post.labels, post.headline)))
    head, byline = escaped(line), f"*{escaped(post.byline)}*" if post.byline else ""
    mark = standing.mark(page.face)
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
    return "".join(
        f"[{escaped(words)}](<{url}>)" if url else escaped(words)
        for words, url in link_pieces(text, links)
    )


def escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
