"""One post as one line of JSON."""

import json
from typing import Any

from tui.model.blog import Image, plain_text
from tui.model.safe_text import escaped_json
from tui.model.versions import Standing


def json_line(standing: Standing, part: str = "") -> str:
    """A post as JSON that is safe to print; times are ISO 8601 with their offset. `part` is empty
    for a whole live blog. `changed` is in edited or deleted posts: the last change, with its time
    or a span. `labels`, `headline`, `byline` and `text` are as in other outputs."""
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
        "images": [{x: getattr(image, x) for x in Image.__match_args__} for image in post.images],
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
