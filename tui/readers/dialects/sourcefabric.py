"""The posts of a Sourcefabric Live Blog, as its API answers: each is a group of items."""

import html
from collections.abc import Sequence
from typing import Any

from tui.model.blog import Embed
from tui.readers.dialects.dialect import Dialect
from tui.readers.html.blocks import body_blocks
from tui.readers.html.nodes import figure, frame, said_in
from tui.readers.json_text import Object

_UNSEEN = ("submitted", "draft", "comment")


def _post(post: Object, _around: Sequence[Object]) -> Object:
    """The items, which become the body, are three objects deep."""
    items = [
        item
        for group in _objects(post.get("groups"))
        for reference in _objects(group.get("refs"))
        if isinstance(item := reference.get("item"), dict)
    ]
    people = [post, *items]
    writers = [*(x.get("original_creator") for x in people), post.get("publisher")]
    return post | {
        "items": items,
        "person": next((x for x in writers if isinstance(x, dict)), None),
        "is_key": True in (post.get("lb_highlight"), post.get("highlight")),
    }


def _objects(value: Any) -> list[Object]:
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    meta, kind = item.get("meta"), item.get("item_type")
    if kind == "image":
        return _picture(meta)
    if kind == "quote" and (quote := _text(meta, "quote")):
        credit = html.escape(_text(meta, "credit"))
        return f"<blockquote><p>{html.escape(quote)}</p></blockquote><p>{credit}</p>"
    url = _text(meta, "original_url") or _text(meta, "url")
    text = _text(item, "text") or said_in(meta, "html")
    if kind == "embed" and url and not any(isinstance(x, Embed) for x in body_blocks(text)):
        text = frame(url, _text(meta, "title")) + text
    return f"<div>{text}</div>"


def _picture(meta: Any) -> str:
    names = ("viewImage", "baseImage", "original")
    renditions = [_at(meta, "media", "renditions", name, "href") for name in names]
    url = next((x for x in renditions if isinstance(x, str)), "")
    return figure(url, *(_text(meta, key) for key in ("alt", "caption", "credit")))


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _at(value: Any, *path: str) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _about(around: Sequence[Object], _values: Sequence[Any]) -> Object:
    posts = _objects(around[0].get("_items")) if around else []
    return {"inLanguage": next((x for post in posts if (x := _text(post, "language"))), "")}


DIALECTS = (
    Dialect(
        "Sourcefabric Live Blog data",
        has=("groups",),
        prepare=_post,
        body=_item,
        leaves_out=lambda post: post.get("post_status") in _UNSEEN or post.get("deleted") is True,
        fields={
            "time": ("published_date", "firstcreated", "_created"),
            "edited": ("content_updated_date", "_updated"),
            "headline": ("headline",),
            "author": ("person",),
            "body": ("items",),
            "id": ("_id", "guid"),
            "pinned": ("sticky",),
            "key": ("is_key",),
            "deleted": (),
        },
        about=_about,
    ),
)
