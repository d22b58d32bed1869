"""One post as one line of JSON."""

import json
from typing import Any

from tui.model.blog import Image, plain_text
from tui.model.safe_text import escaped_json
from tui.model.versions import Standing


def json_line(standing: Standing, part: str = "") -> str:
    """A post as one line of JSON that is safe to print; times are ISO 8601 with their offset.

    `part` says which part of its live blog is there, and is empty for a whole. `changed` is there
    for a post that was edited or deleted: its last change, from when on, or between which
    moments.
    `labels`, `headline`, `byline` and `text` are the words of the post as other outputs print them.
    """
    post = standing.post
    values: dict[str, Any] = {
        "published": post.published.isoformat(),
        "labels": post.labels,
        "headline": post.headline,
        "byline": post.byline,
        "text": plain_text(post.body),
        "kicker": post.kicker,
        "authors": [author._asdict() for author in post.authors],
        "url": post.url,
        "images": [block._asdict() for block in post.body if isinstance(block, Image)],
        "source": post.source,
        "key_event": post.key_event,
        "pinned": post.pinned,
        "modified": post.modified.isoformat() if post.modified else None,
        "id": post.id,
        **({"dated": post.dated.isoformat()} if post.dated else {}),
        "part": part,
    }
    if (change := standing.change) is not None:
        after = change.after.isoformat() if change.after else None
        known = change.known.isoformat()
        values["changed"] = {"did": standing.did, "known": known, "after": after}
    return escaped_json(json.dumps(values, ensure_ascii=False))
