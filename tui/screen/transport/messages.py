"""Messages of the bar; handlers are named `on_transport_…`."""

from datetime import datetime

from textual.message import Message


class Sought(Message, namespace="transport"):
    """The reader pointed at a moment; `goes_on`: in the same drag."""

    def __init__(self, moment: datetime, *, goes_on: bool) -> None:
        super().__init__()
        self.moment = moment
        self.goes_on = goes_on


class HintClicked(Message, namespace="transport"):
    """A hint was clicked; `backwards`: on the first of its two keys."""

    def __init__(self, key_id: str, *, backwards: bool) -> None:
        super().__init__()
        self.key_id = key_id
        self.backwards = backwards
