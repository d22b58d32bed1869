"""The entries of WordPress's Liveblog plug-in, as its REST endpoint answers."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tui.model.blog import Author, LiveBlog, Post
from tui.readers.authors import named
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
DELETED = "Entries that were deleted, and were left out"


def fits(page: Page) -> bool:
    """Whether the page is JSON with entries that have the plug-in's times."""
    return page.is_json and bool(page.once(_look_for_entries))


def count(page: Page) -> int:
    """How many entries the page has."""
    return len(page.once(_look_for_entries))


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    return lack(page, "WordPress's data has no entries with a time and a text")


def read(page: Page) -> LiveBlog:
    """The live blog of the entries, each in its latest version.

    Raises UnreadableError if no entry has a time and a word.
    """
    remarks = Remarks("entry")
    remark_on_json(page, remarks)
    entries = _latest(page.once(_look_for_entries))
    standing = [entry for entry in entries if text_at(entry, "type") != "delete"]
    if deleted := len(entries) - len(standing):
        remarks.add(f"{DELETED}: {deleted}.")
    links = (address(text_at(entry, "share_link")) for entry in entries)
    url = next(filter(None, links), "").partition("#")[0]
    reader = _EntryReader(url)
    posts = posts_of(standing, _published, reader.post, remarks)
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


def _latest(entries: list[Any]) -> list[Any]:
    """The entries, of several versions of one only the latest, in the place of the first."""
    # A version says type "update" or "delete" with the `timestamp` of the edit: who joins versions
    # of a post will find them here.
    kept: dict[str, Any] = {}
    for number, entry in enumerate(entries):
        key = id_of(at(entry, "id")) or f"#{number}"
        before = kept.get(key)
        if before is None or _edited(entry) >= _edited(before):
            kept[key] = entry
    return list(kept.values())


def _edited(entry: Any) -> float:
    """Seconds since 1970 at which a version was written; 0 where it does not say."""
    moment = time_at(entry, "timestamp")
    return moment.timestamp() if moment is not None else 0.0


def _published(entry: Object) -> datetime | None:
    return time_at(entry, "entry_time") or time_at(entry, "timestamp")


class _EntryReader:
    """Reads the entries of one blog."""

    def __init__(self, url: str) -> None:
        self._bodies = Bodies(url)

    def post(self, entry: Object, published: datetime, number: int) -> Post:
        """The post of an entry."""
        del number
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


def _classes(entry: Object) -> list[str]:
    return text_at(entry, "css_classes").split()


def _authors(entry: Object) -> tuple[Author, ...]:
    """The authors of an entry: a list of names, or a link or a name as markup."""
    people = list_at(entry, "authors")
    names = [text_at(person, "name") for person in people] or [text_at(entry, "author_link")]
    found = [author for name in names for author in named(line_of(name), is_person=True)]
    return tuple(dict.fromkeys(found))
