"""The head of a post in a text."""

from dataclasses import dataclass, field

from tui.model.blog import Author
from tui.readers.pieces.clocks.openings import Opening


@dataclass(slots=True)
class Head:
    """The head of a post, from line `first` up to `body`; `end` is where its text ends.

    `rest` is text on the clock's own line.
    """

    opening: Opening
    first: int
    body: int
    end: int = 0
    number: int | None = None
    kicker: str = ""
    headline: str = ""
    authors: tuple[Author, ...] = ()
    rest: str = ""
    habits: set[str] = field(default_factory=set)
