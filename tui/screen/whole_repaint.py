"""Paints all of a window that has been resized and has the size again for which it is laid out.

Textual finds nothing changed then, and the terminal may show another picture: it has cut and moved
the old one for the other size.
"""

from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App

    Mixed = App[Any]
else:
    Mixed = object  # saves the creation of an app class at each start


class WholeRepaint(Mixed):
    """A mixin before an app."""

    def on_resize(self, event: events.Resize) -> None:
        for screen in self.screen_stack[-1:]:
            if screen.size == event.size:
                screen.refresh()
