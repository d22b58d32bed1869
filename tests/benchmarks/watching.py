"""The app on a simulated clock: when it wants to be ticked, and what is on its screen when."""

import math
from collections import defaultdict
from collections.abc import Callable

from screen_stage import StageApp

type Stretch = tuple[float, float, int, int]
"""From one real second to another, characters from one to another of a text are on the screen."""


class Watched(StageApp):
    """The app, which tells when it wants to be ticked."""

    wait = 0.0
    """Real seconds until then."""

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Notes the wait until the tick, and starts no timer for it."""
        self.wait = seconds


class Watching:
    """What was on the screen, and when: for each text of each post its stretches."""

    def __init__(self, app: Watched) -> None:
        self._feed = app.feed
        self._since: dict[tuple[int, int, int, int], float] = {}
        self.stretches: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
        self.seconds = 0.0
        self.ticks = 0

    def look(self, now: float) -> None:
        """Notes what is drawn from now on."""
        feed = self._feed
        rows = feed.drawn.rows[:-1] if feed.drawn.pill else feed.drawn.rows
        seen = set()
        for row in rows:
            if row is not None and row.place.post != feed.rows.card_index:
                line = feed.rows.lines(row.place.post).lines[row.place.line]
                seen.add((row.place.post, line.part, line.start, line.start + len(line.text)))
                if line.tail:  # the labels, which are a post's first text
                    seen.add((row.place.post, 0, 0, len(line.tail)))
        for gone in self._since.keys() - seen:
            post, part, start, end = gone
            self.stretches[post, part].append((self._since.pop(gone), now, start, end))
        for new in seen - self._since.keys():
            self._since[new] = now
        self.seconds = now

    def end(self) -> None:
        """Nothing is on the screen any more."""
        for (post, part, start, end), since in self._since.items():
            self.stretches[post, part].append((since, self.seconds, start, end))
        self._since.clear()

    def first_seen(self, post: int) -> float:
        """When anything of a post was first on the screen; infinite if nothing was."""
        found = (
            since for (of, _), each in self.stretches.items() if of == post for since, *_ in each
        )
        return min(found, default=math.inf)

    def times_of(self, post: int, part: int, start: int) -> list[tuple[float, float]]:
        """When a character was on the screen, in real seconds."""
        found = self.stretches.get((post, part), ())
        return [(since, until) for since, until, first, end in found if first <= start < end]
