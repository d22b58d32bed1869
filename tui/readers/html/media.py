"""Pictures, videos and shared pages that data name beside a post's text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tui.model.blog import Embed, Image
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.html.nodes import ADDRESSES, Object, each_of, kind_of, resolved, said_in

MOST = 50
"""Media of one field, and of one list in it."""
SHORT_NAME = 8
"""Characters of a picture's name up to which other pictures may have the same."""
_ALTS = ("altText", "alt", "alternateName")
_CREDITS = (
    "creditText", "credit", "creator", "author", "copyrightHolder", "copyrightNotice", "copyright",
)  # fmt: skip
_CAPTIONS = ("caption", "description")
_TITLES = ("name", "headline", "title", "caption", "description")
_PICTURES = ("photo", "picture", "media", "thumbnail", "enclosure", "attachments")
_SIZE = re.compile(r"[-_]?(?<!\d)\d{1,4}[x:]\d{1,4}(?!\d)|[-_](?:scaled|large|medium|small)")


def media_of(value: Any, known: Mapping[str, Object], kind: str = "image") -> list[Image | Embed]:
    """The pictures and videos of a field, of several cuts of one the first.

    `kind` is that of a value that does not say its own.
    """
    found: dict[object, Image | Embed] = {}
    for each in _flat(value):
        if isinstance(each, str) and kind == "image":
            if url := address(each):
                found.setdefault(_stem(url), Image(url=url))
            continue
        if not isinstance(each, dict):
            each = {"url": each}
        each = resolved(each, known)
        own = kind_of({"type": each.get("@type") or each.get("type")}) or kind
        if "image" in own or own in _PICTURES:
            picture = _picture(each, known)
            if picture.url or picture.caption or picture.credit:
                found.setdefault(picture.caption or picture.alt or _stem(picture.url), picture)
        else:
            piece = _embed(each, own, known)
            if piece.url or piece.text:
                found.setdefault(piece, piece)
    return list(found.values())


def _flat(value: Any) -> Iterator[Any]:
    for each in each_of(value)[:MOST]:
        yield from each[:MOST] if isinstance(each, list) else (each,)


def _picture(value: Object, known: Mapping[str, Object]) -> Image:
    alt, credit, caption = (_line(value, keys, known) for keys in (_ALTS, _CREDITS, _CAPTIONS))
    return Image(alt, credit, caption, _address(value))


def _embed(value: Object, kind: str, known: Mapping[str, Object]) -> Embed:
    url, title = _address(value), _line(value, _TITLES, known)
    named = "Audio" if "audio" in kind else "Video" if "video" in kind else ""
    return Embed(provider_of(url) or named or (site_of(url) if url else "Embed"), title, url)


def _address(value: Object) -> str:
    """The first address under the usual names; else the first one anywhere inside."""
    for key in (*ADDRESSES, "@id"):
        found = value.get(key)
        if isinstance(found, list):
            found = found[0] if found else None
        if isinstance(found, dict):
            found = found.get("@id") or found.get("url")
        if isinstance(found, str) and (url := address(found)):
            return url
    is_nested = any(isinstance(x, dict | list) for x in value.values())
    return address(said_in(value, *ADDRESSES)) if is_nested else ""


def _line(value: Object, keys: tuple[str, ...], known: Mapping[str, Object]) -> str:
    """The first text under these keys, or the name of an object there, on one line."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, list):
            found = found[0] if found else None
        if isinstance(found, dict):
            found = resolved(found, known).get("name")
        if isinstance(found, str) and (line := line_of(found)):
            return line
    return ""


def _stem(url: str) -> str:
    """The part of an address that cuts of one picture share: its name without size, or folder."""
    folder, _, name = url.partition("?")[0].rpartition("/")
    folder = _SIZE.sub("", folder)
    stem = _SIZE.sub("", name.rsplit(".", 1)[0])
    if len(stem) > SHORT_NAME:
        return stem
    is_size = stem.isdigit() or len(stem) < 3
    return folder.rsplit("/", 2)[-1] if is_size else f"{folder}/{stem}"
