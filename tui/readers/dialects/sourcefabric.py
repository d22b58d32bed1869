"""The posts of a Sourcefabric Live Blog, as its API answers: each is a group of items."""

import html
from collections.abc import Sequence
from typing import Any

from tui.model.blog import Embed
from tui.readers.dialects import Dialect
from tui.readers.html.blocks import body_blocks
from tui.readers.html.rich_text import figure, frame, said_in
from tui.readers.json_text import Object, at, objects

_UNSEEN = ("submitted", "draft", "comment")
_SIZES = ("viewImage", "baseImage", "original")


def _post(post: Object, _around: Sequence[Object]) -> Object:
    """The items, which become the body, are three objects deep."""
    groups = objects(post.get("groups"))
    references = (reference for group in groups for reference in objects(group.get("refs")))
    items = [x for reference in references if isinstance(x := reference.get("item"), dict)]
    writers = [*(x.get("original_creator") for x in (post, *items)), post.get("publisher")]
    return post | {
        "items": items,
        "person": next((x for x in writers if isinstance(x, dict)), None),
        "is_key": True in (post.get("lb_highlight"), post.get("highlight")),
    }


def _item(item: Any) -> str:
    meta, kind = at(item, ("meta",)), at(item, ("item_type",))
    if kind == "image":
        return _picture(meta)
    if kind == "quote":
        quote, credit = (html.escape(said_in(meta, key)) for key in ("quote", "credit"))
        return f"<blockquote><p>{quote}</p></blockquote><p>{credit}</p>"
    text = at(item, ("text",))
    code = text if isinstance(text, str) and text else said_in(meta, "html")
    return f"<div>{_frame(meta, code) if kind == 'embed' else ''}{code}</div>"


def _frame(meta: Any, code: str) -> str:
    """The page that an item embeds, unless its code does so."""
    url = said_in(meta, "original_url", "url")
    has_own = url and any(isinstance(x, Embed) for x in body_blocks(code))
    return frame(url, said_in(meta, "title")) if url and not has_own else ""


def _picture(meta: Any) -> str:
    texts = (said_in(meta, key) for key in ("alt", "caption", "credit"))
    sizes = (at(meta, ("media", "renditions", x, "href")) for x in _SIZES)
    return figure(next((x for x in sizes if isinstance(x, str)), ""), *texts)


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
            "pinned": ("sticky",),
        },
        about=lambda around, _: {"inLanguage": said_in(list(around[:1]), "language")},
    ),
)
