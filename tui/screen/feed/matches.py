"""Matches of a search so far, the current match, and a line for each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from textual.content import Content

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Changes
from tui.playback.search import Search, occurrences
from tui.screen.drawing.clusters import whole_clusters

BEFORE_CHARACTERS = 24
AFTER_CHARACTERS = 60


class Match(NamedTuple):
    """`number` counts the post's matches, from 0."""

    post: int
    number: int


class Matches:
    """Matches, the oldest first; empty words match nothing."""

    def __init__(self, blog: LiveBlog) -> None:
        self._blog = blog
        self._search = Search(blog, "")
        self.posts: Sequence[int] = ()
        self.current: Match | None = None

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue with a longer state of the blog; the current match stays."""
        self._blog, self._search = blog, Search(blog, self.words)

    @property
    def words(self) -> str:
        return self._search.words

    def start(self, words: str) -> None:
        if words != self._search.words:
            self._search = Search(self._blog, words)
            self.current = None

    def update(self, indices: Sequence[int], count: int, changed: int = 0) -> None:
        """Search the first `count` of `indices`, as of `changed` changes."""
        self.posts = self._search.matches(indices, count, changed) if self.words.strip() else ()
        if self.number is None:
            self.current = None

    @property
    def total(self) -> int:
        return self._search.sums[len(self.posts)] if self.posts else 0

    def step(self, step: int, near: int | None) -> Match | None:
        """Go to the next or previous match, round the ends; without a match start near a post."""
        if not self.posts:
            return None
        at = self.number
        if at is None:
            before = self._search.sums[bisect_left(self.posts, near or 0)]
            at = before if step > 0 else before - 1
        else:
            at += step
        return self.go_to(at % self.total)

    def go_to(self, number: int) -> Match:
        """Make match `number` (from 0) current."""
        sums = self._search.sums
        slot = bisect_left(sums, number + 1, 0, len(self.posts) + 1) - 1
        self.current = Match(self.posts[slot], number - sums[slot])
        return self.current

    def status(self) -> str:
        """Text for the bar: "“fanfare” 2 of 8 · post 3"."""
        if not self.words.strip():
            return ""
        total, posts = self.total, len(self.posts)
        if not total:
            return f"“{self.words}” not found"
        at = self.number
        if at is not None and self.current is not None:
            return f"“{self.words}” {at + 1} of {total} · post {self.current.post + 1}"
        matches = "match" if total == 1 else "matches"
        return f"“{self.words}” {total} {matches} in {posts} {'post' if posts == 1 else 'posts'}"

    @property
    def number(self) -> int | None:
        """Number of the current match; bisected, because every tick asks."""
        if self.current is None:
            return None
        post, number = self.current
        slot = bisect_left(self.posts, post)
        if slot == len(self.posts) or self.posts[slot] != post:
            return None
        at = self._search.sums[slot] + number
        return at if at < self._search.sums[slot + 1] else None


def match_lines(
    matches: Matches, blog: LiveBlog, changes: int, face: ClockFace, limit: int
) -> list[Content]:
    """Line per match, after the post's time; posts as of `changes` changes."""
    return list(islice(_lines(matches, blog, changes, face), limit))


def _lines(matches: Matches, blog: LiveBlog, changed: int, face: ClockFace) -> Iterator[Content]:
    changes = Changes.of(blog)
    for index in matches.posts:
        post = changes.standing(index, changed).displayed
        for text in post.words:
            for found in occurrences(text, matches.words):
                start, end = whole_clusters(text, *found)
                yield Content.assemble(
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
