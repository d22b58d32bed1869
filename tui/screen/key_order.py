"""Keys are acted on one after the other, however fast they come.

Textual hands all the keys of one read to what has the focus before it acts on the first: a box that it opens
would miss the others, and the page would obey them. So the next key waits until the one before has come back up
to the app, where actions run.
"""

from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App

    Mixed = App[Any]
else:
    Mixed = object  # one app class less to make at each start

LOST = 1.0
"""Seconds after which a key that has not come back never will, as its widget is gone."""


class KeyOrder(Mixed):
    """Mixed in before an app's own `on_event`; actions that open a box must await its mounting."""

    _in_hand: events.Key | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: deque[events.Key | events.Paste] = deque()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if self._in_hand is not None and event.time - self._in_hand.time > LOST:
                self._in_hand = None
            await self._next_keys()
        else:
            await super().on_event(event)
            if event is self._in_hand:
                self._in_hand = None
                # What the action has asked for next, such as the answer of a box, comes first.
                self.call_next(self._next_keys)

    async def _next_keys(self) -> None:
        while self._waiting and self._in_hand is None:
            event = self._waiting.popleft()
            if isinstance(event, events.Key) and not self._is_text(event):
                self._in_hand = event
            await super().on_event(event)
            if not event.is_forwarded:  # a priority binding has acted on it
                self._in_hand = None

    def _is_text(self, event: events.Key) -> bool:
        """Whether what has the focus keeps the key, as a line of text does with letters: it never comes back."""
        return self.focused is not None and self.focused.check_consume_key(
            event.key, event.character
        )
