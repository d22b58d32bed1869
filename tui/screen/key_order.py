"""Runs key actions in order: each key waits until the last has bubbled up to the app. Otherwise a
dialog would miss keys typed right after the key that opens it."""

from collections import deque
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App

LOST_SECONDS = 1.0  # then the widget of a key is gone


class KeyOrder(App[Any]):
    """Mixin before an app; actions that open a dialog must await its mounting."""

    _current_key: events.Key | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._after_keys: list[Callable[[], None]] = []

    def call_after_keys(self, callback: Callable[[], None]) -> None:
        """Call back once all keys so far have been handled and drawn."""
        self.call_later(self._call_after_keys, callback)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if self._current_key is not None and event.time - self._current_key.time > LOST_SECONDS:
                self._current_key = None
            await self._next_keys()
        else:
            await super().on_event(event)
            if event is self._current_key:
                self._current_key = None
                # The action's own calls, such as the result of a dialog, come first.
                self.call_next(self._next_keys)

    async def _next_keys(self) -> None:
        while self._waiting and self._current_key is None:
            event = self._waiting.popleft()
            if isinstance(event, events.Key) and not self._is_text(event):
                self._current_key = event
            await super().on_event(event)
            if not event.is_forwarded:  # a priority binding has taken it
                self._current_key = None
        self._call_after_keys()

    def _call_after_keys(self, *callbacks: Callable[[], None]) -> None:
        self._after_keys += callbacks
        if not self._waiting and self._current_key is None:
            for callback in self._after_keys:
                self.call_after_refresh(callback)
            self._after_keys.clear()

    def _is_text(self, event: events.Key) -> bool:
        """True if the focused widget consumes the key: it never bubbles up."""
        return self.focused is not None and self.focused.check_consume_key(
            event.key, event.character
        )
