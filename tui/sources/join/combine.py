"""Posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import letters_of
from tui.sources.join.versions import Capture, Seen, capture_of, one_post

MOST_DELETED_TOGETHER = 3  # a longer row of absent posts is a gap in the capture
SHORTEST_ID = 6  # shorter ids may only count posts
FEWEST_LETTERS = 40  # letters that make a text unique in its minute: another headline is an edit
_KINDS = frozenset(("block", "post", "entry", "update", "link"))
"""Before an id, with a hyphen or a low line."""

type Key = tuple[str, ...]
"""A sign of a post, with its kind first: "id", "address", "content", "words" or "headline"."""


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


def _are_alike(one: Post, other: Post) -> bool:
    """True for a post before and after an edit: the same headline, else half of the words."""
    if one.headline and letters_of(one.headline) == letters_of(other.headline):
        return True
    words, others = (
        {word for block in post.body for text in block.words for word in text.lower().split()}
        for post in (one, other)
    )
    return 2 * len(words & others) >= max(len(words), len(others)) > 0


class Story:
    """One post in the sources that hold it, in the order of taking."""

    def __init__(self) -> None:
        self.name: Key = ()
        self.held: list[tuple[int, Post]] = []


class Union:
    """Posts of several sources, by id or content; with save times known, texts become versions."""

    def __init__(self, blogs: Sequence[LiveBlog], captures: Sequence[Capture] = ()) -> None:
        self._captures = captures or [capture_of(blog) for blog in blogs]
        self._stories: list[Story] = []
        self._by_key: defaultdict[Key, list[Story]] = defaultdict(list)
        names = _names(blogs)
        self._all_have_ids = all(name[:1] == ("id",) for own in names for name in own)
        self._crowded: set[Key] = set()
        if not self._all_have_ids:
            self._crowded = _repeated(list(map(_place_of, blog.posts)) for blog in blogs)
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(blogs)), key=lambda number: blogs[number].start):
            for post, name in zip(blogs[number].posts, names[number], strict=True):
                self._take(number, post, name)

    @property
    def histories(self) -> list[list[tuple[int, Post | None]]]:
        """Each post in its sources, and None for each source that it was deleted in."""
        absent = self._absent()
        return [
            [
                *sorted(story.held, key=lambda held: held[0]),
                *((number, None) for number in absent[story]),
            ]
            for story in self._stories
        ]

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        posts = [
            one_post([Seen(self._captures[number], post) for number, post in history])
            for history in self.histories
        ]
        ids = Counter(post.id for post in posts)
        once = (post if ids[post.id] < 2 else post._replace(id="") for post in posts)
        return tuple(sorted(once, key=lambda post: post.published))

    @property
    def sources(self) -> list[list[int]]:
        """Numbers of the sources of each post, without pinned posts: they are on every page."""
        return [
            [number for number, _ in story.held]
            for story in self._stories
            if not any(post.pinned for _, post in story.held)
        ]

    def _take(self, number: int, post: Post, name: Key) -> None:
        keys = list(self._keys(post, name))
        told = ((key, story) for key in keys for story in self._by_key[key])
        found = (story for key, story in told if self._is_same(key, story, number, post, name))
        story = next(found, None) or Story()
        if not story.held:
            story.name = name
            self._stories.append(story)
        story.held.append((number, post))
        for key in keys:
            if story not in self._by_key[key]:
                self._by_key[key].append(story)

    def _keys(self, post: Post, name: Key) -> Iterator[Key]:
        """The signs of a post, best first; without a name also those that an edit leaves."""
        if name:
            yield name
        if self._all_have_ids:
            return
        minute, headline, words = content_of(post)
        yield ("content", minute, headline, words)
        if not name and len(words) >= FEWEST_LETTERS:
            yield ("words", minute, words)
        if not name and (minute, headline) not in self._crowded:
            yield ("headline", minute, headline)

    def _is_same(self, key: Key, story: Story, number: int, post: Post, name: Key) -> bool:
        """Posts of two sources, by the kind of their common key."""
        other, before = story.held[-1]
        if key[0] in ("id", "address"):
            return True
        if other == number or (name[:1] == ("id",) == story.name[:1]):
            return False
        if key[0] == "content":
            return True
        own, capture = self._captures[number], self._captures[other]
        are_saved = own.since is None and capture.since is None and own.format == capture.format
        is_alike = key[0] == "words" or bool(post.headline) or _are_alike(before, post)
        return are_saved and is_alike and not story.name

    def _absent(self) -> defaultdict[Story, list[int]]:
        """Sources that lack a post although posts on both sides of it are there."""
        found: defaultdict[Story, list[int]] = defaultdict(list)
        if len({capture.taken for capture in self._captures}) < 2:
            return found
        ordered = sorted(self._stories, key=lambda story: story.held[0][1].published)
        times = [story.held[0][1].published for story in ordered]
        for number, own in enumerate(self._places_of(ordered)):
            for left, right in pairwise(own):
                between = range(left + 1, right)
                for place in between if len(between) <= MOST_DELETED_TOGETHER else ():
                    # Of posts at the time of its first or last one some are on another page.
                    is_inside = times[own[0]] < times[place] < times[own[-1]]
                    if is_inside and self._was_there(ordered[place], number):
                        found[ordered[place]].append(number)
        return found

    def _places_of(self, ordered: Sequence[Story]) -> list[list[int]]:
        """For each source its posts by their places, without pinned posts."""
        places: list[list[int]] = [[] for _ in self._captures]
        for place, story in enumerate(ordered):
            for number, post in story.held:
                places[number] += [] if post.pinned else [place]
        return places

    def _was_there(self, story: Story, number: int) -> bool:
        """True if the capture lacks a post that an earlier capture of the same format holds."""
        late = self._captures[number]
        captures = {other: self._captures[other] for other, _ in story.held}
        return number not in captures and any(
            x.taken < late.taken and x.format == late.format for x in captures.values()
        )


def _names(blogs: Sequence[LiveBlog]) -> list[list[Key]]:
    """For each post its id or address, () if it has none of its own in its source."""
    names = [[_name_of(post, blog) for post in blog.posts] for blog in blogs]
    shared = _repeated(names)
    return [[() if name in shared else name for name in own] for own in names]


def _name_of(post: Post, blog: LiveBlog) -> Key:
    """The id unless it may only count, else the own address at its minute (several posts may link
    to one page), else ()."""
    name = id_of(post)
    if len(name.lstrip("0")) >= SHORTEST_ID:
        return ("id", name)
    address = post.url.partition("://")[2]
    return ("address", address, _place_of(post)[0]) if address and post.url != blog.url else ()


def _repeated(keys: Iterable[Sequence[Key]]) -> set[Key]:
    """Keys that stand twice in any of several lists."""
    return {key for own in keys for key, count in Counter(own).items() if count > 1}


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
