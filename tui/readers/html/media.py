"""Pictures, videos and shared pages that data name beside a post's text."""

import re
from collections.abc import Mapping
from typing import Any

from tui.model.blog import Embed, Image
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.html.nodes import Object, address_in, each_of, kind_of, resolved

MOST = 50  # per field
_ALTS = ("altText", "alt", "alternateName")
_CREDITS = (
    "creditText", "credit", "creator", "author", "copyrightHolder", "copyrightNotice", "copyright",
)  # fmt: skip
_CAPTIONS = ("caption", "description")
_TITLES = ("name", "headline", "title", "caption", "description")
_SIZE = re.compile(
    r"\.\w{2,4}$|[-_]?(?<!\d)\d{1,4}(?:[x:]\d{1,4})?(?!\d)|[-_](?:scaled|large|small)"
)
"""Differences between the addresses of two cuts of one picture."""
_PICTURES = ("photo", "picture", "media", "thumbnail", "enclosure", "attachments")


def media_of(value: Any, known: Mapping[str, Object], kind: str = "image") -> list[Image | Embed]:
    """Pictures and videos, one cut of each; `kind` is the default kind."""
    found: dict[object, Image | Embed] = {}
    several = (y for x in each_of(value)[:MOST] for y in each_of(x)[:MOST])
    for each in several:
        each = resolved(each, known) if isinstance(each, dict) else {"url": each}
        own = kind_of({"type": each.get("@type") or each.get("type")}) or kind
        url = _address(each)
        if "image" in own or own in _PICTURES:
            alt, credit, caption = (_line(each, x, known) for x in (_ALTS, _CREDITS, _CAPTIONS))
            if url or caption or credit:
                found.setdefault(caption or alt or _stem(url), Image(alt, credit, caption, url))
        elif (title := _line(each, _TITLES, known)) or url:
            named = "Audio" if "audio" in own else "Video" if "video" in own else ""
            site = provider_of(url) or named or (site_of(url) if url else "Embed")
            found.setdefault((url, title), Embed(site, title, url))
    return list(found.values())


def _stem(url: str) -> str:
    return _SIZE.sub("", url.partition("?")[0].partition("://")[2])


def _address(value: Object) -> str:
    """Address of the object itself before addresses inside it."""
    own = {x: y for x, y in value.items() if isinstance(y, str)}
    return address(address_in(own) or address_in(value) or own.get("@id", ""))


def _line(value: Object, keys: tuple[str, ...], known: Mapping[str, Object]) -> str:
    for key in keys:
        for found in each_of(value.get(key))[:1]:
            said = resolved(found, known).get("name") if isinstance(found, dict) else found
            if isinstance(said, str) and (line := line_of(said)):
                return line
    return ""
