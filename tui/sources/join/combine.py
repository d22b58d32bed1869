"""Posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from tui.model.blog import LiveBlog, Post, plain_text
from tui.model.safe_text import letters_of
from tui.sources.join.versions import Capture, Seen, capture_of, one_post

MOST_DELETED_TOGETHER = 3  # a longer row of absent posts is a gap in the capture
MOST_IN_A_MINUTE = 20  # posts, among which an edited one is looked for
SHORTEST_ID = 6  # shorter ids may only count posts
_KINDS = frozenset(("block", "post", "entry", "update", "link"))
"""Before an id, with a hyphen or a low line."""

type Key = tuple[str, ...]
"""A sign of a post: its id, its own address at its minute, its words, or its minute alone."""


def bare_id(name: str) -> str:
    """Without page address and "block-": pages, data and feeds write an id differently."""
    name = name.rsplit("#", 1)[-1]
    kind, _, rest = name.replace("_", "-", 1).partition("-")
    return rest if kind in _KINDS and len(rest) >= SHORTEST_ID else name


def id_of(post: Post) -> str:
    return bare_id(post.id)


def own_id(post: Post) -> str:
    """The id, or "" if it may only count posts: "7", "post-000100"."""
    name = id_of(post)
    return name if len(name.lstrip("0")) >= SHORTEST_ID else ""


def content_of(post: Post) -> Key:
    """Time to the minute, headline and words: identifies a post without an id."""
    words = letters_of("".join(text for block in post.body for text in block.words))
    return (*_minute_of(post), letters_of(post.headline), words)


def _minute_of(post: Post) -> Key:
    return (str(int(post.published.timestamp() // 60)),)


def _have_one_headline(one: Post, other: Post) -> bool:
    return bool(one.headline) and letters_of(one.headline) == letters_of(other.headline)


def _share_most_words(one: Post, other: Post) -> bool:
    words, others = (
        {letters_of(word) for text in (x.headline, plain_text(x.body)) for word in text.split()}
        for x in (one, other)
    )
    return 2 * len(words & others) > max(len(words), len(others))


class Story:
    """One post in the sources that hold it, in the order of taking."""

    def __init__(self) -> None:
        self.name: Key = ()
        self.held: list[tuple[int, Post]] = []

    def may_hold(self, number: int, name: Key) -> bool:
        """False for a second post of one source, or a second id."""
        have_ids = name[:1] == self.name[:1] == ("id",)
        return self.held[-1][0] != number and not have_ids


class Union:
    """Posts of several sources, by id or content; with save times known, texts become versions."""

    def __init__(self, blogs: Sequence[LiveBlog], captures: Sequence[Capture] = ()) -> None:
        self._captures = captures or [capture_of(blog) for blog in blogs]
        self._stories: dict[Story, None] = {}
        self._by_key: defaultdict[Key, dict[Story, None]] = defaultdict(dict)
        names = _names(blogs)
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(blogs)), key=lambda number: blogs[number].start):
            left = []
            for post, name in zip(blogs[number].posts, names[number], strict=True):
                if story := self._same(number, post, name):
                    self._take(story, number, post, name)
                else:
                    left.append((post, name))
            for post, name in left:  # after the others, so that none takes another's place
                self._take(self._edited(number, post, name) or Story(), number, post, name)

    @property
    def histories(self) -> list[list[tuple[int, Post | None]]]:
        """Each post in its sources, and None for each source that it was deleted in."""
        absent = self._absent()
        return [[*x.held, *((number, None) for number in absent[x])] for x in self._stories]

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

    def _take(self, story: Story, number: int, post: Post, name: Key) -> None:
        story.name = story.name or name
        story.held.append((number, post))
        self._stories[story] = None
        for key in filter(None, (name, content_of(post), _minute_of(post))):
            self._by_key[key][story] = None

    def _same(self, number: int, post: Post, name: Key) -> Story | None:
        """The story with the name or the words of a post."""
        if name and self._by_key[name]:
            return next(iter(self._by_key[name]))
        told = self._by_key[content_of(post)]
        return next((x for x in told if x.may_hold(number, name)), None)

    def _edited(self, number: int, post: Post, name: Key) -> Story | None:
        """The only story of its minute that may be a post without a name before its edit."""
        beside = self._by_key[_minute_of(post)]
        if name or len(beside) > MOST_IN_A_MINUTE:
            return None
        before = [x for x in beside if self._may_be_edited(x, number)]
        for are_alike in (_have_one_headline, _share_most_words):
            if found := [x for x in before if are_alike(x.held[-1][1], post)]:
                return found[0] if len(found) == 1 else None
        return None

    def _may_be_edited(self, story: Story, number: int) -> bool:
        """True for a story without a name, if both sources say when they were saved."""
        other = story.held[-1][0]
        are_dated = self._captures[other].since is self._captures[number].since is None
        return are_dated and other != number and not story.name

    def _absent(self) -> defaultdict[Story, list[int]]:
        """Sources that lack a post of an earlier source although the posts beside it are there."""
        ordered = sorted(self._stories, key=lambda story: story.held[0][1].published)
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, story in enumerate(ordered):
            for number, post in story.held:
                places[number] += [] if post.pinned else [place]  # pinned ones are on every page
        found: defaultdict[Story, list[int]] = defaultdict(list)
        for number, own in places.items():
            for left, right in pairwise(own):
                between = ordered[left + 1 : right]
                for story in between if len(between) <= MOST_DELETED_TOGETHER else ():
                    if self._was_there(story, number):
                        found[story].append(number)
        return found

    def _was_there(self, story: Story, number: int) -> bool:
        """True if the capture lacks a post that an earlier capture holds."""
        taken = {other: self._captures[other].taken for other, _ in story.held}
        return number not in taken and min(taken.values()) < self._captures[number].taken


def _names(blogs: Sequence[LiveBlog]) -> list[list[Key]]:
    """For each post its id or address, () if it has none of its own in its source."""
    names = [[_name_of(post, blog) for post in blog.posts] for blog in blogs]
    shared = {name for own in names for name, count in Counter(own).items() if count > 1}
    return [[() if name in shared else name for name in own] for own in names]


def _name_of(post: Post, blog: LiveBlog) -> Key:
    """The own id, else the own address at its minute (several posts may link to one page), else
    ()."""
    if name := own_id(post):
        return ("id", name)
    address = post.url.partition("://")[2]
    return ("address", address, *_minute_of(post)) if address and post.url != blog.url else ()


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
