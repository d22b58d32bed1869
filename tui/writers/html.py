"""A live blog as one HTML file that needs nothing else, as it stood at a moment; it can be replayed again."""

from datetime import datetime
from html import escape
from itertools import groupby

from tui.model.blog import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    LiveBlog,
    Post,
    Quote,
    ReadMore,
)
from tui.model.clock_face import ClockFace, zone_face
from tui.writers.json_ld import dumps
from tui.writers.standing import byline, labels, standing

_STYLE = """
:root{color-scheme:light dark}
body{font:1.05rem/1.55 Georgia,serif;max-width:42rem;margin:0 auto;padding:1rem 1.2rem 4rem}
h1,h2,h3,.about,.label,time,.by{font-family:system-ui,sans-serif}
.about,.by,figcaption{color:GrayText;font-size:.85rem}
article{border-top:1px solid #8886;padding:.6rem 0 .4rem}
article h2{margin:.2rem 0;font-size:1.25rem;line-height:1.3}
time,.label{font-size:.8rem;font-weight:600;margin-right:.7em}
time,.label{color:#b80000}
@media (prefers-color-scheme:dark){time,.label{color:#ff8a80}}
figure{margin:1rem 0;border:1px solid #8886;border-radius:.4rem;padding:.6rem 1rem}
blockquote{border-left:3px solid #8888;margin:1rem 0;padding:0 0 0 1rem}
.embed{border:1px solid #8886;border-radius:.4rem;padding:.6rem 1rem}
.more{font-weight:600}
""".strip()


def html(blog: LiveBlog, *, as_of: datetime | None = None, newest_first: bool = True) -> str:
    """The page, newest post on top as live pages are read; its data stands in it as JSON-LD.

    Before the blog's end the summary is left out, as it is told as of the end. Nothing is loaded from the web: pictures
    and embeds are boxes with a link.
    """
    face = zone_face(blog.zone, blog.start, blog.end)
    posts = standing(blog, as_of)
    whole = len(posts) == len(blog.posts)
    ordered = list(reversed(posts)) if newest_first else list(posts)
    title = escape(blog.title or "Live blog")
    summary = (
        f"<section><h2>Summary</h2>{_body(blog.summary)}</section>"
        if blog.summary and whole
        else ""
    )
    parts = [
        f'<!doctype html>\n<html lang="{escape(blog.language or "und")}" dir="auto">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        _data(blog, tuple(posts), whole=whole),
        f'</head>\n<body>\n<header><h1 dir="auto">{title}</h1>',
        f'<p class="about">{_about(blog, face, as_of)}</p></header>',
        f'<p dir="auto">{escape(blog.description)}</p>' if blog.description else "",
        summary,
        *(_post(post, face) for post in ordered),
        "</body>\n</html>\n",
    ]
    return "\n".join(filter(None, parts))


def _data(blog: LiveBlog, posts: tuple[Post, ...], *, whole: bool) -> str:
    """The posts shown, for `liveblog-tui replay` and for machines; nothing in it can end the script element."""
    if not posts:
        return ""
    shown = blog if whole else blog._replace(posts=posts, summary=())
    text = (
        dumps(shown, indent=None)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    return f'<script type="application/ld+json">{text}</script>'


def _about(blog: LiveBlog, face: ClockFace, as_of: datetime | None) -> str:
    publisher = escape(blog.publisher)
    if blog.url:
        publisher = _anchor(blog.url, publisher or escape(blog.url))
    by = escape(", ".join(author.name for author in blog.authors))
    return " · ".join(
        filter(None, (publisher, by, f"as of {escape(face.full(as_of or blog.end))}"))
    )


def _post(post: Post, face: ClockFace) -> str:
    marks = "".join(f'<span class="label">{escape(text)}</span>' for text in labels(post))
    time = (
        f'<time datetime="{post.published.isoformat()}">{escape(face.time(post.published))}</time>'
    )
    headline = f'<h2 dir="auto">{escape(post.headline)}</h2>' if post.headline else ""
    by = f'<p class="by" dir="auto">{escape(byline(post))}</p>' if post.authors else ""
    return f"<article>{time}{marks}{headline}{by}\n{_body(post.body)}</article>"


def _body(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for kind, group in groupby(blocks, key=_list_kind):
        items = "\n".join(map(_block, group))
        parts.append(f"<{kind}>{items}</{kind}>" if kind else items)
    return "\n".join(parts)


def _list_kind(block: Block) -> str:
    if not isinstance(block, ListItem):
        return ""
    return "ol" if block.marker[:-1].isdigit() else "ul"


def _block(block: Block) -> str:
    if isinstance(block, Image):
        alt = escape(block.alt or "Picture")
        picture = _anchor(block.url, alt) if block.url else alt
        under = escape(" · ".join(filter(None, (block.caption, block.credit))))
        return f"<figure>{picture}{f'<figcaption>{under}</figcaption>' if under else ''}</figure>"
    if isinstance(block, Embed):
        text = "<br>".join(escape(block.text).split("\n"))
        name = f"<cite>{_anchor(block.url, escape(block.provider)) if block.url else escape(block.provider)}</cite>"
        return f'<blockquote class="embed">{name}{f"<p>{text}</p>" if text else ""}</blockquote>'
    text = _linked(block.text, block.links)
    if isinstance(block, ListItem):
        number = block.marker[:-1]
        return (
            f'<li value="{number}">{text}</li>'
            if number.isascii() and number.isdigit()
            else f"<li>{text}</li>"
        )
    if isinstance(block, Heading):
        return f'<h3 dir="auto">{text}</h3>'
    if isinstance(block, Quote):
        return f'<blockquote dir="auto"><p>{text}</p></blockquote>'
    return f'<p{" class=more" if isinstance(block, ReadMore) else ""} dir="auto">{text}</p>'


def _linked(text: str, links: tuple[Link, ...]) -> str:
    """The text escaped, its links as links; of links that overlap the first stays."""
    pieces, position = [], 0
    for link in links:
        if link.start >= position:
            pieces += [
                escape(text[position : link.start]),
                _anchor(link.url, escape(text[link.start : link.end])),
            ]
            position = link.end
    return "".join([*pieces, escape(text[position:])])


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow noopener noreferrer">{text}</a>'
