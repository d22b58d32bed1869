"""Pictures and figures in a body's markup: addresses, captions and credits."""

import re
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Link, Paragraph
from tui.readers.html.embeds import EMBEDS, embed_of, video_address
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.html.text_blocks import line_in
from tui.readers.html.tree import around, classes_of, outermost, text_of, words_of

HIDDEN_CLASSES = frozenset(
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
"""Classes by which pages hide elements from those who see."""
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:photograph|photos?|picture|image|credit|copyright|source|image source|photo credit"
    r"|image credit|fotos?|bild|quelle|cr[eé]dit(?:o|os)?|fuente|fonte|foto di|imagen|imagem)s?"
    r"(?:\s+(?:by|source|credit))?\s*[:：©]\s*(.+)|©\s*(.+)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(.*?)(?<!\s)\s*"
    r"(?:\b(?:Photograph|Photo(?: credit)?|Picture|Image(?: credit)?|Credit)\s*:"
    r"|Credit(?:\.\.\.|…))\s*(.+)",
    re.DOTALL,
)
_IN_BRACKETS = re.compile(
    r"(.*?)(?<!\s)\s*[(\[]\s*+([^\s()\[\]][^()\[\]]{0,98}[^\s()\[\]])\s*+[)\]]\s*\.?", re.DOTALL
)
# In brackets behind a caption, "left" and "archive" are none.
_IS_CREDIT = re.compile(
    r"(?i:(?:photograph|photos?|picture|image|credit|copyright|source|fotos?|bild|quelle|cr[eé]dit"
    r"|fuente|fonte|imagen|imagem)\w*\s*(?:by\s|[:：©/])|©)|.*\b(?:AP|AFP|EPA|EFE|PA|dpa|DPA|Reuters"
    r"|REUTERS|Getty|ANSA|Lusa|LUSA|Belga|ANP|Keystone|APA|Shutterstock)\b|.*\S/\S"
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
PICTURES = ("img", "amp-img", "amp-anim")
"""The elements that show a picture."""
MOST_AROUND = 4
"""Elements between a picture and the link around it, at most."""
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/photo/|/attachment/", re.IGNORECASE
)
MOST_PARTS = 20
"""Captions, and credits, that are read of one figure, at most."""


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether a browser hides the element."""
    if "hidden" in attributes and attributes["hidden"] in (None, "", "hidden", "true"):
        return True
    style = attributes.get("style")
    if style and _NO_DISPLAY.search(style):
        return True
    names = attributes.get("class")
    return bool(names) and not HIDDEN_CLASSES.isdisjoint(classes_of(names))


def image_of(
    node: LexborNode, base: str = "", *, credit: str = "", caption: str = ""
) -> Image | None:
    """The picture of an `<img>`; None for a spacer or a tracker."""
    attributes = node.attributes
    alt = line_in(attributes.get("alt"))
    alt = "" if alt in ("undefined", "null") else alt
    url = _image_address(attributes, base)
    size = (attributes.get("width"), attributes.get("height"))
    is_tracker = "1" in size and size[0] in ("0", "1")
    if is_tracker or not (url or alt):
        return None
    return Image(alt, credit, caption, url)


def _image_address(attributes: dict[str, str | None], base: str) -> str:
    for name in _SOURCES:
        value = (attributes.get(name) or "").strip()
        if not value or value.startswith("data:"):
            continue
        is_set = "srcset" in name
        first = value.split()[0].rstrip(",") if is_set else value.replace("{width}", "640")
        if url := address(first, base):
            return url
    return ""


def around_image(node: LexborNode, base: str) -> tuple[Paragraph, ...]:
    """The link around a picture that is its only content; () if it leads to a larger picture."""
    link = _link_around(node)
    if link is None or text_of(link):
        return ()
    target = link.attributes.get("href") or ""
    url = "" if target.startswith("#") else address(target, base)
    if not url or is_picture_file(url):
        return ()
    return (Paragraph(url, (Link(0, len(url), url),)),)


def is_picture_file(url: str) -> bool:
    """Whether an address leads to a picture, perhaps a larger one."""
    return bool(_PICTURE_FILE.search(url))


class Captioned(NamedTuple):
    """The text beside a picture: its caption, and the credit at its end."""

    caption: str
    credit: str


def captioned(text: str) -> Captioned:
    """A picture's text, parted where a credit follows behind its label or in brackets."""
    in_brackets = _IN_BRACKETS.fullmatch(text)
    if in_brackets and _IS_CREDIT.match(in_brackets[2]):
        prefix = _CREDIT.fullmatch(in_brackets[2])
        credit = (prefix[1] or prefix[2]) if prefix else in_brackets[2]
        return Captioned(in_brackets[1], credit)
    at_end = _CREDIT_AT_END.fullmatch(text)
    return Captioned(at_end[1], at_end[2]) if at_end else Captioned(text, "")


