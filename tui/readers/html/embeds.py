"""Embeds in a body's markup: tweets, videos and other content of another site."""

import re

from selectolax.lexbor import LexborNode

from tui.model.blog import Embed
from tui.readers.html.links import address, embed_provider, provider_of, site_of
from tui.readers.html.text_blocks import line_in
from tui.readers.html.tree import classes_of, text_of

_ADDRESS_ATTRIBUTES = (
    "data-tweet-url", "data-instgrm-permalink", "data-embed-url", "data-embedded-content-path",
    "data-href", "data-url", "data-src", "cite", "data-uri", "data-post-url", "data-permalink",
    "data-text-post-permalink",
)  # fmt: skip
_EMBED_ATTRIBUTES = frozenset((*_ADDRESS_ATTRIBUTES, "data-tweet-id", "data-tweetid"))
_ID_ATTRIBUTES = (
    ("data-tweet-id", "", "https://twitter.com/i/status/"),
    ("data-tweetid", "", "https://twitter.com/i/status/"),
    ("data-src", "Flourish", "https://public.flourish.studio/"),
    ("data-id", "Infogram", "https://infogram.com/"),
)
"""Attributes with an embed's id, the provider ("" for any), and the address without the id."""
_AMP_IDS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
}
EMBEDS = frozenset((
    "iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-audio", "amp-facebook",
    *_AMP_IDS,
))  # fmt: skip
"""The elements that show a video, a sound or another site's content."""
_MEDIA_NAMES = {"video": "Video", "audio": "Audio"}
_EMBED_ID = re.compile(r"[\w/-]{4,100}")
_TWEET_ID = re.compile(r"\d{8,25}")
_BOXES = ("div", "section", "figure", "span", "article", "blockquote")


def embed_of(node: LexborNode, attributes: dict[str, str | None], base: str = "") -> Embed | None:
    """The tweet, video or other embed whose code this node is, or None."""
    tag = node.tag or ""
    if tag in EMBEDS:
        return _media_embed(node, tag, attributes, base)
    names = attributes.get("class")
    provider = embed_provider(classes_of(names)) if names else ""
    if not provider and _EMBED_ATTRIBUTES.isdisjoint(attributes):
        return None
    url = _address_by_id(attributes, provider) or _address_in(attributes, base)
    if not provider and tag == "blockquote":
        provider = provider_of(url)
    if provider:
        text = _embed_text(node) or line_in(attributes.get("data-title"))
        return Embed(provider, text, url or _last_provider_link(node, base))
    title = line_in(attributes.get("data-title"))
    return Embed(site_of(url), title, url) if url and _is_empty_box(node, tag) else None


def _is_empty_box(node: LexborNode, tag: str) -> bool:
    return tag in _BOXES and not text_of(node) and not node.css_first("img")


def _media_embed(
    node: LexborNode, tag: str, attributes: dict[str, str | None], base: str
) -> Embed | None:
    """The embed of an `<iframe>`, a `<video>` or the like; None if nobody names its provider."""
    url = video_address(node, base)
    name = provider_of(url) or (_MEDIA_NAMES.get(tag.removeprefix("amp-"), "") if url else "")
    title = line_in(attributes.get("title")) if tag == "iframe" else ""
    return Embed(name, title, url) if name else None


def _last_provider_link(node: LexborNode, base: str) -> str:
    """The last link to a well-known site, preferably to a tweet; else ""."""
    links = [
        url
        for a in node.css("a[href]")
        if provider_of(url := address(a.attributes.get("href"), base))
    ]
    tweets = [url for url in links if _TWEET_ID.search(url)]
    return (tweets or links or [""])[-1]


def _address_in(attributes: dict[str, str | None], base: str) -> str:
    urls = (address(attributes.get(name), base) for name in _ADDRESS_ATTRIBUTES)
    return next(filter(None, urls), "")


def _address_by_id(attributes: dict[str, str | None], provider: str) -> str:
    """The address of an embed for which the page has only an id."""
    for name, of, start in _ID_ATTRIBUTES:
        embed_id = attributes.get(name) or ""
        if (not of or of == provider) and _EMBED_ID.fullmatch(embed_id):
            return address(start + embed_id)
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
    return "\n".join(text for text in (line_in(x) for x in (*lines, line)) if text)


def video_address(node: LexborNode, base: str) -> str:
    """The address of a video, a sound or a frame, or ""."""
    attributes = node.attributes
    for name in ("src", "data-src", "data-lazy-src", "data-url", "data-href"):
        url = address(attributes.get(name), base)
        if url:
            return url
    attribute, start = _AMP_IDS.get(node.tag or "", ("", ""))
    if attribute and (embed_id := attributes.get(attribute)):
        return address(start + embed_id)
    if node.tag not in ("video", "audio", "amp-video", "amp-audio"):
        return ""
    source = node.css_first("source[src]")
    return address(source.attributes.get("src"), base) if source is not None else ""
