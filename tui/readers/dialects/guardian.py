"""The Guardian's own model of a live blog: a page's address with `.json?dcr=true`."""

from collections.abc import Sequence
from typing import Any

from tui.readers.dialects import Dialect
from tui.readers.html.rich_text import frame, said_in, to_html
from tui.readers.json_text import Object, at, objects


def _block(block: Object, around: Sequence[Object]) -> Object:
    blog = around[0] if around else {}
    key, url = _key(block), blog.get("webURL")
    return block | {
        "key": key,
        "url": f"{url}#{key}" if isinstance(url, str) and key else "",
        "is_key": key in map(_key, objects(blog.get("keyEvents"))),
    }


def _key(block: Object) -> str:
    key = block.get("id")
    return f"block-{key.removeprefix('block-')}" if isinstance(key, str) and key else ""


def _element(element: Any) -> str:
    film = at(element, ("assetId",))
    if isinstance(film, str) and film:
        return frame(
            f"https://www.youtube.com/watch?v={film}", said_in(element, "mediaTitle", "title")
        )
    return to_html(element)


DIALECTS = (
    Dialect(
        "Guardian data",
        has=("blockFirstPublished",),
        prepare=_block,
        body=_element,
        fields={
            "time": ("blockFirstPublished", "blockCreatedOn"),
            "body": ("elements",),
            "id": ("key",),
            "pinned": ("attributes.pinned",),
        },
        about=lambda *_: {"publisher": "The Guardian"},
    ),
)
