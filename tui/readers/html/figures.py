"""Pictures and embeds in a body's markup: addresses, captions and credits."""

import re
from collections.abc import Iterable, Sequence

from tui.model.blog import Block, Embed, Image, Paragraph
from tui.model.safe_text import one_line
from tui.readers.html.element import (
    EMBEDS,
    HEADINGS,
    PICTURES,
    Attributes,
    Element,
    is_caption,
    lines_in,
)
from tui.readers.html.links import address, embed_provider, provider_of, site_of
from tui.readers.html.roles import roles_in
from tui.readers.html.text_blocks import line_in
from tui.readers.html.tree import classes_of

_FILMS = {"youtube": "YouTube", "audio": "Audio", "video": "Video"}
"""Names of players, by parts of the names of a figure with a film."""
MOST_PARTS = 20  # captions, and credits, per figure
_TWEETS = "https://twitter.com/i/status/"
_IDS = (
    ("data-tweet-id", "", _TWEETS),
    ("data-tweetid", "", _TWEETS),
    ("data-videoid", "", "https://www.youtube.com/watch?v="),
    ("data-shortcode", "", "https://www.instagram.com/p/"),
    ("data-src", "Flourish", "https://public.flourish.studio/"),
    ("data-id", "Infogram", "https://infogram.com/"),
)
"""Attribute with an embed's id, provider ("" for any), address without the id."""
_ADDRESSES = (
    "data-tweet-url", "data-instgrm-permalink", "data-embed-url", "data-embedded-content-path",
    "data-href", "data-url", "data-src", "cite", "data-uri", "data-post-url", "data-permalink",
    "data-text-post-permalink",
)  # fmt: skip
_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data-href")
_SIGNS = frozenset((*_ADDRESSES, "data-tweet-id", "data-tweetid"))
_IMAGE_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "data-url", "srcset", "data-srcset",
)  # fmt: skip
_MEDIA_NAMES = {"video": "Video", "audio": "Audio"}
_ID = re.compile(r"[\w/-]{1,100}")
_STATUS = re.compile(r"\d{8,25}")
_TEXTS = HEADINGS | {"p", "li"}
_LABEL = (
    r"(?:Photograph(?: by)?|Photos?(?: credit| by)?|Picture(?: by)?|Image (?:source|credit)|Image"
    r"|Credit|Copyright|Source|Fotos?|Bild|Quelle|Cr[eé]dit(?:os?)?|Fuente|Fonte|Imagen|Imagem)s?"
)
_LABELLED = re.compile(rf"(?:\b{_LABEL}\s?[:：©]|Credit(?:\.\.\.|…)|©)\s?(?=\S)")
_IN_BRACKETS = re.compile(r"[(\[] ?([^\s()\[\]][^()\[\]]{0,98}[^\s()\[\]]) ?[)\]] ?\.?$")
# Behind a caption, "(left)" and "(archive)" are no credit.
_SAYS_WHOSE = re.compile(
    rf"^{_LABEL}\b|©|\S/\S|\b(?:AP|AFP|EPA|EFE|PA|dpa|DPA|Reuters|REUTERS|Getty|ANSA|Lusa|LUSA"
    r"|Belga|ANP|Keystone|APA|Shutterstock)\b"
)
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/photo/|/attachment/", re.IGNORECASE
)


def image_of(attributes: Attributes, base: str = "") -> Image | None:
    """None for a spacer or a tracker."""
    alt = line_in(attributes.get("alt"))
    alt = "" if alt in ("undefined", "null") else alt
    url = _image_address(attributes, base)
    width, height = attributes.get("width"), attributes.get("height")
    is_tracker = width in ("0", "1") and "1" in (width, height)
    return Image(alt, url=url) if (url or alt) and not is_tracker else None


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
    inside = list(figure.inside)
    quote = next((x for x in inside if x.tag == "blockquote"), None)
    if quote is not None:
        return _one(embed_of(quote, base))
    if "table" in figure.holds or _has_own_text(figure):
        return None
    caption, credit = _caption_and_credit(inside)
    pictures = [x for x in inside if x.tag in PICTURES]
    if film := _film(figure, inside, caption or _alt(pictures), base):
        return (film,)
    if images := _images(figure, pictures, base):
        *others, last = images
        return (*others, Image(last.alt, credit, caption, last.url))
    return _one(embed_of(figure, base)) or _caption_alone(figure, caption, credit)


def _film(figure: Element, inside: Sequence[Element], title: str, base: str) -> Embed | None:
    player = next((x for x in inside if x.tag in EMBEDS), None)
    name = _name_of_film(figure)
    if player is None and not name:
        return None
    own = _address(player, base) if player is not None else ""
    url = own or _address(figure, base)
    name = site_of(url) if own or provider_of(url) else name or "Video"
    return Embed(name, title, url) if url or title else None


