"""The pictures and videos that an update's own properties name."""

import re
from collections.abc import Callable
from typing import Any

from tui.blog import Embed, Image
from tui.readers.html_body import line_of
from tui.readers.sites import address, provider_of

type Object = dict[str, Any]
type Resolve = Callable[[Object], Object]

MOST = 50
"""Pictures of one update that are read."""
_SIZE = re.compile(r"[-_]?\d{2,4}x\d{2,4}|[-_](?:scaled|large|medium|small)")


def pictures_of(update: Object, resolve: Resolve) -> list[Image]:
    """The pictures of `image`; of several cuts of one (the same caption, or name but for the size) the first."""
    value = update.get("image")
    if not value:
        return []
    pictures: dict[str, Image] = {}
    for entry in (value if isinstance(value, list) else [value])[:MOST]:
        picture = _picture(entry, resolve)
        if picture is not None:
            pictures.setdefault(picture.caption or picture.alt or _stem(picture.url), picture)
    return list(pictures.values())


def _picture(entry: object, resolve: Resolve) -> Image | None:
    if isinstance(entry, str):
        url = address(entry)
        return Image(url=url) if url else None
    if not isinstance(entry, dict):
        return None
    image = resolve(entry)
    url = next(
        (u for key in ("url", "contentUrl", "@id") if isinstance(x := image.get(key), str) and (u := address(x))), ""
    )
    if not url:
        return None
    credit = image.get("creditText") or image.get("creator") or image.get("author")
    if isinstance(credit, dict):
        credit = resolve(credit).get("name")
    return Image(_line(image.get("alternateName")), _line(credit), _line(image.get("caption")), url)


def video_of(update: Object, resolve: Resolve) -> Embed | None:
    """The first video of `video`: its name and where it is."""
    value = update.get("video")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        value = {"contentUrl": value}
    if not isinstance(value, dict):
        return None
    video = resolve(value)
    keys = ("url", "contentUrl", "embedUrl", "thumbnailUrl", "thumbnail")
    url = next((u for key in keys if isinstance(x := video.get(key), str) and (u := address(x))), "")
    text = _line(video.get("name")) or _line(video.get("caption")) or _line(video.get("description"))
    return Embed(provider_of(url) or "Video", text, url) if url or text else None


def _stem(url: str) -> str:
    """What cuts of one picture share: the folder, or the name without its size."""
    folder, _, name = url.split("?", 1)[0].rpartition("/")
    stem = _SIZE.sub("", name.rsplit(".", 1)[0])
    return (
        stem
        if len(stem) > 8
        else f"{folder.rsplit('/', 2)[-1]}"
        if stem.isdigit() or len(stem) < 3
        else f"{folder}/{stem}"
    )


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return line_of(value) if isinstance(value, str) else ""
