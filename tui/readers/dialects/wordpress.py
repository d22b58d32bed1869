"""The entries of WordPress's Liveblog plug-in, as its REST endpoint answers."""

import re
from collections.abc import Sequence
from typing import Any

from tui.readers.dialects.dialect import Dialect
from tui.readers.json_text import Object

_COMMAND = re.compile(
    r"<span\b[^<>]*\bclass=[\"'][^\"'<>]*\bliveblog-command\b[^<>]*>[^<>]*</span>\s*"
    r"|(?<=>)\s*/key\b\s*"
)
"""Mark of a key event or another command in an entry's text."""


def _entry(entry: Object, _around: Sequence[Object]) -> Object:
    text = entry.get("render") or entry.get("content")
    classes = str(entry.get("css_classes") or "").split()
    return entry | {
        "text": _COMMAND.sub("", text) if isinstance(text, str) else "",
        "is_key": entry.get("key_event") is True or "type-key" in classes,
    }


def _about(around: Sequence[Object], _values: Sequence[Any]) -> Object:
    entries = around[0].get("entries") if around else None
    several = entries.values() if isinstance(entries, dict) else entries
    links = (x.get("share_link") for x in several or () if isinstance(x, dict))
    link = next((x for x in links if isinstance(x, str) and x), "")
    return {"url": link.partition("#")[0]}


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
        about=_about,
        known="timestamp",
        is_gone=lambda entry: entry.get("type") == "delete",
    ),
)
