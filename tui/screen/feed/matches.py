"""Matches of a search so far, and the current match."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.model.counted import counted
from tui.playback.player import Player
from tui.playback.search import occurrences
from tui.screen.drawing.wrap import truncate

MOST_CELLS_QUOTED = 24  # of the words, in the bar


class Match(NamedTuple):
    """Characters of a part of a post."""

    post: int
    part: int
    start: int
    end: int


def places_of(texts: Iterable[str], words: str) -> list[tuple[int, int, int]]:
    """Part, start and end of each match in a post's texts."""
    return [(part, *place) for part, text in enumerate(texts) for place in occurrences(text, words)]


class Matches:
    """Matches in the posts so far, the oldest first; empty words match nothing."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self.start("")

    def start(self, words: str) -> None:
        self.words = words
        self.every: list[Match] = []
        self.current: Match | None = None
        self._found: dict[tuple[int, int], list[Match]] = {}  # by post and version
        self._searched: tuple[object, ...] = ()  # posts and changes of the last update

    def update(self, indices: Sequence[int], count: int, changed: int = 0) -> None:
        """Search the first `count` of `indices`, as of `changed` changes; each version once."""
        if self._searched == (indices, count, changed):
            return
        self._searched, self.every = (indices, count, changed), []
        changes = self._player.changes
        for post in indices[:count] if self.words.strip() else ():
            key = post, changes.number(post, changed)
            if key not in self._found:
                texts = changes.standing(post, changed).displayed.words
                self._found[key] = [Match(post, *place) for place in places_of(texts, self.words)]
            self.every += self._found[key]
        if self.number is None:
            self.current = None

    @property
    def number(self) -> int | None:
        return self.every.index(self.current) if self.current in self.every else None

    def step(self, step: int, near: int | None) -> Match:
        """Go to the next or previous match, round the ends; without a current one to the nearest
        of a post, from there on or before. There must be matches."""
        if (at := self.number) is not None:
            return self.go_to((at + step) % len(self.every))
        first = bisect_left(self.every, (near or 0,))
        return self.go_to(min(first, len(self.every) - 1) if step > 0 else first - 1)

    def go_to(self, number: int) -> Match:
        """Make match `number` (from 0) current."""
        self.current = self.every[number]
        return self.current

    def status(self) -> str:
        """Text for the bar: "“fanfare” 2 of 8 · post 3"."""
        if not self.words.strip():
            return ""
        quoted, total = f"“{truncate(self.words, MOST_CELLS_QUOTED)}”", len(self.every)
        if not total:
            return f"{quoted} not found"
        if (at := self.number) is not None:
            return f"{quoted} {at + 1} of {total} · post {self.every[at].post + 1}"
        posts = {match.post for match in self.every}
        return f"{quoted} {counted(total, 'match')} in {counted(len(posts), 'post')}"
