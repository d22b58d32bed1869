"""Posts as `replay --json` prints them, a line again for each edit and deletion; as csv."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from tui.model.blocks import Image
from tui.model.blog import PostRow
from tui.readers.dialects import Dialect
from tui.readers.json_text import Object, objects


def _change(line: Object) -> dict[str, Any]:
    change = line.get("changed")
    return change if isinstance(change, dict) else {}


def _line(line: Object, _around: Sequence[Object]) -> Object:
    changed, url = _change(line).get("known"), line.get("url")
    pictures = (Image(*islice(map(str, x.values()), 4)) for x in objects(line.get("images")))
    shown = {"\n".join(x.words) for x in pictures}  # in the text, too
    own = url and f"{url} {line['published']} {line.get('headline')}"  # posts may share the page's
    return line | {
        "known": changed or line["published"],
        "modified": line.get("modified") or changed,
        "id": line.get("id") or own,
        "text": "\n\n".join(x for x in str(line["text"]).split("\n\n") if x not in shown),
    }


def _row(row: Object, _around: Sequence[Object]) -> Object:
    """Without a title that is only the first line of the text."""
    is_line = row["title"] == str(row["text"]).partition("\n")[0]
    return row | {"title": ""} if is_line else row


DIALECTS = (
    Dialect("table, by liveblog-tui", PostRow._fields, prepare=_row, fields={"body": ("text",)}),
    Dialect(
        "lines of JSON, by liveblog-tui",
        has=("published", "labels", "byline", "text", "part"),
        prepare=_line,
        fields={x: (x,) for x in ("headline", "kicker")}
        | {"key": ("key_event",), "body": ("text",)},
        known="known",
        is_gone=lambda line: _change(line).get("did") == "deleted",
    ),
)
