"""Pictures, videos and shared pages that data name beside a post's text."""

import re
from collections.abc import Mapping
from typing import Any

from tui.model.blog import Embed, Image
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.html.rich_text import ALTS, CAPTIONS, CREDITS, address_in
from tui.readers.json_text import Object, each_of, resolved

MOST = 50  # per field
_TITLES = ("name", "headline", "title", *CAPTIONS)
_SIZE = re.compile(  # differences between the addresses of two cuts of one picture
    r"\.\w{2,4}$|[-_]?(?<!\d)\d{1,4}(?:[x:]\d{1,4})?(?!\d)|[-_](?:scaled|large|small)"
)


def media_of(value: Any, known: Mapping[str, Object], kind: str = "image") -> list[Image | Embed]:
    """Pictures and videos, one cut of each; `kind` is the kind by the field's name."""
    found: dict[object, Image | Embed] = {}
    for each in (y for x in each_of(value)[:MOST] for y in each_of(x)[:MOST]):
        fields = resolved(each, known) if isinstance(each, dict) else {"url": each}
        own = f"{fields.get('@type') or fields.get('type')} {kind}".lower()
        is_film = any(x in own for x in ("video", "audio", "shared"))
        key, made = _embed(fields, known, own) if is_film else _picture(fields, known)
        if key:
            found.setdefault(key, made)
    return list(found.values())


def _picture(fields: Object, known: Mapping[str, Object]) -> tuple[object, Image]:
    """A picture and its identity, "" for nothing to show."""
    url = address(address_in(fields))
    alt, credit, caption = (_line(fields, x, known) for x in (ALTS, CREDITS, CAPTIONS))
    place = url.partition("?")[0].partition("://")[2]
    key = caption or ((url or credit) and (alt or _SIZE.sub("", place) or credit))
    return key, Image(alt, credit, caption, url)


def _embed(fields: Object, known: Mapping[str, Object], kind: str) -> tuple[object, Embed]:
    url, title = address(address_in(fields)), _line(fields, _TITLES, known)
    named = "Audio" if "audio" in kind else "Video" if "video" in kind else ""
    site = provider_of(url) or named or (site_of(url) if url else "Embed")
    return url + title, Embed(site, title, url)


def _line(value: Object, keys: tuple[str, ...], known: Mapping[str, Object]) -> str:
    for key in keys:
        for found in each_of(value.get(key))[:1]:
            said = resolved(found, known).get("name") if isinstance(found, dict) else found
            if isinstance(said, str) and (line := line_of(said)):
                return line
    return ""
