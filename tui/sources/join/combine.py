"""Posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain, pairwise

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import letters_of
from tui.sources.join.versions import Capture, Seen, capture_of, one_post

MOST_DELETED_TOGETHER = 3  # a longer row of absent posts is a gap in the capture
SHORTEST_ID = 6  # shorter ids may only count posts
FEWEST_LETTERS = 40  # letters that make a text unique in its minute: another headline is an edit
_KINDS = frozenset(("block", "post", "entry", "update", "link"))
"""Before an id, with a hyphen or a low line."""

type Key = tuple[str, ...]


def bare_id(name: str) -> str:
    """Without page address and "block-": pages, data and feeds write an id differently."""
    name = name.rsplit("#", 1)[-1]
    kind, _, rest = name.replace("_", "-", 1).partition("-")
    return rest if kind in _KINDS and len(rest) >= SHORTEST_ID else name


def id_of(post: Post) -> str:
    return bare_id(post.id)


def content_of(post: Post) -> Key:
    """Time to the minute, headline and words: identifies a post without an id."""
    words = letters_of("".join(text for block in post.body for text in block.words))
    return (*_place_of(post), words)


def _place_of(post: Post) -> Key:
    """Time to the minute and headline: unchanged by an edit of the text."""
    return (str(int(post.published.timestamp() // 60)), letters_of(post.headline))


def _name_of(post: Post, blog: LiveBlog) -> Key:
    """The id, else the own address at its minute (several posts may link to a page), else ()."""
    if post.id:
        return (id_of(post),)
    address = post.url.partition("://")[2]
    minute, _ = _place_of(post)
    return ("at", address, minute) if address and post.url != blog.url else ()


def _are_alike(one: Post, other: Post) -> bool:
    """True for a post before and after an edit; without a headline half of the words must agree."""
    if one.headline:
        return True
    words, others = (
        {word for block in post.body for text in block.words for word in text.lower().split()}
        for post in (one, other)
    )
    return 2 * len(words & others) >= max(len(words), len(others)) > 0


class _Entry:
    """One post in the sources that hold it, in the order of taking."""

    def __init__(self, name: Key) -> None:
        self.name = name
        self.held: list[tuple[int, Post]] = []

    @property
    def published(self) -> datetime:
        return self.held[0][1].published

    @property
    def sources(self) -> list[int]:
        return [number for number, _ in self.held]


class Union:
    """Posts of several sources, by id or content; with save times known, texts become versions."""

    def __init__(self, blogs: Sequence[LiveBlog], captures: Sequence[Capture] = ()) -> None:
        self._captures = captures or [capture_of(blog) for blog in blogs]
        self._entries: list[_Entry] = []
        self._by_name: dict[Key, _Entry] = {}
        self._by_content: defaultdict[Key, list[_Entry]] = defaultdict(list)
        self._by_edit: defaultdict[Key, list[_Entry]] = defaultdict(list)
        """Posts without a name, by signs that an edit leaves."""
        names = _names(blogs)
        self._all_have_ids = all(len(name) == 1 for name in chain.from_iterable(names))
        self._crowded = set() if self._all_have_ids else _repeated(_places(blogs))
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(blogs)), key=lambda number: blogs[number].start):
            for post, name in zip(blogs[number].posts, names[number], strict=True):
                self._take(number, post, name)

    @property
    def histories(self) -> list[list[tuple[int, Post | None]]]:
        """Each post in its sources, and None for each source that it was deleted in."""
        absent = self._absent()
        return [
            [*sorted(entry.held, key=_source), *((number, None) for number in absent[entry])]
            for entry in self._entries
        ]

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        posts = [
            one_post([Seen(self._captures[number], post) for number, post in history])
            for history in self.histories
        ]
        return tuple(sorted(posts, key=lambda post: post.published))

    @property
    def sources(self) -> list[list[int]]:
        """Numbers of the sources of each post, without pinned posts: they are on every page."""
        return [
            entry.sources
            for entry in self._entries
            if not any(post.pinned for _, post in entry.held)
        ]

    def _take(self, number: int, post: Post, name: Key) -> None:
        entry = self._by_name.get(name)
        content: Key = ()
        if not self._all_have_ids:
            content = content_of(post)
            entry = entry or self._with_content(number, name, content)
            if entry is None and not name:
                entry = self._edited(number, post, content)
        if entry is None:
            entry = self._new_entry(name, content)
        entry.held.append((number, post))
        if name:
            self._by_name[name] = entry
        if content and entry not in self._by_content[content]:
            self._by_content[content].append(entry)

    def _new_entry(self, name: Key, content: Key) -> _Entry:
        entry = _Entry(name)
        self._entries.append(entry)
        for sign in () if name else self._signs(content):
            self._by_edit[sign].append(entry)
        return entry

    def _with_content(self, number: int, name: Key, content: Key) -> _Entry | None:
        """A post with these words, of another source, that has no other id."""
        for entry in self._by_content[content]:
            if entry.held[-1][0] != number and not len(name) == len(entry.name) == 1:
                return entry
        return None

    def _signs(self, content: Key) -> Iterator[Key]:
        """Signs that an edit leaves: a long text in its minute, a headline that is single there."""
        minute, headline, words = content
        if len(words) >= FEWEST_LETTERS:
            yield ("words", minute, words)
        if (minute, headline) not in self._crowded:
            yield ("headline", minute, headline)

    def _edited(self, number: int, post: Post, content: Key) -> _Entry | None:
        """An earlier text of this post; both of one format, with save times."""
        own = self._captures[number]
        for sign in self._signs(content) if own.since is None else ():
            for entry in self._by_edit[sign]:
                other, before = entry.held[-1]
                capture = self._captures[other]
                is_saved_too = capture.since is None and capture.format == own.format
                is_alike = sign[0] == "words" or _are_alike(before, post)
                if is_saved_too and is_alike and other != number:
                    return entry
        return None

    def _absent(self) -> defaultdict[_Entry, list[int]]:
        """Sources that lack a post although posts on both sides of it are there."""
        found: defaultdict[_Entry, list[int]] = defaultdict(list)
        if len({capture.taken for capture in self._captures}) < 2:
            return found
        ordered = sorted(self._entries, key=lambda entry: entry.published)
        times = [entry.published for entry in ordered]
        for number, places in enumerate(self._places_of(ordered)):
            for place in _between_neighbours(places):
                # Of posts at the time of its first or last one some are on another page.
                is_inside = times[places[0]] < times[place] < times[places[-1]]
                if is_inside and self._was_there(ordered[place], number):
                    found[ordered[place]].append(number)
        return found

    def _places_of(self, ordered: Sequence[_Entry]) -> list[list[int]]:
        """For each source its posts by their places, without pinned posts."""
        places: list[list[int]] = [[] for _ in self._captures]
        for place, entry in enumerate(ordered):
            for number, post in entry.held:
                if not post.pinned:
                    places[number].append(place)
        return places

    def _was_there(self, entry: _Entry, number: int) -> bool:
        """True if the capture lacks a post that an earlier capture of the same format holds."""
        late = self._captures[number]
        earlier = (self._captures[other] for other in entry.sources)
        return number not in entry.sources and any(
            capture.taken < late.taken and capture.format == late.format for capture in earlier
        )


def _source(held: tuple[int, Post]) -> int:
    return held[0]


def _names(blogs: Sequence[LiveBlog]) -> list[list[Key]]:
    """For each post its id or address, () if it has none of its own in its source."""
    names = [[_name_of(post, blog) for post in blog.posts] for blog in blogs]
    shared = _repeated(names) | {("",)}
    return [[() if name in shared else name for name in own] for own in names]


def _places(blogs: Sequence[LiveBlog]) -> Iterator[list[Key]]:
    return (list(map(_place_of, blog.posts)) for blog in blogs)


def _repeated(keys: Iterable[Sequence[Key]]) -> set[Key]:
    """Keys that stand twice in any of several lists."""
    return {key for own in keys for key, count in Counter(own).items() if count > 1}


def _between_neighbours(places: Sequence[int]) -> Iterator[int]:
    for left, right in pairwise(places):
        if right - left <= 1 + MOST_DELETED_TOGETHER:
            yield from range(left + 1, right)


class Groups:
    """Disjoint groups of numbers; `of` has the group of each number, the least first."""

    def __init__(self, count: int) -> None:
        self.of = [[number] for number in range(count)]

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.of[one], self.of[other]))
        if first is not second:
            first += second
            for number in second:
                self.of[number] = first

    def every(self) -> list[list[int]]:
        return [sorted(group) for number, group in enumerate(self.of) if group[0] == number]
