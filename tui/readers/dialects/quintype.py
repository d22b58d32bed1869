"""Cards of a live blog by Quintype, as its API and its pages' data have them."""

from collections.abc import Sequence

from tui.readers.dialects import Dialect
from tui.readers.html.rich_text import said_in
from tui.readers.json_text import Object, objects


def _card(card: Object, _around: Sequence[Object]) -> Object:
    elements = objects(card.get("story-elements"))
    titles = [x for x in elements if x.get("type") == "title"]
    return {
        "headline": said_in(titles[:1], "text"),
        "elements": [x for x in elements if x not in titles[:1]],
    } | card


DIALECTS = (
    Dialect(
        "Quintype data",
        has=("card-added-at",),
        prepare=_card,
        fields={
            "time": ("card-event-at", "card-added-at"),
            "edited": ("card-updated-at",),
            "body": ("elements",),
            "key": ("metadata.attributes.key-event", "metadata.attributes.is-key-event"),
        },
    ),
)
