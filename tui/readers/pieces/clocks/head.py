"""Head and text of one post of a text."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from tui.model.blog import Author, Block, Post
from tui.model.instants import localized
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import DAY, NOON, Opening
from tui.readers.times.clocks import zone_of


@dataclass(slots=True, eq=False)
class Head:
    """Lines `first` up to `body`; the text ends at `end`; `rest` is text on the clock's line."""

    opening: Opening
    first: int
    body: int
    end: int
    kicker: str = ""
    headline: str = ""
    authors: tuple[Author, ...] = ()
    rest: str = ""
    labels: list[Line] = field(default_factory=list)  # lines left out
    roles: dict[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    day: date = date.min
    edited: int | None = None  # second of the day

    @property
    def has_words(self) -> bool:
        return bool(self.headline or self.kicker or self.blocks)

    @property
    def said(self) -> tuple[object, ...]:
        return self.day, self.opening.second, self.headline, self.authors, self.blocks

    def post(self, home: tzinfo) -> Post:
        """`home` is the zone of a clock that names none."""
        moment = datetime.combine(self.day, time()) + timedelta(seconds=self.opening.second)
        moment = localized(moment, zone_of(self.opening.scan.zone) or home)
        post = Post(moment, self.headline, self.kicker, self.authors, self.blocks)
        if self.edited is None:
            return post
        span = NOON if self.opening.scan.is_of_twelve else DAY
        later = (self.edited - self.opening.second) % span
        return post._replace(modified=moment + timedelta(seconds=later))
