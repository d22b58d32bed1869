"""Messages of a Slack export, with its own signs for people, channels and links."""

import html
import re
from collections.abc import Sequence

from tui.readers.dialects import Dialect
from tui.readers.html.rich_text import said_in
from tui.readers.json_text import Object, objects

# <@U2>, <#C1|general>, <https://...|page>
_SIGN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


def _message(message: Object, around: Sequence[Object]) -> Object:
    def read(sign: re.Match[str]) -> str:
        kind, target, label = sign.groups()
        if not kind:
            return _link(target, label or target)
        name = said_in(around[-1].get(f"person {target}"), "real_name", "name")
        mark = "" if "^" in target else kind.replace("!", "@")  # a date, or "@team" with its own
        return f"{mark}{label or html.escape(name or target)}"

    text, files = message.get("text"), objects(message.get("files"))
    lines = _SIGN.sub(read, text).split("\n") if isinstance(text, str) else []
    lines += [_link(said_in([x], "url_private"), html.escape(said_in([x], "name"))) for x in files]
    return message | {"text": "<br>".join(lines)}


def _link(address: str, words: str) -> str:
    return f'<a href="{html.escape(address)}">{words}</a>'


DIALECTS = (
    Dialect(
        "Slack messages",
        has=("type", "user", "text", "ts"),
        prepare=_message,
        leaves_out=lambda message: message.get("subtype") in ("channel_join", "channel_leave"),
    ),
)
