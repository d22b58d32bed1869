"""Posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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

type Key = tuple[str, ...]  # a post's id alone, or its content with a number


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


def _source(held: tuple[int, Post]) -> int:
    return held[0]


class Union:
    """Posts of several sources, by id or content; with save times known, texts become versions."""

    def __init__(self, blogs: Sequence[LiveBlog], captures: Sequence[Capture] = ()) -> None:
        self._captures = captures or [capture_of(blog) for blog in blogs]
        self._versions: dict[Key, list[tuple[int, Post]]] = {}
        self._by_content: defaultdict[Key, list[Key]] = defaultdict(list)
        self._by_words: defaultdict[Key, list[Key]] = defaultdict(list)
        names = [[_name_of(post, blog) for post in blog.posts] for blog in blogs]
        counts = map(Counter, names)
        self._no_ids = {name for count in counts for name, times in count.items() if times > 1}
        """Ids of several posts in one source, which identify none of them."""
        self._no_ids |= {(), ("",)}
        self._all_have_ids = all(
            len(name) == 1 and name not in self._no_ids for own in names for name in own
        )
        self._places: dict[Key, list[Key]] = {}
        """Posts without ids, by minute and headline, if unique in each source."""
        if not self._all_have_ids:
            self._places = _single_places(blogs)
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(blogs)), key=lambda number: blogs[number].start):
            self._take(number, blogs[number])

    @property
    def histories(self) -> list[list[tuple[int, Post | None]]]:
        """Each post in its sources, and None for each source that it was deleted in."""
        absent = self._absent()
        return [
            [*sorted(held, key=_source), *((number, None) for number in absent.get(key, ()))]
            for key, held in self._versions.items()
        ]

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        posts = [
            one_post([Seen(self._captures[number], post) for number, post in history])
            for history in self.histories
        ]
        return tuple(sorted(posts, key=lambda post: post.published))

    def _absent(self) -> dict[Key, list[int]]:
        """Posts that captures lack although posts on both sides of them are there."""
        if len({capture.taken for capture in self._captures}) < 2:
            return {}
        ordered = sorted(self._versions, key=lambda key: self._versions[key][0][1].published)
        places: list[list[int]] = [[] for _ in self._captures]
        for place, key in enumerate(ordered):
            for number, post in self._versions[key]:
                if not post.pinned:
                    places[number].append(place)
        found: dict[Key, list[int]] = {}
        times = [self._versions[key][0][1].published for key in ordered]
        for number, there in enumerate(places):
            for place in _between_neighbours(there):
                # Of posts at the time of its first or last one some are on another page.
                is_inside = times[there[0]] < times[place] < times[there[-1]]
                if is_inside and self._was_there(ordered[place], number):
                    found.setdefault(ordered[place], []).append(number)
        return found

    def _was_there(self, key: Key, number: int) -> bool:
        """True if the capture lacks a post that an earlier capture of the same format holds."""
        late = self._captures[number]
        held = self._versions[key]
        return all(other != number for other, _ in held) and any(
            self._captures[other].taken < late.taken and self._captures[other].format == late.format
            for other, _ in held
        )

    @property
    def sources(self) -> list[list[int]]:
        """Numbers of the sources of each post, without pinned posts: they are on every page."""
        return [
            [number for number, _ in versions]
            for versions in self._versions.values()
            if not any(post.pinned for _, post in versions)
        ]

    def _take(self, number: int, blog: LiveBlog) -> None:
        taken: set[Key] = set()
        for post in blog.posts:
            key = self._key(number, post, _name_of(post, blog), taken)
            taken.add(key)
            self._versions.setdefault(key, []).append((number, post))

    def _key(self, number: int, post: Post, name: Key, taken: set[Key]) -> Key:
        """`taken` are the keys of the same source's posts before it."""
        key: Key = () if name in self._no_ids else name
        if self._all_have_ids:
            return key
        content = content_of(post)
        known = self._by_content[content]
        if not key or key not in self._versions:
            # A source without ids may hold a post that another source has an id for.
            has_id = len(key) == 1
            alike = (x for x in known if x not in taken and (not has_id or len(x) > 1))
            key = next(alike, key) or self._edited(number, post, content, taken)
            if not key:
                key = (*content, str(len(known)))
                self._places.get(content[:2], []).append(key)
                if len(content[-1]) >= FEWEST_LETTERS:
                    self._by_words[content[0], content[-1]].append(key)
        if key not in known:
            known.append(key)
        return key

    def _edited(self, number: int, post: Post, content: Key, taken: set[Key]) -> Key:
        """The key of an earlier text of this post, or (); both of one format, with save times."""
        own = self._captures[number]
        if own.since is not None:
            return ()
        retitled: Sequence[Key] = self._by_words.get((content[0], content[-1]), ())
        same_head: Sequence[Key] = self._places.get(content[:2], ())
        for key in (*retitled, *same_head):
            other, before = self._versions[key][-1]
            capture = self._captures[other]
            is_saved_too = capture.since is None and capture.format == own.format
            is_alike = key in retitled or _are_alike(before, post)
            if is_saved_too and is_alike and key not in taken:
                return key
        return ()


def _between_neighbours(places: Sequence[int]) -> Iterator[int]:
    for left, right in pairwise(places):
        if right - left <= 1 + MOST_DELETED_TOGETHER:
            yield from range(left + 1, right)


def _single_places(blogs: Sequence[LiveBlog]) -> dict[Key, list[Key]]:
    """Minutes and headlines without two posts in any source, with no keys yet."""
    counts = [Counter(map(_place_of, blog.posts)) for blog in blogs]
    return {
        place: [] for place in set().union(*counts) if all(count[place] < 2 for count in counts)
    }


class Groups:
    """Disjoint sets of numbers; the least number of a group is its root."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = number = self._above[self._above[number]]
        return number

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first

    def every(self) -> list[list[int]]:
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            groups[self.root(number)].append(number)
        return list(groups.values())
