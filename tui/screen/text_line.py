"""The line of a box that the reader types into."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class TextLine(Input):
    """Enter acts at once, as the box's `submit`: a message would be overtaken by the keys after it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.submit", show=False)]
