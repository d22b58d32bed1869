"""Selection of posts by author, kind and source, with the number of posts of each choice."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post
from tui.model.errors import OptionError
from tui.model.safe_text import quoted
from tui.model.versions import editions

UNSIGNED = ""  # the author key of a post without an author
UNSIGNED_LABEL = "unsigned"
_MOST_NAMES = 20  # choices in a message before "and 5 more"


def authors_of(post: Post) -> tuple[str, ...]:
    """Names of the authors, or UNSIGNED alone."""
    return tuple(dict.fromkeys(author.name for author in post.authors)) or (UNSIGNED,)


def _kinds_of(post: Post) -> tuple[str, ...]:
    """The kicker, and more of a post's labels."""
    labels = {"with image": post.images, "key event": post.key_event, "pinned": post.pinned}
    return tuple(filter(None, (post.kicker, *(name for name, has in labels.items() if has))))


_KEYS: Mapping[str, Callable[[Post], tuple[str, ...]]] = {
    "authors": authors_of,
    "kinds": _kinds_of,
    "sources": lambda post: (post.source,) if post.source else (),
}
"""The keys of a post, by group."""


class Selection(NamedTuple):
    """Keys by group, with the names of the groups; a group without a choice admits every post."""

    authors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        return any(self)

    def admits(self, post: Post) -> bool:
        groups = zip(self, _KEYS.values(), strict=True)
        return all(not chosen or not chosen.isdisjoint(keys(post)) for chosen, keys in groups)

    def indices(self, blog: LiveBlog) -> Sequence[int]:
        """Posts of which any version is admitted, so that no post comes or goes with an edit."""
        if not self.active:
            return range(len(blog.posts))
        every = enumerate(blog.posts)
        return tuple(index for index, post in every if any(map(self.admits, editions(post))))

    def describe(self) -> str:
        """Choices in words: "Tom Bateman, unsigned · with image"."""
        return " · ".join(", ".join(map(_label, sorted(keys, key=_order))) for keys in self if keys)

    def brief(self) -> str:
        """Choices in few words: "2 authors · with image"."""
        return " · ".join(
            _label(*keys) if len(keys) == 1 else f"{len(keys)} {group}"
            for group, keys in self._asdict().items()
            if keys
        )


class Facet(NamedTuple):
    key: str
    label: str
    posts: int


def _label(key: str) -> str:
    return key or UNSIGNED_LABEL


def _order(key: str) -> tuple[bool, str]:
    """Sort by name; the unsigned posts last."""
    return key == UNSIGNED, _plain(key)


def facets(
    posts: Iterable[Post], group: str, chosen: Iterable[str] = (), *, as_they_come: bool = False
) -> list[Facet]:
    """Choices of a group: most posts first, or by the first post, the unsigned posts last; then
    the chosen keys without posts so far."""
    counts = Counter(key for post in posts for key in _KEYS[group](post))
    present = list(counts)
    if not as_they_come:
        present.sort(key=lambda key: (-counts[key], _plain(key), key))
    present.sort(key=lambda key: key == UNSIGNED)
    absent = sorted(set(chosen) - counts.keys(), key=_plain)
    return [Facet(key, _label(key), counts[key]) for key in (*present, *absent)]


def begins_word(label: str, typed: str) -> bool:
    """True if a word of the name begins with the typed letters, without case and accents."""
    return f" {_plain(typed)}" in f" {_plain(label)}"


def matching(posts: Iterable[Post], group: str, typed: Sequence[str]) -> frozenset[str]:
    """Keys of the choices of these names, or of parts of only one name. Raises OptionError."""
    there = facets(posts, group) if typed else []
    return frozenset(facet.key for name in typed for facet in _meant(there, group, name))


def _meant(there: Sequence[Facet], group: str, typed: str) -> Sequence[Facet]:
    named = _named(there, _plain(typed))
    if len({_plain(facet.label) for facet in named}) == 1:
        return named
    if named:
        raise OptionError(
            f"Several {group}' names contain {quoted(typed)}: {_comma_list(named)}; "
            "type more of the one meant."
        )
    known = f"{group.capitalize()}: {_comma_list(there)}."
    known = known if there else f"This live blog has no {group}."
    raise OptionError(f"No {group[:-1]} {quoted(typed)}. {known}")


def _named(facets: Sequence[Facet], wanted: str) -> list[Facet]:
    """Choices of this name, else with it in their names."""
    if exact := [facet for facet in facets if _plain(facet.label) == wanted]:
        return exact
    return [x for x in facets if wanted and x.key != UNSIGNED and wanted in _plain(x.label)]


def _comma_list(facets: Sequence[Facet]) -> str:
    names = [facet.label for facet in facets[:_MOST_NAMES]]
    more = len(facets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _plain(name: str) -> str:
    """A name without case, accents and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())


class AuthorTally:
    """Posts of each author; made once for a blog and shared by its readers."""

    def __init__(self, blog: LiveBlog) -> None:
        self._posts: dict[str, list[int]] = {}
        for index, post in enumerate(blog.posts):
            for key in authors_of(post):
                self._posts.setdefault(key, []).append(index)

    def at(self, count: int) -> list[Facet]:
        """Authors among the first `count` posts, in order of appearance; the unsigned last."""
        facets = [
            Facet(key, _label(key), bisect_left(indices, count))
            for key, indices in self._posts.items()
            if indices[0] < count
        ]
        return sorted(facets, key=lambda facet: facet.key == UNSIGNED)
