"""A live blog as Markdown, at a moment."""

import re
from datetime import datetime

from tui.model.blog import Block, Embed, Heading, Image, ListItem, LiveBlog, Quote, spaced
from tui.model.versions import Standing
from tui.writers.stood_page import StoodPage, link_pieces, stood_page

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[#+=:-])))")
"""A backslash here prevents a list item or a heading."""


def markdown(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = False) -> str:
    """The page in CommonMark: title, known points of the summary, and a section for each post."""
    page = stood_page(blog, as_of, newest_first=newest_first)
    about = escaped(" · ".join(filter(None, (blog.publisher, blog.byline, page.as_of))))
    parts = [
        f"# {escaped(blog.heading)}",
        f"{about} · <{blog.url}>" if blog.url else about,
        _emphasis(page.part),
        escaped(blog.description),
    ]
    if page.summary.blocks:
        parts += [f"## {page.summary_title}", _body(page.summary.blocks)]
    parts += [part for standing in page.posts for part in _post(standing, page)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _post(standing: Standing, page: StoodPage) -> list[str]:
    post, body = standing.post, [_body(standing.post.body)]
    line = " · ".join(filter(None, (page.time(post.published), *post.labels, post.headline)))
    head = escaped(line)
    if standing.deleted:
        head, body = f"<del>{head}</del>", ["<del>", *body, "</del>"] if post.body else []
    marks = [_emphasis(post.byline), _emphasis(standing.mark(page.face))]
    return [f"## {head}", *marks, *body, f"<{post.url}>" if post.url else ""]


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
    pieces = link_pieces(block.text, block.links)
    text = "".join(f"[{escaped(x)}](<{url}>)" if url else escaped(x) for x, url in pieces)
    text = _AT_START.sub(r"\1\\", text)
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
    return "\n\n".join(filter(None, (picture, _emphasis(" · ".join(image.notes)))))


def _embed(embed: Embed) -> str:
    name, *rest = embed.words
    lines = [f"**{escaped(name)}**"]
    for text in rest:
        lines += [f"<{text}>"] if text == embed.url else map(escaped, text.split("\n"))
    return "\n".join(f"> {line}  " for line in lines if line).rstrip()


def _emphasis(text: str) -> str:
    return f"*{escaped(text)}*" if text else ""


def escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
