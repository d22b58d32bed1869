"""Pictures and embedded things in a body's markup: what they show, whose they are, where they come from."""

import re

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Link, Paragraph
from tui.model.safe_text import one_line
from tui.readers.html.links import address, embed_provider, provider_of, site_of
from tui.readers.html.tree import classes_of, outermost, text_of, words_of

_HIDDEN = frozenset(
    (
        "gs-u-vh",
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader-text",
        "u-vh",
        "is-hidden",
        "hidden",
    )
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:photograph|photos?|picture|image|credit|copyright|source|image source|photo credit|image credit)s?"
    r"(?:\s+(?:by|source|credit))?\s*[:：©]\s*(.+)|©\s*(.+)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(.*?)\s*\b(?:Photograph|Photo(?: credit)?|Picture|Image(?: credit)?|Credit)\s*:\s*(.+)",
    re.DOTALL,
)
_CREDIT_CLASS = re.compile(r"credit|copyright|source-?name|photographer|attribution", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|legend", re.IGNORECASE)
_CAPTION_LABEL = re.compile(r"(?:image|media|video|picture) caption\s*[:,]?\s*", re.IGNORECASE)
_SOURCES = (
    "src",
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-url",
    "srcset",
    "data-srcset",
)
_POINTERS = (
    "data-tweet-url", "data-instgrm-permalink", "data-embed-url", "data-embedded-content-path", "data-href",
    "data-url", "data-src", "cite", "data-uri", "data-post-url", "data-permalink", "data-text-post-permalink",
)  # fmt: skip
_POINTING = frozenset((*_POINTERS, "data-tweet-id", "data-tweetid"))
_NUMBERED = (
    ("data-tweet-id", "", "https://twitter.com/i/status/"), ("data-tweetid", "", "https://twitter.com/i/status/"),
    ("data-src", "Flourish", "https://public.flourish.studio/"), ("data-id", "Infogram", "https://infogram.com/"),
)  # fmt: skip
"""Attributes with the number of an embed, whose they are, and what stands before it in the address."""
_AMP_NUMBERS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
}
PICTURES = ("img", "amp-img", "amp-anim")
EMBEDS = frozenset(
    (
        "iframe",
        "video",
        "audio",
        "embed",
        "amp-iframe",
        "amp-video",
        "amp-audio",
        "amp-facebook",
        *_AMP_NUMBERS,
    )
)
"""The elements that show a picture, and those that show what is another site's or moves."""
_NAMELESS = {"video": "Video", "audio": "Audio"}
_NUMBER = re.compile(r"[\w/-]{4,100}")
_TWEET_ID = re.compile(r"\d{8,25}")


