"""Selection of posts by author, kind and source, with the number of posts of each choice."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post
from tui.model.errors import OptionError
from tui.model.safe_text import quoted

UNSIGNED = ""  # the author key of a post without an author
UNSIGNED_LABEL = "unsigned"
WITH_IMAGE = "with image"
KEY_EVENT = "key event"
PINNED = "pinned"
_MOST_NAMES = 20  # authors in a message before "and 5 more"


class Selection(NamedTuple):
    """A group without a choice admits every post."""

    authors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        return bool(self.authors or self.kinds or self.sources)

    def admits(self, post: Post) -> bool:
        if self.authors and self.authors.isdisjoint(authors_of(post)):
            return False
        if self.kinds and self.kinds.isdisjoint(kinds_of(post)):
            return False
        return not self.sources or post.source in self.sources

    def indices(self, blog: LiveBlog) -> Sequence[int]:
        if not self.active:
            return range(len(blog.posts))
        return tuple(index for index, post in enumerate(blog.posts) if self._admits_any(post))

    def _admits_any(self, post: Post) -> bool:
        """True if any version of a post is admitted: no post comes or goes with an edit."""
        edited = (version.post for version in post.versions)
        return self.admits(post) or any(x is not None and self.admits(x) for x in edited)

    def describe(self) -> str:
        """Choices in words: "Tom Bateman, unsigned · with image"."""
        return " · ".join(", ".join(labels) for labels in self._labels().values() if labels)

    def brief(self) -> str:
        """Choices in few words: "2 authors · with image"."""
        return " · ".join(
            labels[0] if len(labels) == 1 else f"{len(labels)} {group}"
            for group, labels in self._labels().items()
            if labels
        )

    def _labels(self) -> dict[str, list[str]]:
        authors = sorted(self.authors - {UNSIGNED}, key=_plain)
        if UNSIGNED in self.authors:
            authors.append(UNSIGNED_LABEL)
        kinds, sources = sorted(self.kinds, key=_plain), sorted(self.sources, key=_plain)
        return {"authors": authors, "kinds": kinds, "sources": sources}


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str
    posts: int


def authors_of(post: Post) -> frozenset[str]:
    """Names of the authors, or UNSIGNED alone."""
    return frozenset(author.name for author in post.authors) or frozenset({UNSIGNED})


def kinds_of(post: Post) -> frozenset[str]:
    """The kicker, WITH_IMAGE, KEY_EVENT and PINNED."""
    kinds = {post.kicker} if post.kicker else set()
    if post.images:
        kinds.add(WITH_IMAGE)
    if post.key_event:
        kinds.add(KEY_EVENT)
    if post.pinned:
        kinds.add(PINNED)
    return frozenset(kinds)


def in_order_of_appearance(facets: Iterable[Facet], keys: Iterable[Iterable[str]]) -> list[Facet]:
    """Facets by the first post that has them; the unsigned posts last."""
    first = {key: n for n, key in reversed([*enumerate(key for one in keys for key in one)])}
    return sorted(facets, key=lambda facet: (facet.key == UNSIGNED, first.get(facet.key, 0)))


def begins_word(label: str, typed: str) -> bool:
    """True if a word of the name begins with the typed letters, without case and accents."""
    return f" {_plain(typed)}" in f" {_plain(label)}"


def author_facets(posts: Iterable[Post]) -> list[Facet]:
    """Most posts first, then by name; the unsigned posts last."""
    return _facets(key for post in posts for key in authors_of(post))


def kind_facets(posts: Iterable[Post]) -> list[Facet]:
    return _facets(key for post in posts for key in kinds_of(post))


def source_facets(posts: Iterable[Post]) -> list[Facet]:
    return _facets(post.source for post in posts if post.source)


def with_chosen(facets: Sequence[Facet], chosen: Iterable[str]) -> list[Facet]:
    """The choices, then the chosen keys without posts so far."""
    present = {facet.key for facet in facets}
    absent = sorted(set(chosen) - present, key=_plain)
    return [*facets, *(Facet(key, key or UNSIGNED_LABEL, 0) for key in absent)]


def matching(facets: Sequence[Facet], typed: str, group: str) -> frozenset[str]:
    """Keys of the choices of a name, or of part of only one name. Raises OptionError."""
    named = _named(facets, _plain(typed))
    if len({_plain(facet.label) for facet in named}) == 1:
        return frozenset(facet.key for facet in named)
    if named:
        raise OptionError(
            f"Several {group}s' names contain {quoted(typed)}: {_comma_list(named)}; "
            "type more of the one meant."
        )
    there = (
        f"{group.capitalize()}s: {_comma_list(facets)}."
        if facets
        else f"This live blog has no {group}s."
    )
    raise OptionError(f"No {group} {quoted(typed)}. {there}")


def _named(facets: Sequence[Facet], wanted: str) -> list[Facet]:
    """Choices of this name, else with it in their names."""
    parts = [x for x in facets if wanted and x.key != UNSIGNED and wanted in _plain(x.label)]
    return [facet for facet in facets if _plain(facet.label) == wanted] or parts


def _facets(keys: Iterable[str]) -> list[Facet]:
    counts = Counter(keys)
    ordered = sorted(
        counts.items(), key=lambda item: (item[0] == UNSIGNED, -item[1], _plain(item[0]), item[0])
    )
    return [Facet(key, key or UNSIGNED_LABEL, count) for key, count in ordered]


def _comma_list(facets: Sequence[Facet]) -> str:
    names = [facet.label for facet in facets[:_MOST_NAMES]]
    more = len(facets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _plain(name: str) -> str:
    """A name without case, accents and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(letter for letter in letters if not unicodedata.combining(letter)).split()
    )


class AuthorTally:
    """Posts of each author; made once for a blog and shared by its readers."""

    def __init__(self, blog: LiveBlog) -> None:
        self._posts: dict[str, list[int]] = {}
        for index, post in enumerate(blog.posts):
            for key in dict.fromkeys(author.name for author in post.authors) or (UNSIGNED,):
                self._posts.setdefault(key, []).append(index)

    def at(self, count: int) -> list[Facet]:
        """Authors among the first `count` posts, in order of appearance; the unsigned last."""
        facets = [
            Facet(key, key or UNSIGNED_LABEL, bisect_left(indices, count))
            for key, indices in self._posts.items()
            if indices[0] < count
        ]
        return sorted(facets, key=lambda facet: facet.key == UNSIGNED)
