"""The entries of WordPress's Liveblog plug-in, as its REST endpoint answers."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tui.model.blog import Author, LiveBlog, Post, Version
from tui.readers.authors import named_in_all
from tui.readers.home_zone import choose_zone
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address
from tui.readers.live_data.fields import Object, at, id_of, list_at, objects_in, text_at, time_at
from tui.readers.live_data.posts import lack, posts_of, remark_on_json
from tui.readers.page import Page
from tui.readers.warnings import Remarks

FORMAT = "WordPress Liveblog data (JSON)"
_COMMAND = re.compile(
    r"<span\b[^<>]*\bclass=[\"'][^\"'<>]*\bliveblog-command\b[^<>]*>[^<>]*</span>\s*"
    r"|(?<=>)\s*/key\b\s*"
)
"""The mark of a key event or another command in an entry's text."""
DELETED = "Entries that were deleted and whose text is not there, and were left out"

NO_TIME_OF_EDIT = "An edit of the entry has no time after the one before it and was left out."


def fits(page: Page) -> bool:
    """Whether the page is JSON with entries that have the plug-in's times."""
    return page.is_json and bool(page.once(_look_for_entries))


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    return lack(page, "WordPress's data has no entries with a time and a text")


def read(page: Page) -> LiveBlog:
    """The live blog of the entries, each with its edits and its deletion where these are there.

    Raises UnreadableError if no entry has a time and a word.
    """
    remarks = Remarks("entry")
    remark_on_json(page, remarks)
    entries = page.once(_look_for_entries)
    stories = _stories(entries)
    first = [story[0] for story in stories if text_at(story[0], "type") != "delete"]
    if deleted := len(stories) - len(first):
        remarks.add(f"{DELETED}: {deleted}.")
    links = (address(text_at(entry, "share_link")) for entry in entries)
    url = next(filter(None, links), "").partition("#")[0]
    reader = _EntryReader(url, {id(story[0]): story[1:] for story in stories}, remarks)
    posts = posts_of(first, _published, reader.post, remarks)
    return LiveBlog(
        posts=posts,
        zone=choose_zone((), address=url),
        url=url,
        format=FORMAT,
        warnings=remarks.folded(),
    )


def _look_for_entries(page: Page) -> list[Any]:
    """The largest list of entries: of an answer, of key events, or by id as the page keeps them."""
    if not page.is_json:
        return []
    best: list[Any] = []
    value = page.json.value
    for entries in _lists([value] if isinstance(value, list) else [], value):
        if len(entries) > len(best) and any(map(_is_entry, entries)):
            best = entries
    return best


def _lists(bare: list[Any], value: Any) -> Iterator[list[Any]]:
    yield from bare
    for each in objects_in([value]):
        entries = each.get("entries")
        yield list(entries.values()) if isinstance(entries, dict) else list_at(each, "entries")
        if _is_entry(each.get("entry")):
            yield [each["entry"]]


def _is_entry(value: Any) -> bool:
    has_time = "entry_time" in value if isinstance(value, dict) else False
    return has_time and ("render" in value or "content" in value)


def _stories(entries: list[Any]) -> list[list[Any]]:
    """The versions of each entry in the order in which they were written."""
    stories: dict[str, list[Any]] = {}
    for number, entry in enumerate(entries):
        key = id_of(at(entry, "id")) or f"#{number}"
        stories.setdefault(key, []).append(entry)
    return [sorted(story, key=_order) for story in stories.values()]


def _order(entry: Any) -> tuple[bool, float]:
    """The first text of an entry before its edits, and these by their times."""
    return text_at(entry, "type") in ("update", "delete"), _edited(entry)


def _edited(entry: Any) -> float:
    """Seconds since 1970 at which a version was written; 0 where it does not say."""
    moment = time_at(entry, "timestamp")
    return moment.timestamp() if moment is not None else 0.0


def _published(entry: Object) -> datetime | None:
    return time_at(entry, "entry_time") or time_at(entry, "timestamp")


class _EntryReader:
    """Reads the entries of one blog."""

    def __init__(self, url: str, later: dict[int, list[Any]], remarks: Remarks) -> None:
        self._bodies, self._remarks = Bodies(url), remarks
        self._later = later
        """The later versions of an entry, by the identity of its first."""

    def post(self, entry: Object, published: datetime, number: int) -> Post:
        """The post of an entry, with what became of it."""
        post = self._version(entry, published)
        versions: list[Version] = []
        latest: Post | None = post
        for each in self._later.get(id(entry), ()):
            became = None if text_at(each, "type") == "delete" else self._version(each, published)
            if became is not None and latest is not None and _said(became) == _said(latest):
                continue
            known = time_at(each, "timestamp")
            if known is None or known <= (versions[-1].known if versions else published):
                self._remarks.add(NO_TIME_OF_EDIT, number)
            else:
                versions.append(Version(known, became))
                latest = became
        return post._replace(versions=tuple(versions))

    def _version(self, entry: Object, published: datetime) -> Post:
        edited = time_at(entry, "timestamp")
        text = text_at(entry, "render") or text_at(entry, "content")
        return Post(
            published=published,
            headline=line_of(text_at(entry, "headline")),
            authors=_authors(entry),
            body=self._bodies.blocks(_COMMAND.sub("", text)),
            id=id_of(entry.get("id")),
            url=address(text_at(entry, "share_link")),
            modified=edited if edited is not None and edited > published else None,
            key_event=at(entry, "key_event") is True or "type-key" in _classes(entry),
        )


def _said(post: Post) -> tuple[Any, ...]:
    """What readers see of a post, by which its versions differ."""
    return post.headline, post.authors, post.body, post.key_event


def _classes(entry: Object) -> list[str]:
    return text_at(entry, "css_classes").split()


def _authors(entry: Object) -> tuple[Author, ...]:
    """The authors of an entry: a list of names, or a link or a name as markup."""
    people = list_at(entry, "authors")
    names = [text_at(person, "name") for person in people] or [text_at(entry, "author_link")]
    return named_in_all(map(line_of, names), is_person=True)
