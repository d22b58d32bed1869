"""A live blog at a moment as one HTML file, without other files; it can be replayed again."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from itertools import groupby

from tui.model.blog import Block, Image, ListItem, LiveBlog, Part
from tui.model.versions import Standing
from tui.readers.own_format import dumps
from tui.writers.page_at import PageAt, link_pieces, page_at

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
_ABOUT, _AUTO = 'p class="about"', 'p dir="auto"'
_ELEMENTS = {  # by role of a part; others are paragraphs
    "name": 'h3 dir="auto"',
    "quote": 'blockquote dir="auto"',
    "more": 'p class="more" dir="auto"',
    "source": "cite",
}


def html(
    blog: LiveBlog,
    *,
    as_of: datetime | None = None,
    newest_first: bool = True,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page, with its data as JSON-LD; it loads nothing from the web: pictures and embeds are
    boxes with a link. `links` are addresses and words for a line under the title."""
    page = page_at(blog, as_of, newest_first=newest_first)
    title, publisher = escape(blog.heading), escape(blog.publisher)
    source = _anchor(blog.url, publisher or escape(blog.url))
    about = " · ".join(filter(None, (source, escape(blog.byline), escape(page.as_of))))
    anchors = (f'<a href="{escape(address)}">{escape(words)}</a>' for address, words in links)
    summary = _body(page.summary.blocks)
    parts = [
        f'<!doctype html>\n<html lang="{escape(blog.language or "und")}" dir="auto">',
        '<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        _in("title", title),
        _in("style", _STYLE),
        _data(page.blog),
        f'</head>\n<body>\n<header><h1 dir="auto">{title}</h1>',
        f"{_in(_ABOUT, about)}{_in(_ABOUT, escape(page.part))}</header>",
        _in('nav class="about"', " · ".join(anchors)),
        _in(_AUTO, escape(blog.description)),
        _in("section", summary and f"{_in('h2', escape(page.summary_title))}{summary}"),
        *(_post(standing, page) for standing in page.posts),
        "</body>\n</html>\n",
    ]
    return "\n".join(filter(None, parts))


def _data(blog: LiveBlog) -> str:
    """Posts as JSON-LD, to be replayed again; nothing in it can end the script element."""
    text = dumps(blog, indent=None) if blog.posts else ""
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return _in('script type="application/ld+json"', text)


def _post(standing: Standing, page: PageAt) -> str:
    post = standing.post
    time = f'time datetime="{post.published.isoformat()}"'
    marks = "".join(_in('span class="label"', escape(text)) for text in post.labels)
    change = _in('p class="by"', escape(standing.mark(page.face)))
    headline = _in('h2 dir="auto"', escape(post.headline))
    by = _in('p class="by" dir="auto"', escape(post.byline))
    words = f"{headline}{by}\n{_body(post.body)}"
    head = f"{_anchor(post.url, _in(time, escape(page.time(post.published))))}{marks}{change}"
    return _in("article", head + (_in("del", words) if standing.deleted else words))


def _body(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for kind, group in groupby(blocks, key=_list_kind):
        items = "\n".join(map(_block, group))
        parts.append(_in(kind, items) if kind else items)
    return "\n".join(parts)


def _list_kind(block: Block) -> str:
    if not isinstance(block, ListItem):
        return ""
    return "ol" if block.number else "ul"


def _block(block: Block) -> str:
    texts = list(map(_text, block.parts))
    if isinstance(block, Image):
        return _in("figure", texts[0] + _in("figcaption", " · ".join(texts[1:])))
    if isinstance(block, ListItem):
        return _in(f'li value="{block.number}"' if block.number else "li", "".join(texts))
    elements = (_ELEMENTS.get(part.role, _AUTO) for part in block.parts)
    words = "".join(map(_in, elements, texts))
    return _in(f'blockquote class="{block.box}"', words) if block.box else words


def _text(part: Part) -> str:
    pieces = link_pieces(part.text, part.links)
    return "".join(_anchor(url, escape(words).replace("\n", "<br>")) for words, url in pieces)


def _anchor(url: str, text: str) -> str:
    """A link, or only its text without an address."""
    return _in(f'a href="{escape(url)}" rel="nofollow noopener noreferrer"', text) if url else text


def _in(tag: str, content: str) -> str:
    """An element; nothing without content."""
    return f"<{tag}>{content}</{tag.split()[0]}>" if content else ""
