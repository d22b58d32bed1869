"""A live blog as Markdown, at a moment."""

import re
from datetime import datetime

from tui.model.blog import Block, Image, ListItem, LiveBlog, Part, spaced
from tui.model.versions import Standing
from tui.readers.home_zone import choose_zone
from tui.readers.own_markdown import BETWEEN, SECTION, SPECIAL, STRUCK, STRUCK_END
from tui.writers.page_at import PageAt, link_pieces, page_at

_AT_START = re.compile(r"(?m)^([^\S\n]*(?:\d{1,9}(?=[.)])|(?=[#+=:-])))")
"""A backslash here, in each line, prevents a list item or a heading."""
_SIGNS = {"name": ("### ", ""), "quote": ("> ", ""), "source": ("**", "**")}  # by role of a part


def markdown(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = False) -> str:
    """The page in CommonMark: title, known points of the summary, and a section for each post."""
    page = page_at(blog, as_of, newest_first=newest_first)
    about = escaped(BETWEEN.join(filter(None, (blog.publisher, blog.byline, _as_of(page)))))
    parts = [
        f"# {escaped(blog.heading)}",
        f"{about} · <{blog.url}>" if blog.url else about,
        _emphasis(page.part),
        escaped(blog.description),
    ]
    if page.summary.blocks:
        parts += [f"{SECTION}{page.summary_title}", _body(page.summary.blocks)]
    parts += [part for standing in page.posts for part in _post(standing, page)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _as_of(page: PageAt) -> str:
    """With the IANA name of a zone that its times do not tell: "10:26 CST (Asia/Shanghai)"."""
    blog = page.blog
    times = (x.published.astimezone(page.face.zone) for x in blog.posts)
    home = choose_zone(times, address=blog.url, publisher=blog.publisher)
    return page.as_of if home == blog.zone else f"{page.as_of} ({blog.zone})"


def _post(standing: Standing, page: PageAt) -> list[str]:
    post, body = standing.post, [_body(standing.post.body)]
    line = BETWEEN.join(filter(None, (page.time(post.published), *post.labels, post.headline)))
    head = escaped(line)
    if standing.deleted:
        head = f"{STRUCK}{head}{STRUCK_END}"
        body = [STRUCK, *body, STRUCK_END] if post.body else []
    marks = [_emphasis(post.byline), _emphasis(standing.mark(page.face))]
    return [f"{SECTION}{head}", *marks, *body, f"<{post.url}>" if post.url else ""]


def _body(blocks: tuple[Block, ...]) -> str:
    shown = spaced(block for block in blocks if any(block.words))
    text = "".join(("\n\n" if apart else "\n") + _block(block) for apart, block in shown)
    return text.strip("\n")


def _block(block: Block) -> str:
    if isinstance(block, Image):
        return _image(block)
    texts = list(map(_text, block.parts))
    if block.box:
        lines = (line for text in texts for line in text.split("\n") if line)
        return "\n".join(f"> {line}  " for line in lines).rstrip()
    if isinstance(block, ListItem):
        texts[0] = f"{block.marker if block.number else '-'} {texts[0]}"
    return "\n\n".join(text.replace("\n", " ") for text in texts)


def _text(part: Part) -> str:
    role, text, links = part
    if role == "address":
        return f"<{text}>"
    pieces = link_pieces(text, links)
    shown = "".join(f"[{_marked(x)}](<{url}>)" if url else _marked(x) for x, url in pieces)
    before, after = _SIGNS.get(role, ("", ""))
    return f"{before}{_AT_START.sub(r'\1\\', shown)}{after}"


def _image(image: Image) -> str:
    description = "".join(escaped(part.text) for part in image.parts if part.role == "picture")
    shown = f"![{description}]({image.url})" if image.url else description
    notes = [part.text for part in image.parts if part.role != "picture"]
    if not shown and len(notes) == 1:
        return escaped(notes[0])  # in italics it would be the byline of a post that begins with it
    return "\n\n".join(filter(None, (shown, _emphasis(BETWEEN.join(notes)))))


def _emphasis(text: str) -> str:
    return f"*{escaped(text)}*" if text else ""


def escaped(text: str) -> str:
    """Text on one line."""
    return _marked(text.replace("\n", " "))


def _marked(text: str) -> str:
    return re.sub(SPECIAL, r"\\\1", text)
