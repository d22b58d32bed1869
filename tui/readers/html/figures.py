"""Pictures and embeds in a body's markup: addresses, captions and credits."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote
from zlib import crc32

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image
from tui.model.safe_text import one_line
from tui.readers.html.element import Attributes, Element, lines_in
from tui.readers.html.links import EMBED_CLASSES, address, provider_of, site_of
from tui.readers.html.tags import EMBEDS, PICTURES

_FILMS = {"youtube": "YouTube", "audio": "Audio", "video": "Video"}
"""Kinds of films, by parts of the names of players and their figures."""
LONGEST_PLACEHOLDER = 300  # characters of an address with data, before the picture is loaded
MOST_PARTS = 20  # captions, and credits, per figure
_TWEETS = "https://twitter.com/i/status/"
_IDS = (  # attribute with an embed's id, provider ("" for any), address without the id
    ("data-tweet-id", "", _TWEETS),
    ("data-tweetid", "", _TWEETS),
    ("data-videoid", "", "https://www.youtube.com/watch?v="),
    ("data-shortcode", "", "https://www.instagram.com/p/"),
    ("data-src", "Flourish", "https://public.flourish.studio/"),
    ("data-id", "Infogram", "https://infogram.com/"),
)
_ADDRESSES = (
    "data-tweet-url", "data-instgrm-permalink", "data-embed-url", "data-embedded-content-path",
    "data-href", "data-url", "data-src", "cite", "data-uri", "data-post-url", "data-permalink",
    "data-text-post-permalink", "src", "data-lazy-src",
)  # fmt: skip
_SIGNS = frozenset((*_ADDRESSES, "data-tweet-id", "data-tweetid")) - {"src"}
_IMAGE_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "data-url", "srcset", "data-srcset",
)  # fmt: skip
_ID = re.compile(r"[\w/-]{1,100}")
_LABEL = (
    r"(?:Photograph(?: by)?|Photos?(?: credit| by)?|Picture(?: by)?|Image (?:source|credit)|Image"
    r"|Credit|Copyright|Source|Fotos?|Bild|Quelle|Cr[eé]dit(?:os?)?|Fuente|Fonte|Imagen|Imagem)s?"
)
_LABELLED = re.compile(rf"[(\[]?(?:\b{_LABEL}\s?[:：©]|Credit(?:\.\.\.|…)|©)\s?(?=\S)")
_ICON = re.compile(r"^([1-3]?\d)x\1 |[ /](?:spacer|pixel|blank|clear|dot|1x1)\.(?:gif|png|svg)\b")
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/photo/|/attachment/", re.IGNORECASE
)


def image_of(attributes: Attributes, base: str = "") -> Image | None:
    """None for a spacer or a tracker, and for a square icon without a description."""
    alt = one_line(attributes.get("alt") or "")
    alt = "" if alt in ("undefined", "null") else alt
    url = _image_address(attributes, base)
    place = url or name_in_saved(attributes.get("src") or "")
    named = f"{attributes.get('width')}x{attributes.get('height')} {place}"
    if named[:2] in ("0x", "1x") or not (alt or (place and not _ICON.search(named))):
        return None
    return Image(alt, url=url, saved=place.removeprefix(url))


def name_in_saved(source: str) -> str:
    """Name of a picture that a page holds in itself, or in a file beside it; "" for others."""
    if source.startswith("data:"):
        is_picture = ";base64," in source[:40] and len(source) > LONGEST_PLACEHOLDER
        return f"data:{crc32(source.encode())}" if is_picture else ""
    return "" if ":" in source else unquote(source.partition("?")[0]).rpartition("/")[2]


def _image_address(attributes: Attributes, base: str) -> str:
    for name in filter(attributes.__contains__, _IMAGE_SOURCES):
        value = (attributes[name] or "").strip()
        if value and not value.startswith("data:"):
            first = value.split()[0].rstrip(",") if "srcset" in name else value
            if url := address(first.replace("{width}", "640"), base):
                return url
    return ""


def is_picture_file(url: str) -> bool:
    return bool(_PICTURE_FILE.search(url))


def figure_blocks(figure: Element, base: str = "") -> tuple[Block, ...] | None:
    """None for a figure with text or a table, which is read like any other element."""
    if "table" in figure.holds or _has_own_text(figure):
        return None
    inside = list(figure.inside)
    caption, credit = _caption_and_credit(inside)
    images = _images(figure, inside, base)
    title = caption or " ".join(x.alt for x in images[:1])
    if embed := _embed_in(figure, inside, title, base):
        return (embed,)
    if not images and credit and figure.captions == figure.length:
        images = [Image("")]
    if not images:
        return None
    *others, last = images
    return (*others, replace(last, credit=credit, caption=caption))


def _images(figure: Element, inside: Sequence[Element], base: str) -> list[Image]:
    """Pictures for browsers without scripts count only if there are no others."""
    shown = [x.node for x in inside if x.tag in PICTURES]
    images = _images_of(shown, base)
    if any(x.url for x in images):
        return images
    unscripted = figure.node.css(", ".join(f"noscript {name}" for name in PICTURES))
    return _images_of(unscripted, base) or images


def _images_of(nodes: Sequence[LexborNode], base: str) -> list[Image]:
    return [x for x in (image_of(node.attributes, base) for node in nodes) if x is not None]


def _embed_in(figure: Element, inside: Sequence[Element], title: str, base: str) -> Embed | None:
    """A film, or the embed that the figure itself is."""
    urls = [_address(x, base) for x in inside if x.tag in EMBEDS]
    kind = _kind_of(f"{figure.attributes.get('data-spacefinder-type')} {figure.names}")
    url = next(filter(None, (*urls, _address(figure, base))), "")
    if (urls or kind) and (url or title):
        return Embed(provider_of(url) or kind or site_of(url), title, url)
    return embed_of(figure, base)


def _kind_of(names: str) -> str:
    return next((kind for sign, kind in _FILMS.items() if sign in names.lower()), "")


def _caption_and_credit(inside: Sequence[Element]) -> tuple[str, str]:
    credits = [x for x in inside if "credit" in x.roles][:MOST_PARTS]
    captions = [x for x in inside if "caption" in x.roles and "credit" not in x.roles]
    caption, credit = _texts_in(captions, credits), _texts_in(credits)
    if credit:
        label = _LABELLED.match(credit)
        return caption, credit[label.end() if label else 0 :]
    if not (label := _LABELLED.search(caption)):
        return caption, ""
    ending = " .)]" if label[0][0] in "([" else " "
    return caption[: label.start()].rstrip(" ,;|/–—-"), caption[label.end() :].rstrip(ending)


def _texts_in(elements: Sequence[Element], without: Sequence[Element] = ()) -> str:
    """Different texts on one line, of elements that are not inside each other."""
    first = elements[:MOST_PARTS]
    outermost = (x for x in first if set(first).isdisjoint(x.path[1:]))
    texts = (" ".join(lines_in(x, without)) for x in outermost)
    return " ".join(dict.fromkeys(filter(None, texts)))


def embed_of(element: Element, base: str = "") -> Embed | None:
    """A player, a shared post, or an element with no more than an address."""
    attributes = element.attributes
    if element.tag in EMBEDS:
        return _player(element, base)
    known = EMBED_CLASSES.keys() & element.names.split()
    provider = EMBED_CLASSES.get(min(known, default=""), "")
    if not provider and _SIGNS.isdisjoint(attributes):
        return None
    url, title = _address(element, base, provider), one_line(attributes.get("data-title") or "")
    if provider:
        said = "\n".join(lines_in(element))
        return Embed(provider, said or title, url or _last_link(element, base))
    is_empty = not element.length and PICTURES.isdisjoint(element.holds)
    return Embed(site_of(url), title, url) if url and is_empty else None


def _player(element: Element, base: str) -> Embed | None:
    url = _address(element, base)
    name = provider_of(url) or (_kind_of(element.tag) if url else "")
    return Embed(name, one_line(element.attributes.get("title") or ""), url) if name else None


def _has_own_text(figure: Element) -> bool:
    return any(isinstance(x, str) and not x.isspace() for x in figure.inner)


def _last_link(element: Element, base: str) -> str:
    """The last address of a well-known site: a shared post ends in its own."""
    links = (address(x.attributes.get("href"), base) for x in element.inside if x.tag == "a")
    return ("", *filter(provider_of, links))[-1]


def _address(element: Element, base: str, provider: str = "") -> str:
    """Address by an embed's id, else by an attribute or a source inside."""
    for name, of, start in _IDS:
        key = element.attributes.get(name) or ""
        if of in ("", provider) and _ID.fullmatch(key):
            return address(start + key)
    said = (address(x, base) for x in map(element.attributes.get, _ADDRESSES))
    if url := next(filter(None, said), ""):
        return url
    source = element.node.css_first("source[src]")
    return address(source.attributes["src"], base) if source is not None else ""