def ends_in_brackets(text: str) -> bool:
    """Whether a text ends as captions do: with something in brackets."""
    return bool(_IN_BRACKETS.fullmatch(text))


def _link_around(node: LexborNode) -> LexborNode | None:
    near = islice(around(node), MOST_AROUND + 1)
    return next((above for above in near if above.tag == "a"), None)


def figure_blocks(node: LexborNode, base: str = "") -> tuple[Block, ...] | None:
    """The blocks of a `<figure>` with pictures or an embed.

    None if it holds text or a table: then it is read like any other node.
    """
    quote = node.css_first("blockquote")
    if quote is not None:
        embed = embed_of(quote, quote.attributes, base)
        return (embed,) if embed is not None else None
    if node.css_first("table") is not None or _has_loose_text(node):
        return None
    caption, credit = _caption_and_credit(node)
    video = node.css_first(", ".join(EMBEDS)) or _video_marker(node)
    if video is not None:
        return _video_blocks(node, video, caption, base)
    pictures = _pictures(node, base)
    if pictures:
        *others, (element, image) = pictures
        last = Image(image.alt, credit, caption, image.url)
        return (*(x for _, x in others), last, *around_image(element, base))
    embed = embed_of(node, node.attributes, base)
    if embed is not None:
        return (embed,)
    has_text = node.css_first("p, li, h1, h2, h3, h4") is not None
    if has_text or not caption:
        return None
    return (Image("", credit, caption),) if credit else (Paragraph(caption),)


def _has_loose_text(node: LexborNode) -> bool:
    """Whether a text stands in a figure itself, beside its caption."""
    return any(
        x.is_text_node and (x.text_content or "").strip() for x in node.iter(include_text=True)
    )


def _pictures(node: LexborNode, base: str) -> list[tuple[LexborNode, Image]]:
    """The pictures of a figure; those for browsers without scripts if it has no others."""
    every = outermost(node.css(", ".join(PICTURES)))
    unscripted = {x.mem_id for x in node.css(", ".join(f"noscript {name}" for name in PICTURES))}
    read = [(x, image) for x in every if (image := image_of(x, base)) is not None]
    scripted = [(x, image) for x, image in read if x.mem_id not in unscripted]
    if any(image.url for _, image in scripted):
        return scripted
    return [(x, image) for x, image in read if x.mem_id in unscripted] or scripted


def _video_blocks(
    node: LexborNode, video: LexborNode, caption: str, base: str
) -> tuple[Embed, ...]:
    url = video_address(video, base) or video_address(node, base)
    title = caption or next((line_in(x.attributes.get("alt")) for x in node.css("img[alt]")), "")
    is_named = not url or video.mem_id == node.mem_id
    name = _video_name(node) if is_named and not provider_of(url) else site_of(url)
    embed = Embed(name, title, url)
    return (embed,) if title or url else ()


def _caption_and_credit(node: LexborNode) -> tuple[str, str]:
    """The caption of a picture and its credit, each on one line."""
    named = node.css("figcaption, [class]")
    caption, credit = " ".join(_captions(named)), " ".join(_credits(named))
    if not credit:
        caption, credit = captioned(caption)
    prefix = _CREDIT.fullmatch(credit)
    return caption, (prefix[1] or prefix[2]) if prefix else credit


def _captions(named: list[LexborNode]) -> list[str]:
    captions: list[str] = []
    for inner in outermost([x for x in named if _is_caption(x)])[:MOST_PARTS]:
        words = words_of(inner, lambda x: _unseen(x) or _is_credit(x))
        text = _CAPTION_LABEL.sub("", line_in(words), count=1)
        if text and not any(text in other for other in captions):
            captions.append(text)
    return captions


def _credits(named: list[LexborNode]) -> list[str]:
    shown = outermost([x for x in named if _is_credit(x)])[:MOST_PARTS]
    texts = (line_in(words_of(x, _unseen)) for x in shown if not _unseen(x))
    return list(dict.fromkeys(filter(None, texts)))


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
    kind = _kind_of(node)
    return node if any(x in kind for x in ("youtube", "video", "audio")) else None


def _video_name(node: LexborNode) -> str:
    kind = _kind_of(node)
    return "YouTube" if "youtube" in kind else "Audio" if "audio" in kind else "Video"


def _kind_of(node: LexborNode) -> str:
    attributes = node.attributes
    words = (attributes.get("data-spacefinder-type") or "", attributes.get("class") or "")
    return " ".join(words).lower()
