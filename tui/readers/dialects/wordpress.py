"""The entries of WordPress's Liveblog plug-in, as its REST endpoint answers."""

import re
from collections.abc import Sequence

from tui.readers.dialects import Dialect
from tui.readers.html.rich_text import said_in
from tui.readers.json_text import Object

_COMMAND = re.compile(  # mark of a key event or another command in an entry's text
    r"<span\b[^<>]*\bclass=[\"'][^\"'<>]*\bliveblog-command\b[^<>]*>[^<>]*</span>\s*"
    r"|(?<=>)\s*/key\b\s*"
)


def _entry(entry: Object, _around: Sequence[Object]) -> Object:
    text = entry.get("render") or entry.get("content")
    return entry | {
        "text": _COMMAND.sub("", text) if isinstance(text, str) else "",
        "is_key": "type-key" in str(entry.get("css_classes")).split(),
    }


DIALECTS = (
    Dialect(
        "WordPress Liveblog data",
        has=("entry_time",),
        prepare=_entry,
        fields={
            "time": ("entry_time", "timestamp"),
            "edited": ("timestamp",),
            "headline": ("headline",),
            "body": ("text",),
            "author": ("authors", "author_link"),
            "id": ("id",),
            "url": ("share_link",),
            "key": ("is_key",),
        },
        about=lambda around, _: {"url": said_in(list(around[:1]), "share_link").partition("#")[0]},
        known="timestamp",
        is_gone=lambda entry: entry.get("type") == "delete",
    ),
)
