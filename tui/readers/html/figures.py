"""Pictures and embeds in a body's markup: addresses, captions and credits."""

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Link, Paragraph
from tui.readers.html.element import EMBEDS, PICTURES, Attributes
from tui.readers.html.links import address, embed_provider, provider_of, site_of
from tui.readers.html.seen import path_of
from tui.readers.html.text_blocks import line_in
from tui.readers.html.tree import classes_of, is_hidden, outermost, text_of, words_of

_EMBEDS = ", ".join(EMBEDS)
_FILMS = ("youtube", "video", "audio")  # in the names of a figure with a film
MOST_AROUND = 4  # elements between a picture and the link around it
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
_BOXES = ("div", "section", "figure", "span", "article", "blockquote")
_LINES = ("p", "br", "div", "blockquote")
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
_CREDIT_CLASS = re.compile(r"credit|copyright|source-?name|photographer|attribution", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|legend", re.IGNORECASE)
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/photo/|/attachment/", re.IGNORECASE
)


def image_of(node: LexborNode, base: str = "") -> Image | None:
    """None for a spacer or a tracker."""
    attributes = node.attributes
    alt = line_in(attributes.get("alt"))
    alt = "" if alt in ("undefined", "null") else alt
    url = _image_address(attributes, base)
    width, height = attributes.get("width"), attributes.get("height")
    is_tracker = width in ("0", "1") and "1" in (width, height)
    return Image(alt, url=url) if (url or alt) and not is_tracker else None


def _image_address(attributes: Attributes, base: str) -> str:
    for name in _IMAGE_SOURCES:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            first = value.split()[0].rstrip(",") if "srcset" in name else value
            if url := address(first.replace("{width}", "640"), base):
                return url
    return ""


def around_image(node: LexborNode, base: str) -> tuple[Paragraph, ...]:
    """The link that wraps only this picture; () if it just enlarges it."""
    near = islice(path_of(node), 1, MOST_AROUND + 2)
    link = next((above for above in near if above.tag == "a"), None)
    target = "" if link is None or text_of(link) else link.attributes.get("href") or ""
    url = "" if target.startswith("#") else address(target, base)
    if not url or is_picture_file(url):
        return ()
    return (Paragraph(url, (Link(0, len(url), url),)),)


def is_picture_file(url: str) -> bool:
    return bool(_PICTURE_FILE.search(url))


def figure_blocks(node: LexborNode, base: str = "") -> tuple[Block, ...] | None:
    """None for a figure with text or a table, which is read like any other node."""
    quote = node.css_first("blockquote")
    if quote is not None:
        return _one(embed_of(quote, quote.attributes, base))
    if node.css_first("table") is not None or _has_own_text(node):
        return None
    caption, credit = _caption_and_credit(node)
    kind = f"{node.attributes.get('data-spacefinder-type')} {node.attributes.get('class')}".lower()
    film = node.css_first(_EMBEDS) or (node if any(x in kind for x in _FILMS) else None)
    if film is not None:
        return _film(node, film, caption, kind, base)
    if pictures := _pictures(node, base):
        *others, (element, image) = pictures
        last = Image(image.alt, credit, caption, image.url)
        return (*(x for _, x in others), last, *around_image(element, base))
    embed = _one(embed_of(node, node.attributes, base))
    return embed or _caption_alone(node, caption, credit)


def _one(embed: Embed | None) -> tuple[Embed] | None:
    return (embed,) if embed is not None else None


def _has_own_text(node: LexborNode) -> bool:
    texts = (x.text_content or "" for x in node.iter(include_text=True) if x.is_text_node)
    return any(map(str.strip, texts))


def _caption_alone(node: LexborNode, caption: str, credit: str) -> tuple[Block, ...] | None:
    if not caption or node.css_first("p, li, h1, h2, h3, h4") is not None:
        return None
    return (Image("", credit, caption),) if credit else (Paragraph(caption),)


def _pictures(node: LexborNode, base: str) -> list[tuple[LexborNode, Image]]:
    """Pictures for browsers without scripts count only if there are no others."""
    every = outermost(node.css(", ".join(PICTURES)))
    unscripted = {x.mem_id for x in node.css(", ".join(f"noscript {name}" for name in PICTURES))}
    read = [(x, image) for x in every if (image := image_of(x, base)) is not None]
    scripted = [(x, image) for x, image in read if x.mem_id not in unscripted]
    if any(image.url for _, image in scripted):
        return scripted
    return [(x, image) for x, image in read if x.mem_id in unscripted] or scripted


