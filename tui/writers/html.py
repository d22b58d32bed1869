"""A live blog at a moment as one HTML file, without other files; it can be replayed again."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from itertools import groupby

from tui.model.blog import Block, Embed, Heading, Image, Link, ListItem, LiveBlog, Quote, ReadMore
from tui.model.versions import Standing
from tui.writers.json_ld import dumps
from tui.writers.stood_page import StoodPage, link_pieces, stood_page

_STYLE = """
:root{color-scheme:light dark}
body{font:1.05rem/1.55 Georgia,serif;max-width:42rem;margin:0 auto;padding:1rem 1.2rem 4rem}
h1,h2,h3,.about,.label,time,.by{font-family:system-ui,sans-serif}
.about,.by,figcaption{color:GrayText;font-size:.85rem}
article{border-top:1px solid #8886;padding:.6rem 0 .4rem}
article h2{margin:.2rem 0;font-size:1.25rem;line-height:1.3}
time,.label{font-size:.8rem;font-weight:600;margin-right:.7em}
time,.label{color:#b80000}
article>a{text-decoration:none}
@media (prefers-color-scheme:dark){time,.label{color:#ff8a80}}
figure{margin:1rem 0;border:1px solid #8886;border-radius:.4rem;padding:.6rem 1rem}
blockquote{border-left:3px solid #8888;margin:1rem 0;padding:0 0 0 1rem}
.embed{border:1px solid #8886;border-radius:.4rem;padding:.6rem 1rem}
.more{font-weight:600}
""".strip()

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(
    blog: LiveBlog,
    *,
    as_of: datetime | None = None,
    newest_first: bool = True,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page, with its data as JSON-LD; the newest post is on top as on live pages. The page
    loads nothing from the web: pictures and embeds are boxes with a link. `links` are addresses and
    words for a line under the title."""
    page = stood_page(blog, as_of, newest_first=newest_first)
    title = escape(blog.heading)
    part = f'<p class="about">{escape(page.part)}</p>' if page.part else ""
    parts = [
        f'<!doctype html>\n<html lang="{escape(blog.language or "und")}" dir="auto">',
        '<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        _data(page.blog),
        f'</head>\n<body>\n<header><h1 dir="auto">{title}</h1>',
        f'<p class="about">{_about(page)}</p>{part}</header>',
        _navigation(links),
        f'<p dir="auto">{escape(blog.description)}</p>' if blog.description else "",
        _summary(page) if page.summary.blocks else "",
        *(_post(standing, page) for standing in page.posts),
        "</body>\n</html>\n",
    ]
    return "\n".join(filter(None, parts))


def _data(blog: LiveBlog) -> str:
    """Posts as JSON-LD, to be replayed again; nothing in it can end the script element."""
    if not blog.posts:
        return ""
    text = (
        dumps(blog, indent=None)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    return f'<script type="application/ld+json">{text}</script>'


def _about(page: StoodPage) -> str:
    blog = page.blog
    publisher = escape(blog.publisher)
    if blog.url:
        publisher = _anchor(blog.url, publisher or escape(blog.url))
    return " · ".join(filter(None, (publisher, escape(blog.byline), escape(page.as_of))))


def _navigation(links: Sequence[tuple[str, str]]) -> str:
    if not links:
        return ""
    anchors = (f'<a href="{escape(address)}">{escape(words)}</a>' for address, words in links)
    return f'<nav class="about">{" · ".join(anchors)}</nav>'


def _summary(page: StoodPage) -> str:
    title, body = escape(page.summary_title), _body(page.summary.blocks)
    return f"<section><h2>{title}</h2>{body}</section>"


def _post(standing: Standing, page: StoodPage) -> str:
    post = standing.post
    marks = "".join(f'<span class="label">{escape(text)}</span>' for text in post.labels)
    time = (
        f'<time datetime="{post.published.isoformat()}">{escape(page.time(post.published))}</time>'
    )
    if post.url:
        time = _anchor(post.url, time)
    headline = f'<h2 dir="auto">{escape(post.headline)}</h2>' if post.headline else ""
    by = f'<p class="by" dir="auto">{escape(post.byline)}</p>' if post.byline else ""
    mark = standing.mark(page.face)
    change = f'<p class="by">{escape(mark)}</p>' if mark else ""
    words = f"{headline}{by}\n{_body(post.body)}"
    if standing.deleted:
        words = f"<del>{words}</del>"
    return f"<article>{time}{marks}{change}{words}</article>"


def _body(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for kind, group in groupby(blocks, key=_list_kind):
        items = "\n".join(map(_block, group))
        parts.append(f"<{kind}>{items}</{kind}>" if kind else items)
    return "\n".join(parts)


def _list_kind(block: Block) -> str:
    if not isinstance(block, ListItem):
        return ""
    return "ol" if block.number else "ul"


def _block(block: Block) -> str:
    match block:
        case Image():
            return _image(block)
        case Embed():
            return _embed(block)
    text = _link_text(block.text, block.links)
    match block:
        case ListItem():
            return f'<li value="{block.number}">{text}</li>' if block.number else f"<li>{text}</li>"
        case Heading():
            return f'<h3 dir="auto">{text}</h3>'
        case Quote():
            return f'<blockquote dir="auto"><p>{text}</p></blockquote>'
        case ReadMore():
            return f'<p class="more" dir="auto">{text}</p>'
    return f'<p dir="auto">{text}</p>'


def _image(image: Image) -> str:
    first, *rest = map(escape, image.words)
    picture = _anchor(image.url, first) if image.url else first
    caption = f"<figcaption>{' · '.join(rest)}</figcaption>" if rest else ""
    return f"<figure>{picture}{caption}</figure>"


def _embed(embed: Embed) -> str:
    name, *rest = embed.words
    paragraphs = "".join(
        f"<p>{_anchor(text, escape(text)) if text == embed.url else _lines(text)}</p>"
        for text in rest
    )
    return f'<blockquote class="embed"><cite>{escape(name)}</cite>{paragraphs}</blockquote>'


def _lines(text: str) -> str:
    return "<br>".join(escape(text).split("\n"))


def _link_text(text: str, links: tuple[Link, ...]) -> str:
    return "".join(
        _anchor(url, escape(words)) if url else escape(words)
        for words, url in link_pieces(text, links)
    )


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow noopener noreferrer">{text}</a>'
