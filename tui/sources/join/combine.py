"""Posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tui.model.blog import Post, plain_text
from tui.model.safe_text import letters_of
from tui.sources.join.versions import Source, one_post

MOST_DELETED_TOGETHER = 3  # a longer row of absent posts is a gap in the source
MOST_IN_A_MINUTE = 20  # posts, among which an edited one is looked for
SHORTEST_ID = 6  # shorter ids may only count posts
_KINDS = frozenset(("block", "post", "entry", "update", "link"))
"""Before an id, with a hyphen or a low line."""

type Key = tuple[str, ...]
"""A sign of a post: its id, its own address at its minute, its words, or its minute alone."""


def bare_id(name: str) -> str:
    """An id without page address and "block-": pages, data and feeds write it differently."""
    name = name.rsplit("#", 1)[-1]
    kind, _, rest = name.replace("_", "-", 1).partition("-")
    return rest if kind in _KINDS and len(rest) >= SHORTEST_ID else name


def own_id(post: Post) -> str:
    """The id, or "" if it may only count posts: "7", "post-000100"."""
    name = bare_id(post.id)
    return name if len(name.lstrip("0")) >= SHORTEST_ID else ""


def content_of(post: Post) -> Key:
    """Time to the minute, headline and words: identifies a post without an id."""
    words = letters_of("".join(text for block in post.body for text in block.words))
    return (_minute_of(post), letters_of(post.headline), words)


def _minute_of(post: Post) -> str:
    return str(int(post.published.timestamp() // 60))


@dataclass(eq=False, slots=True)
class Story:
    """One post as sources have it, by their numbers, in the order of taking; `gone`: sources that
    lack it between posts that they have; `blog`: its live blog's name, if several share a clock."""

    name: Key = ()
    blog: str = ""
    held: dict[int, Post] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)

    @property
    def first(self) -> Post:
        return next(iter(self.held.values()))

    @property
    def last(self) -> Post:
        return next(reversed(self.held.values()))

    @property
    def is_pinned(self) -> bool:
        """Pinned posts are on every page."""
        return any(post.pinned for post in self.held.values())


class Union:
    """Posts of several sources, by id or content; with save times known, texts become versions."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.stories: dict[Story, None] = {}
        self._by_key: defaultdict[Key, dict[Story, None]] = defaultdict(dict)
        names = _names(sources)
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(sources)), key=lambda number: sources[number].blog.start):
            left = []
            for post, name in zip(sources[number].blog.posts, names[number], strict=True):
                if story := self._same(number, post, name):
                    self._take(story, number, post, name)
                else:
                    left.append((post, name))
            for post, name in left:  # after the others, so that none takes another's place
                self._take(self._edited(number, post, name) or Story(), number, post, name)
        self._note_gone()

    @property
    def posts(self) -> tuple[Post, ...]:
        sources = self.sources
        posts = [
            one_post(
                [(sources[n], post._replace(source=story.blog)) for n, post in story.held.items()]
                + [(sources[n], None) for n in story.gone]
            )
            for story in self.stories
        ]
        ids = Counter(post.id for post in posts)
        once = (post if ids[post.id] < 2 else post._replace(id="") for post in posts)
        return tuple(sorted(once, key=lambda post: post.published))

    def _take(self, story: Story, number: int, post: Post, name: Key) -> None:
        story.name = story.name or name
        story.blog = story.blog or post.source
        story.held[number] = post
        self.stories[story] = None
        for key in (name, content_of(post), (_minute_of(post),)):
            if key:
                self._by_key[key][story] = None

    def _same(self, number: int, post: Post, name: Key) -> Story | None:
        """The story of this name, else of these words in another source, without another id."""
        if name and self._by_key[name]:
            return next(iter(self._by_key[name]))
        for story in self._by_key[content_of(post)]:
            have_ids = name[:1] == story.name[:1] == ("id",)
            if number not in story.held and not have_ids:
                return story
        return None

    def _edited(self, number: int, post: Post, name: Key) -> Story | None:
        """The only story of its minute that may be a post without a name before its edit: with its
        headline or most of its words. Both sources have to say when they were saved."""
        beside = self._by_key[(_minute_of(post),)]
        if name or len(beside) > MOST_IN_A_MINUTE:
            return None
        before = [x for x in beside if self._may_be_edited(x, number) and _are_alike(x.last, post)]
        return before[0] if len(before) == 1 else None

    def _may_be_edited(self, story: Story, number: int) -> bool:
        *_, other = story.held
        are_dated = self.sources[other].saved and self.sources[number].saved
        return bool(are_dated) and other != number and not story.name

    def _note_gone(self) -> None:
        """A post is gone from a source that has those beside it, if an earlier source has it."""
        ordered = sorted(self.stories, key=lambda story: (story.blog, story.first.published))
        places: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for place, story in enumerate(ordered):
            for number, post in story.held.items():
                places[number, story.blog] += [] if post.pinned else [place]
        for (number, _), own in places.items():
            for left, right in pairwise(own):
                between = ordered[left + 1 : right]
                for story in between if len(between) <= MOST_DELETED_TOGETHER else ():
                    if self._was_there(story, number):
                        story.gone.append(number)

    def _was_there(self, story: Story, number: int) -> bool:
        taken = {other: self.sources[other].taken for other in story.held}
        return number not in taken and min(taken.values()) < self.sources[number].taken


def _are_alike(one: Post, other: Post) -> bool:
    """They share the headline or most words."""
    if one.headline and letters_of(one.headline) == letters_of(other.headline):
        return True
    words, others = (
        {letters_of(word) for text in (x.headline, plain_text(x.body)) for word in text.split()}
        for x in (one, other)
    )
    return 2 * len(words & others) > max(len(words), len(others))


def _names(sources: Sequence[Source]) -> list[list[Key]]:
    """For each post its id, else its address at its minute (several posts may link to one page); ()
    if it has neither of its own in its source."""

    def name_of(post: Post, page: str) -> Key:
        if name := own_id(post):
            return ("id", name)
        address = post.url.partition("://")[2]
        return ("address", address, _minute_of(post)) if address and post.url != page else ()

    names = [[name_of(post, x.blog.url) for post in x.blog.posts] for x in sources]
    shared = {name for own in names for name, count in Counter(own).items() if count > 1}
    return [[() if name in shared else name for name in own] for own in names]


class Groups:
    """Disjoint groups of numbers; `of` has the group of each number, the least first."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int]]) -> None:
        self.of = [[number] for number in range(count)]
        self.unite(pairs)

    def unite(self, pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            first, second = sorted((self.of[one], self.of[other]))
            if first is not second:
                first += second
                for number in second:
                    self.of[number] = first

    @property
    def every(self) -> list[list[int]]:
        return [sorted(group) for number, group in enumerate(self.of) if group[0] == number]