def _film(
    node: LexborNode, film: LexborNode, caption: str, kind: str, base: str
) -> tuple[Embed, ...]:
    url = _address(film, film.attributes, base) or _address(node, node.attributes, base)
    title = caption or next((line_in(x.attributes.get("alt")) for x in node.css("img[alt]")), "")
    name = "YouTube" if "youtube" in kind else "Audio" if "audio" in kind else "Video"
    if provider_of(url) or (url and film.mem_id != node.mem_id):
        name = site_of(url)
    return (Embed(name, title, url),) if title or url else ()


def _caption_and_credit(node: LexborNode) -> tuple[str, str]:
    named = [x for x in node.css("figcaption, [class]") if not is_hidden(x.attributes)]
    credit_of = outermost(list(filter(_is_credit, named)))[:MOST_PARTS]
    caption_of = outermost(list(filter(_is_caption, named)))[:MOST_PARTS]
    captions: list[str] = []
    for inner in caption_of:
        text = line_in(words_of(inner, lambda x: is_hidden(x.attributes) or _is_credit(x)))
        if text and not any(text in other for other in captions):
            captions.append(text)
    credits = (line_in(words_of(x, lambda y: is_hidden(y.attributes))) for x in credit_of)
    caption, credit = " ".join(captions), " ".join(dict.fromkeys(filter(None, credits)))
    return (caption, _unlabelled(credit)) if credit else _credit_behind(caption)


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


def _is_caption(node: LexborNode) -> bool:
    is_named = _CAPTION_CLASS.search(node.attributes.get("class") or "")
    return (node.tag == "figcaption" or bool(is_named)) and not _is_credit(node)


def _is_credit(node: LexborNode) -> bool:
    return bool(_CREDIT_CLASS.search(node.attributes.get("class") or ""))


def embed_of(node: LexborNode, attributes: Attributes, base: str = "") -> Embed | None:
    tag, names = node.tag or "", attributes.get("class")
    if tag in EMBEDS:
        return _player(node, attributes, base)
    provider = embed_provider(classes_of(names))
    if not provider and _SIGNS.isdisjoint(attributes):
        return None
    url, title = _address(node, attributes, base, provider), line_in(attributes.get("data-title"))
    if provider := provider or (provider_of(url) if tag == "blockquote" else ""):
        return Embed(provider, _lines_of(node) or title, url or _linked(node, base))
    return Embed(site_of(url), title, url) if url and _is_empty_box(node) else None


def _is_empty_box(node: LexborNode) -> bool:
    return node.tag in _BOXES and not text_of(node) and not node.css_first("img")


def _player(node: LexborNode, attributes: Attributes, base: str) -> Embed | None:
    tag, url = node.tag or "", _address(node, attributes, base)
    kind = _MEDIA_NAMES.get(tag.removeprefix("amp-"), "") if url else ""
    title = line_in(attributes.get("title")) if tag == "iframe" else ""
    name = provider_of(url) or kind
    return Embed(name, title, url) if name else None


def _address(node: LexborNode, attributes: Attributes, base: str, provider: str = "") -> str:
    for name, of, start in _IDS:
        key = attributes.get(name) or ""
        if (not of or of == provider) and _ID.fullmatch(key):
            return address(start + key)
    names = _SOURCES if node.tag in EMBEDS else _ADDRESSES
    urls = (address(attributes.get(name), base) for name in names)
    if url := next(filter(None, urls), ""):
        return url
    source = node.css_first("source[src]") if node.tag in EMBEDS else None
    return address(source.attributes.get("src"), base) if source is not None else ""


def _linked(node: LexborNode, base: str) -> str:
    urls = (address(x.attributes.get("href"), base) for x in node.css("a[href]"))
    links = [x for x in urls if provider_of(x)]
    return ([x for x in links if _STATUS.search(x)] or links or [""])[-1]


def _lines_of(node: LexborNode) -> str:
    lines = [""]
    for inner in node.traverse(include_text=True):
        before = inner.prev
        if inner.tag in _LINES or (before is not None and before.tag in ("p", "div")):
            lines.append("")
        if inner.is_text_node:
            lines[-1] += inner.text_content or ""
    return "\n".join(filter(None, map(line_in, lines)))
