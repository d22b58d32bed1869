"""The pictures and videos that an update's own properties name."""

import re
from collections.abc import Callable
from typing import Any

from tui.model.blog import Embed, Image
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address, provider_of, site_of

type Object = dict[str, Any]
type Resolve = Callable[[Object], Object]

MOST_PICTURES = 50
"""Pictures of one update that are read."""
_CREDITS = ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
_ADDRESSES = ("url", "contentUrl", "embedUrl", "thumbnailUrl", "thumbnail")
MEDIA = ("video", "audio", "associatedMedia", "sharedContent")
"""The properties of schema.org that name media beside an update's text."""
SHORT_NAME = 8
"""Characters of a picture's name up to which other pictures may have the same."""
_SIZE = re.compile(r"[-_]?(?<!\d)\d{1,4}[x:]\d{1,4}(?!\d)|[-_](?:scaled|large|medium|small)")


def pictures_of(update: Object, resolve: Resolve) -> list[Image]:
    """The pictures of `image`.

    Of several cuts of one (the same caption, or the same name but for the size) the first.
    """
    value = update.get("image")
    if not value:
        return []
    pictures: dict[str, Image] = {}
    for entry in _entries(value):
        picture = _picture(entry, resolve)
        if picture is not None:
            pictures.setdefault(picture.caption or picture.alt or _stem(picture.url), picture)
    return list(pictures.values())


def without_query(url: str) -> str:
    """A picture's address without the query, which only asks for a size."""
    return url.split("?", 1)[0]


def _picture(entry: object, resolve: Resolve) -> Image | None:
    if isinstance(entry, str):
        url = address(entry)
        return Image(url=url) if url else None
    if not isinstance(entry, dict):
        return None
    image = resolve(entry)
    url = _address(image, ("url", "contentUrl", "@id"))
    if not url:
        return None
    caption = _line(image.get("caption")) or _line(image.get("description"))
    return Image(_line(image.get("alternateName")), _credit(image, resolve), caption, url)


def _credit(image: Object, resolve: Resolve) -> str:
    credit = next((x for key in _CREDITS if (x := image.get(key))), None)
    if isinstance(credit, list) and credit:
        credit = credit[0]
    return _line(resolve(credit).get("name") if isinstance(credit, dict) else credit)


def _entries(value: object) -> list[Any]:
    """The pictures of a property: one, a list of them, a list in a list."""
    entries = value if isinstance(value, list) else [value]
    flat: list[Any] = []
    for entry in entries[:MOST_PICTURES]:
        flat.extend(entry if isinstance(entry, list) else [entry])
    return flat[:MOST_PICTURES]


def _address(thing: Object, keys: tuple[str, ...]) -> str:
    """The first address under these keys, as a text, in an object, or in a list of them."""
    for key in keys:
        value = thing.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and (url := address(value)):
            return url
    return ""


def media_of(update: Object, resolve: Resolve) -> list[Image | Embed]:
    """The videos, sounds, shared pages and pictures beside an update."""
    found: dict[Image | Embed, None] = {}
    for key in MEDIA:
        for entry in _entries(update[key]) if update.get(key) else ():
            media = _media({"url": entry} if isinstance(entry, str) else entry, key, resolve)
            if media is not None:
                found[media] = None
    return list(found)


def _media(entry: object, key: str, resolve: Resolve) -> Image | Embed | None:
    if not isinstance(entry, dict):
        return None
    thing = resolve(entry)
    kind = thing.get("@type")
    if kind == "ImageObject":
        return _picture(thing, resolve)
    url = _address(thing, _ADDRESSES)
    keys = ("name", "headline", "caption", "description")
    text = next((line for key in keys if (line := _line(thing.get(key)))), "")
    if not url and not text:
        return None
    return Embed(provider_of(url) or _kind_of_media(key, kind, url), text, url)


def _kind_of_media(key: str, kind: object, url: str) -> str:
    """The word for media of no well-known provider, or the site of a shared page."""
    if key == "sharedContent" and kind != "VideoObject" and url:
        return site_of(url)
    return "Audio" if key == "audio" or kind == "AudioObject" else "Video"


def _stem(url: str) -> str:
    """The part of an address that cuts of one picture share: name without size, or folder."""
    folder, _, name = without_query(url).rpartition("/")
    folder = _SIZE.sub("", folder)
    stem = _SIZE.sub("", name.rsplit(".", 1)[0])
    if len(stem) > SHORT_NAME:
        return stem
    is_size = stem.isdigit() or len(stem) < 3
    return folder.rsplit("/", 2)[-1] if is_size else f"{folder}/{stem}"


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return line_of(value) if isinstance(value, str) else ""