def _name_of_film(figure: Element) -> str:
    kind = f"{figure.attributes.get('data-spacefinder-type')} {figure.names}".lower()
    return next((name for sign, name in _FILMS.items() if sign in kind), "")


def _alt(pictures: Sequence[Element]) -> str:
    alts = (line_in(x.node.attributes.get("alt")) for x in pictures)
    return next(filter(None, alts), "")


def _has_own_text(figure: Element) -> bool:
    return any(isinstance(x, str) and not x.isspace() for x in figure.inner)


def _one(embed: Embed | None) -> tuple[Embed] | None:
    return (embed,) if embed is not None else None


def _caption_alone(figure: Element, caption: str, credit: str) -> tuple[Block, ...] | None:
    if not caption or not _TEXTS.isdisjoint(figure.holds):
        return None
    return (Image("", credit, caption),) if credit else (Paragraph(caption),)


def _images(figure: Element, pictures: Sequence[Element], base: str) -> list[Image]:
    """Pictures for browsers without scripts count only if there are no others."""
    shown = [x for y in pictures if (x := image_of(y.node.attributes, base)) is not None]
    if any(x.url for x in shown):
        return shown
    unscripted = figure.node.css(", ".join(f"noscript {name}" for name in PICTURES))
    return [x for y in unscripted if (x := image_of(y.attributes, base)) is not None] or shown


def _caption_and_credit(inside: Sequence[Element]) -> tuple[str, str]:
    credit_of = _outermost(x for x in inside if "credit" in roles_in(x.names))
    caption_of = _outermost(
        x for x in inside if is_caption(x) and "credit" not in roles_in(x.names)
    )
    captions: list[str] = []
    for element in caption_of:
        text = one_line(" ".join(lines_in(element, without=credit_of)))
        if text and not any(text in other for other in captions):
            captions.append(text)
    credits = (one_line(x.text) for x in credit_of)
    caption, credit = " ".join(captions), " ".join(dict.fromkeys(filter(None, credits)))
    return (caption, _unlabelled(credit)) if credit else _credit_behind(caption)


def _is_credit(element: Element) -> bool:
    return "credit" in roles_in(element.names)


def _outermost(elements: Iterable[Element]) -> list[Element]:
    """First elements without elements inside them."""
    found: list[Element] = []
    for element in elements:
        if element.length and len(found) < MOST_PARTS and not any(x in element.path for x in found):
            found.append(element)
    return found


def _credit_behind(caption: str) -> tuple[str, str]:
    """Caption and credit of a caption with its credit in brackets, or behind a label."""
    brackets = _IN_BRACKETS.search(caption)
    if brackets and _SAYS_WHOSE.search(brackets[1]):
        return caption[: brackets.start()].rstrip(), _unlabelled(brackets[1])
    label = _LABELLED.search(caption)
    return (caption[: label.start()].rstrip(), caption[label.end() :]) if label else (caption, "")


def _unlabelled(credit: str) -> str:
    label = _LABELLED.match(credit)
    return credit[label.end() :] if label else credit


def embed_of(element: Element, base: str = "") -> Embed | None:
    attributes = element.attributes
    if element.tag in EMBEDS:
        return _player(element, base)
    provider = embed_provider(classes_of(attributes.get("class")))
    if not provider and _SIGNS.isdisjoint(attributes):
        return None
    url, title = _address(element, base, provider), line_in(attributes.get("data-title"))
    if provider := provider or (provider_of(url) if element.tag == "blockquote" else ""):
        said = "\n".join(map(one_line, lines_in(element)))
        return Embed(provider, said or title, url or _linked(element, base))
    is_empty = not element.length and PICTURES.isdisjoint(element.holds)
    return Embed(site_of(url), title, url) if url and is_empty else None


def _player(element: Element, base: str) -> Embed | None:
    url = _address(element, base)
    kind = _MEDIA_NAMES.get(element.tag.removeprefix("amp-"), "") if url else ""
    title = line_in(element.attributes.get("title")) if element.tag == "iframe" else ""
    name = provider_of(url) or kind
    return Embed(name, title, url) if name else None


def _address(element: Element, base: str, provider: str = "") -> str:
    attributes, is_player = element.attributes, element.tag in EMBEDS
    for name, of, start in _IDS:
        key = attributes.get(name) or ""
        if (not of or of == provider) and _ID.fullmatch(key):
            return address(start + key)
    urls = (address(attributes.get(x), base) for x in (_SOURCES if is_player else _ADDRESSES))
    if url := next(filter(None, urls), ""):
        return url
    source = element.node.css_first("source[src]") if is_player else None
    return address(source.attributes.get("src"), base) if source is not None else ""


def _linked(element: Element, base: str) -> str:
    urls = (address(x.attributes.get("href"), base) for x in element.inside if x.tag == "a")
    links = [x for x in urls if provider_of(x)]
    return ([x for x in links if _STATUS.search(x)] or links or [""])[-1]
