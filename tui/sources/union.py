"""The posts of several pages and saves of one live blog, each once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import letters_of
from tui.sources.post_versions import one_post

SHORTEST_ID = 6
"""Characters of an id that no other live blog has; shorter ones may only count posts."""
_KINDS = frozenset(("block", "post", "entry", "update", "link"))
"""Words before an id, with a hyphen or a low line."""

type Key = tuple[str, ...]
"""What identifies a post: its id alone, or its content with a number."""


def bare_id(name: str) -> str:
    """An id without the address of its page and without "block-" or the like.

    The forms of a live blog (page, data, feed) write the same id with and without them.
    """
    name = name.rsplit("#", 1)[-1]
    kind, _, rest = name.replace("_", "-", 1).partition("-")
    return rest if kind in _KINDS and len(rest) >= SHORTEST_ID else name


def id_of(post: Post) -> str:
    """The post's id in its bare form."""
    return bare_id(post.id)


def content_of(post: Post) -> Key:
    """The time to the minute, the headline and the words: what identifies a post without an id."""
    minute = str(int(post.published.timestamp() // 60))
    words = letters_of("".join(text for block in post.body for text in block.words))
    return (minute, letters_of(post.headline), words)


class Union:
    """The posts of the sources of one live blog, by id, else by time, headline and words."""

    def __init__(self, blogs: Sequence[LiveBlog]) -> None:
        self._versions: dict[Key, list[tuple[int, Post]]] = {}
        self._by_content: defaultdict[Key, list[Key]] = defaultdict(list)
        counts = (Counter(map(id_of, blog.posts)) for blog in blogs)
        self._no_ids = {name for count in counts for name, times in count.items() if times > 1}
        """Ids that one source gives to several posts, which identify none of them."""
        self._no_ids.add("")
        self._all_have_ids = not any(
            id_of(post) in self._no_ids for blog in blogs for post in blog.posts
        )
        # Of posts at one time those of the older page come first.
        for number in sorted(range(len(blogs)), key=lambda number: blogs[number].start):
            self._take(number, blogs[number])

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Every post once, oldest first."""
        posts = [
            one_post([post for _, post in sorted(versions, key=lambda version: version[0])])
            for versions in self._versions.values()
        ]
        return tuple(sorted(posts, key=lambda post: post.published))

    @property
    def sources(self) -> list[list[int]]:
        """For each post the numbers of the sources that hold it.

        Pinned posts are left out, as they stand on every page.
        """
        return [
            [number for number, _ in versions]
            for versions in self._versions.values()
            if not any(post.pinned for _, post in versions)
        ]

    def _take(self, number: int, blog: LiveBlog) -> None:
        taken: set[Key] = set()
        for post in blog.posts:
            key = self._key(post, taken)
            taken.add(key)
            self._versions.setdefault(key, []).append((number, post))

    def _key(self, post: Post, taken: set[Key]) -> Key:
        """The key of a post; `taken` are the keys of the same source's posts before it."""
        name = id_of(post)
        key: Key = () if name in self._no_ids else (name,)
        if self._all_have_ids:
            return key
        content = content_of(post)
        known = self._by_content[content]
        if not key or key not in self._versions:
            # A source without ids may hold a post that another source has an id for.
            alike = (x for x in known if x not in taken and (not key or len(x) > 1))
            key = next(alike, key or (*content, str(len(known))))
        if key not in known:
            known.append(key)
        return key
