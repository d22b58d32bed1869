"""Matches of a search so far, the current match, and a line for each."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.counted import counted
from tui.model.versions import Changes
from tui.playback.player import Player
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import whole_clusters
from tui.screen.drawing.wrap import truncate

BEFORE_CHARACTERS = 24
AFTER_CHARACTERS = 100
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
        self._found: dict[tuple[int, int], list[tuple[int, int, int]]] = {}  # by post and version
        self._searched: tuple[Sequence[int], int, int] = ((), 0, 0)
        self.words = ""
        self.every: Sequence[Match] = ()
        self.current: Match | None = None

    def start(self, words: str) -> None:
        if words != self.words:
            self.words, self.current, self.every = words, None, ()
            self._found, self._searched = {}, ((), 0, 0)

    def update(self, indices: Sequence[int], count: int, changed: int = 0) -> None:
        """Search the first `count` of `indices`, as of `changed` changes."""
        before, *numbers = self._searched
        if indices is not before or numbers != [count, changed]:
            self._searched = indices, count, changed
            posts = indices[:count] if self.words.strip() else ()
            self.every = [
                Match(post, *place) for post in posts for place in self._places(post, changed)
            ]
        if self.number is None:
            self.current = None

    def _places(self, post: int, changed: int) -> list[tuple[int, int, int]]:
        """Matches in a post; each of its versions is searched once."""
        changes = self._player.changes
        key = post, changes.number(post, changed) if changed else 0
        if key not in self._found:
            texts = changes.standing(post, changed).displayed.words
            self._found[key] = places_of(texts, self.words)
        return self._found[key]

    @property
    def total(self) -> int:
        return len(self.every)

    @property
    def posts(self) -> Sequence[int]:
        return list(dict.fromkeys(match.post for match in self.every))

    def step(self, step: int, near: int | None) -> Match | None:
        """Go to the next or previous match, round the ends; without a match start near a post."""
        if not self.every:
            return None
        at = self.number
        if at is None:
            before = bisect_left(self.every, (near or 0,))
            at = before if step > 0 else before - 1
        else:
            at += step
        return self.go_to(at % len(self.every))

    def go_to(self, number: int) -> Match:
        """Make match `number` (from 0) current."""
        self.current = self.every[number]
        return self.current

    def status(self) -> str:
        """Text for the bar: "“fanfare” 2 of 8 · post 3"."""
        if not self.words.strip():
            return ""
        quoted = f"“{truncate(self.words, MOST_CELLS_QUOTED)}”"
        total, at = len(self.every), self.number
        if not total:
            return f"{quoted} not found"
        if at is not None and self.current is not None:
            return f"{quoted} {at + 1} of {total} · post {self.current.post + 1}"
        matches, posts = counted(total, "match"), counted(len(self.posts), "post")
        return f"{quoted} {matches} in {posts}"

    @property
    def number(self) -> int | None:
        """Number of the current match; bisected, because every tick asks."""
        if self.current is None:
            return None
        at = bisect_left(self.every, self.current)
        return at if self.every[at : at + 1] == [self.current] else None


def match_line(match: Match, blog: LiveBlog, changes: int, face: ClockFace) -> Content:
    """A match in its words, after the post's time; the post as of `changes` changes."""
    post = Changes.of(blog).standing(match.post, changes).displayed
    text = post.words[match.part]
    start, end = whole_clusters(text, match.start, match.end)
    return Content.assemble(
        (f"{face.time(post.published)}  ", "not bold"),
        _before(text, start),
        (_flat(text[start:end]), "bold underline"),
        _flat(text[end : end + AFTER_CHARACTERS]),
    )


def _before(text: str, start: int) -> str:
    """Words before a match, cut at a space if possible."""
    if start <= BEFORE_CHARACTERS:
        return _flat(text[:start])
    near = text[start - BEFORE_CHARACTERS : start]
    return "…" + _flat(near[near.find(" ") + 1 :] if " " in near.rstrip() else near)


def _flat(text: str) -> str:
    return text.replace("\n", " ")
