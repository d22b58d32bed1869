"""An entry of a BBC stream, of either generation, into a post."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tui.model.blog import Author, Block, Image, Paragraph, Post
from tui.model.safe_text import letters_of, one_line
from tui.readers.authors import named
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address
from tui.readers.live_data.bbc_nodes import NodeReader, kind_of, text_of
from tui.readers.live_data.fields import Object, at, id_of, list_at, objects_at, text_at, time_at
from tui.readers.live_data.posts import UnreadKinds
from tui.readers.warnings import Remarks

_TIMES = (("dateAdded",), ("dates", "curated"), ("firstPublished",), ("dates", "firstPublished"))
"""Where the time stands at which readers saw a post, the best first."""
_EDITS = (("lastPublished",), ("dates", "lastPublished"), ("lastUpdated",))
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
UNREAD = "A part of the body of a kind that is not read was left out ({})."


def is_post(entry: Any) -> bool:
    """Whether a value looks like a post of a stream."""
    if isinstance(at(entry, "body"), list):
        return "assetId" in entry or "locator" in entry
    return isinstance(at(entry, "dates"), dict) and ("content" in entry or "header" in entry)


def key_of(entry: Any) -> str:
    """The id of an entry as pages link to it, or ""."""
    if asset := id_of(at(entry, "assetId")):
        return f"post_{asset}"
    return id_of(at(entry, "urn")) or id_of(at(entry, "locator"))


def published(entry: Object) -> datetime | None:
    """When readers saw an entry, to the second as everywhere else on the page."""
    return _first_time(entry, _TIMES)


def _first_time(entry: Object, paths: tuple[tuple[str, ...], ...]) -> datetime | None:
    for path in paths:
        if (moment := time_at(entry, *path)) is not None:
            return moment.replace(microsecond=0)
    return None


class PostReader:
    """Reads the entries of one blog's streams."""

    def __init__(self, nodes: NodeReader, url: str, remarks: Remarks) -> None:
        self._nodes, self._url = nodes, url
        self._unread = UnreadKinds(UNREAD, remarks)

    def post(self, entry: Object, moment: datetime, number: int) -> Post:
        """The post of an entry."""
        content = list_at(entry, "body") or list_at(entry, "content", "model", "blocks")
        body, unread = self._nodes.blocks(content)
        for kind in dict.fromkeys(unread):
            self._unread.add(kind, number)
        head = _Head(entry)
        key = key_of(entry)
        edited = _first_time(entry, _EDITS)
        return Post(
            published=moment,
            headline=head.headline,
            kicker=head.kicker,
            authors=head.authors,
            body=(*head.lead, *body, *(() if body else _described(entry))),
            id=key,
            url=self._address(entry, key),
            modified=edited if edited is not None and edited > moment else None,
        )

    def _address(self, entry: Object, key: str) -> str:
        link = text_at(entry, "url") or text_at(entry, "link", "url")
        if link:
            return address(link, self._url or "https://www.bbc.co.uk/")
        if not self._url or not key:
            return ""
        if key.startswith("post_"):
            return address(f"{self._url}#{key}")
        return address(f"{self._url}?post={quote(key, safe='')}#post")


class _Head:
    """What stands over a post: headline, kicker and authors; `lead` is what is none of them."""

    def __init__(self, entry: Object) -> None:
        blocks = list_at(entry, "header", "model", "blocks")
        over = [text_of(block) for block in blocks if kind_of(block) == "headline"]
        under = [text_of(block) for block in blocks if kind_of(block) == "subheadline"]
        over, under = [x for x in over if x], [x for x in under if x]
        label = _label(text_at(entry, "typeCode"))
        if over and under and letters_of(over[0]) == letters_of(label):
            label, over, under = over[0], under, []
        titles = [line_of(text_at(title, "title")) for title in objects_at(entry, "titles")]
        self.headline = next(filter(None, (line_of(text_at(entry, "title")), *over, *titles)), "")
        breaking = "Breaking" if at(entry, "options", "isBreakingNews") is True else ""
        self.kicker = " · ".join(dict.fromkeys(filter(None, (breaking, label))))
        self.authors: tuple[Author, ...] = _contributors(entry, blocks)
        self.lead: tuple[Block, ...] = ()
        self._take(under)

    def _take(self, under: list[str]) -> None:
        """The lines under a headline: a byline if they read as one, else the text's beginning."""
        for line in under:
            author = _byline(line)
            if author is not None and not self.authors:
                self.authors = (author,)
            elif author not in self.authors:
                self.lead += (Paragraph(line),)


def _label(code: str) -> str:
    """The label that a type's code stands for: "GET_INVOLVED" is "Get involved"."""
    return one_line(code[:60].replace("_", " ")).capitalize()


def _contributors(entry: Object, blocks: list[Any]) -> tuple[Author, ...]:
    found = [(entry.get("contributor"), "role")]
    found += [(at(x, "model"), "subtitle") for x in blocks if kind_of(x) == "contributor"]
    authors: list[Author] = []
    for person, role in found:
        people = named(text_at(person, "name"), is_person=True)
        said = one_line(text_at(person, role))
        if len(people) == 1 and said and not people[0].role:
            people = (Author(people[0].name, said),)
        authors += people
    return tuple(dict.fromkeys(authors))


def _byline(line: str) -> Author | None:
    """The author of "Ana Lee" or "Ana Lee - Reporting from Oslo"; None if it reads otherwise."""
    name, _, role = (part.strip() for part in line.partition(" - "))
    is_name = _NAME.fullmatch(name) and all(word[0].isupper() for word in name.split())
    return Author(name, role) if is_name else None


def _described(entry: Object) -> tuple[Block, ...]:
    """The summary and the picture of an entry without a body: a link to an article."""
    texts = [line_of(text_at(x, "text")) for x in objects_at(entry, "descriptions")]
    words = line_of(text_at(entry, "summary")) or next(filter(None, texts), "")
    pictures = [x for x in (*objects_at(entry, "images"), at(entry, "image")) if x]
    images = [
        Image(
            alt=one_line(text_at(each, "altText")),
            credit=one_line(text_at(each, "copyright") or text_at(each, "copyrightHolder")),
            url=address(text_at(each, "url") or text_at(each, "href")),
        )
        for each in pictures
    ]
    shown = [image for image in images if image.alt or image.url]
    return (*((Paragraph(words),) if words else ()), *shown)