MOST_AROUND = 4
"""Elements between a picture and the link around it."""
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/photo/|/attachment/", re.IGNORECASE
)
MOST_PARTS = 20
"""Captions and credits of one figure that are read."""


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether a reader of the page does not see the element."""
    if "hidden" in attributes and attributes["hidden"] in (None, "", "hidden", "true"):
        return True
    style = attributes.get("style")
    if style and _NO_DISPLAY.search(style):
        return True
    names = attributes.get("class")
    return bool(names) and not _HIDDEN.isdisjoint(classes_of(names))


def image_of(
    node: LexborNode, base: str = "", *, credit: str = "", caption: str = ""
) -> Image | None:
    """The picture of an `<img>`; None for a spacer or a tracker that shows nothing."""
    attributes = node.attributes
    alt = one_line(attributes.get("alt") or "")
    alt = "" if alt in ("undefined", "null") else alt
    url = ""
    for name in _SOURCES:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            url = address(
                value.split()[0].rstrip(",")
                if "srcset" in name
                else value.replace("{width}", "640"),
                base,
            )
            if url:
                break
    size = (attributes.get("width"), attributes.get("height"))
    if ("1" in size and size[0] in ("0", "1")) or not (url or alt):
        return None
    return Image(alt, credit, caption, url)


def around_image(node: LexborNode, base: str) -> tuple[Paragraph, ...]:
    """Where a picture leads that is all there is of a link; nothing if that is a larger picture."""
    above = node.parent
    for _ in range(MOST_AROUND):
        if above is None or above.tag == "a":
            break
        above = above.parent
    if above is None or above.tag != "a" or text_of(above):
        return ()
    target = above.attributes.get("href") or ""
    url = "" if target.startswith("#") else address(target, base)
    if not url or _PICTURE_FILE.search(url):
        return ()
    return (Paragraph(url, (Link(0, len(url), url),)),)


def figure_blocks(node: LexborNode, base: str = "") -> tuple[Block, ...] | None:
    """A `<figure>` that holds pictures or an embed; None if it holds text or a table and is read like any node."""
    quote = node.css_first("blockquote")
    if quote is not None:
        embed = embed_of(quote, quote.attributes, base)
        return (embed,) if embed is not None else None
    if node.css_first("table") is not None:
        return None
    caption, credit = _caption_and_credit(node)
    video = node.css_first(", ".join(EMBEDS)) or _video_marker(node)
    pictures = [] if video is not None else outermost(node.css(", ".join(PICTURES)))
    images = [image for picture in pictures if (image := image_of(picture, base)) is not None]
    if images:
        last = Image(images[-1].alt, credit, caption, images[-1].url)
        return (*images[:-1], last, *around_image(pictures[-1], base))
    if video is not None:
        url = _video_address(video, base) or _video_address(node, base)
        title = caption or next(
            (one_line(x.attributes.get("alt") or "") for x in node.css("img[alt]")), ""
        )
        block = Embed(site_of(url) if url else _video_name(node), title, url)
        return (block,) if title or url else ()
    pointer = embed_of(node, node.attributes, base)
    if pointer is not None:
        return (pointer,)
    return (
        None
        if node.css_first("p, li, h1, h2, h3, h4") is not None or not caption
        else (Paragraph(caption),)
    )


def embed_of(node: LexborNode, attributes: dict[str, str | None], base: str = "") -> Embed | None:
    """The tweet, video or other embed that a node is the code of, or None."""
    tag = node.tag or ""
    if tag in EMBEDS:
        url = _video_address(node, base)
        name = provider_of(url) or (_NAMELESS.get(tag.removeprefix("amp-"), "") if url else "")
        return (
            Embed(name, one_line(attributes.get("title") or "") if tag == "iframe" else "", url)
            if name
            else None
        )
    names = attributes.get("class")
    provider = embed_provider(classes_of(names)) if names else ""
    if not provider and _POINTING.isdisjoint(attributes):
        return None
    pointer = _known_place(attributes, provider) or next(
        (url for name in _POINTERS if (url := address(attributes.get(name), base))), ""
    )
    if provider or (tag == "blockquote" and provider_of(pointer)):
        links = [
            url
            for a in node.css("a[href]")
            if provider_of(url := address(a.attributes.get("href"), base))
        ]
        statuses = [url for url in links if _TWEET_ID.search(url)] or links
        text = _embed_text(node) or one_line(attributes.get("data-title") or "")
        return Embed(
            provider or provider_of(pointer), text, pointer or (statuses[-1] if statuses else "")
        )
    if (
        pointer
        and tag in ("div", "section", "figure", "span", "article", "blockquote")
        and not text_of(node)
        and not node.css_first("img")
    ):
        return Embed(site_of(pointer), "", pointer)
    return None


def _known_place(attributes: dict[str, str | None], provider: str) -> str:
    """Where an embed is of which the page tells the number only."""
    for name, of, place in _NUMBERED:
        number = attributes.get(name) or ""
        if (not of or of == provider) and _NUMBER.fullmatch(number):
            return place + number
    return ""


def _embed_text(node: LexborNode) -> str:
    lines, line = [], ""
    for inner in node.traverse(include_text=True):
        if inner.is_text_node:
            before = inner.prev
            if before is not None and before.tag in ("p", "div"):
                lines.append(line)
                line = ""
            line += inner.text_content or ""
        elif inner.tag in ("p", "br", "div", "blockquote"):
            lines.append(line)
            line = ""
    return "\n".join(text for text in (one_line(x) for x in (*lines, line)) if text)


def _caption_and_credit(node: LexborNode) -> tuple[str, str]:
    """What stands under a picture, and whose it is, told apart."""
    named = node.css("figcaption, [class]")
    credits = [
        one_line(words_of(x, _unseen))
        for x in outermost([x for x in named if _is_credit(x)])[:MOST_PARTS]
        if not _unseen(x)
    ]
    captions: list[str] = []
    for inner in outermost([x for x in named if _is_caption(x)])[:MOST_PARTS]:
        text = _CAPTION_LABEL.sub(
            "", one_line(words_of(inner, lambda x: _unseen(x) or _is_credit(x))), count=1
        )
        if text and not any(text in other for other in captions):
            captions.append(text)
    caption, credit = " ".join(captions), " ".join(dict.fromkeys(filter(None, credits)))
    at_end = None if credit else _CREDIT_AT_END.fullmatch(caption)
    if at_end:
        caption, credit = at_end[1], at_end[2]
    prefix = _CREDIT.fullmatch(credit)
    return caption, (prefix[1] or prefix[2]) if prefix else credit


def _is_caption(node: LexborNode) -> bool:
    names = node.attributes.get("class") or ""
    return (
        (node.tag == "figcaption" or bool(_CAPTION_CLASS.search(names)))
        and not _unseen(node)
        and not _is_credit(node)
    )


def _is_credit(node: LexborNode) -> bool:
    return bool(_CREDIT_CLASS.search(node.attributes.get("class") or ""))


def _unseen(node: LexborNode) -> bool:
    return is_hidden(node.attributes)


def _video_marker(node: LexborNode) -> LexborNode | None:
    kind = f"{node.attributes.get('data-spacefinder-type') or ''} {node.attributes.get('class') or ''}".lower()
    return node if "youtube" in kind or "video" in kind else None


def _video_name(node: LexborNode) -> str:
    kind = f"{node.attributes.get('data-spacefinder-type') or ''} {node.attributes.get('class') or ''}".lower()
    return "YouTube" if "youtube" in kind else "Video"


def _video_address(node: LexborNode, base: str) -> str:
    attributes = node.attributes
    for name in ("src", "data-src", "data-lazy-src", "data-url", "data-href"):
        url = address(attributes.get(name), base)
        if url:
            return url
    number, place = _AMP_NUMBERS.get(node.tag or "", ("", ""))
    if number and (key := attributes.get(number)):
        return address(place + key)
    source = (
        node.css_first("source[src]")
        if node.tag in ("video", "audio", "amp-video", "amp-audio")
        else None
    )
    return address(source.attributes.get("src"), base) if source is not None else ""
