"""No visible word of a post is lost on whole pages, and none of their data's.

The words are found by the standard library's HTML parser, not by the reader's.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from live_blog_data import words_of
from liveblogs import PAGES as ALL_PAGES
from liveblogs import page

from tui.model.blog import LiveBlog, Post
from tui.readers import read

VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    )
)
UNSEEN = frozenset(
    ("script", "style", "noscript", "svg", "footer", "time", "button", "head", "template")
)
type Attributes = dict[str, str | None]


class Visible(HTMLParser):
    """The words that a reader sees inside each element that `starts` names."""

    def __init__(
        self, starts: Callable[[str, Attributes], bool], skips: Callable[[str, Attributes], bool]
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._starts, self._skips = starts, skips
        self._open: list[tuple[str, bool, bool]] = []
        self.posts: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        attributes = dict(attrs)
        inside, skipped = (self._open[-1][1], self._open[-1][2]) if self._open else (False, False)
        if not inside and self._starts(tag, attributes):
            inside = True
            self.posts.append([])
        self._open.append((tag, inside, skipped or tag in UNSEEN or self._skips(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] and not self._open[-1][2]:
            self.posts[-1].extend(words(data))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def words_in(post: Post) -> set[str]:
    people = " ".join(f"{author.name} {author.role}" for author in post.authors)
    return set(words(" ".join([post.headline, post.kicker, people, *map(words_of, post.body)])))


LABELS = {"KEY", "EVENT", "Photograph"}
"""What the model says by a field of its own: key_event, and whose picture it is."""


def classes(attributes: Attributes) -> list[str]:
    return (attributes.get("class") or "").split()


PAGES: dict[str, tuple[Callable[[str, Attributes], bool], Callable[[str, Attributes], bool]]] = {
    "bbc.html": (
        lambda tag, attributes: tag == "article" and "qa-post" in classes(attributes),
        # Words for screen readers, and "View more on twitter", which is an embed's box.
        lambda tag, attributes: bool({"gs-u-vh", "qa-cta-text"} & set(classes(attributes))),
    ),
    "guardian.html": (
        lambda tag, attributes: (
            tag == "article" and (attributes.get("id") or "").startswith("block-")
        ),
        # The link with the time, and a video's running time.
        lambda tag, attributes: (
            attributes.get("data-ignore") == "global-link-styling" or tag == "button"
        ),
    ),
    "ticker-glocke.html": (
        lambda tag, attributes: "eintrag" in classes(attributes),
        # Who signs, "Von" before it, advertisements, teasers, comments.
        lambda tag, attributes: (
            not {"anzeige", "kommentare", "teilen", "verfasser"}.isdisjoint(classes(attributes))
            or (attributes.get("href") or "").startswith("/artikel/")
        ),
    ),
    "directo-niebla.html": (
        lambda tag, attributes: "entrada" in classes(attributes),
        lambda tag, attributes: False,
    ),
    "minuto-ponte.html": (
        lambda tag, attributes: "item" in classes(attributes),
        lambda tag, attributes: False,
    ),
    "direct-cloche.html": (
        lambda tag, attributes: "billet" in classes(attributes),
        lambda tag, attributes: "heure" in classes(attributes) or tag == "em",
    ),
    "mubashir-mina.html": (
        lambda tag, attributes: tag == "li",
        lambda tag, attributes: False,
    ),
    "kilbeo.html": (
        lambda tag, attributes: "live-event-entry" in classes(attributes),
        lambda tag, attributes: False,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_visible_word_of_the_pages_posts_is_in_the_model(name: str) -> None:
    data = page(name)
    visible = Visible(*PAGES[name])
    visible.feed(data.decode())
    blog = read(data)
    assert len(visible.posts) == len(blog.posts)
    for seen, post in zip(visible.posts, reversed(blog.posts), strict=True):
        assert len(seen) > 2
        lost = set(seen) - words_in(post) - LABELS
        assert not lost, post.headline


WITHOUT_JSON_LD = {"minuto-ponte.html"}


def updates_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield each update's headline and text, without its tags and entities."""
    text = page(name).decode()
    start = text.index("{", text.index("JSON:")) if "JSON:" in text else 0
    blocks = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text, re.S) or [
        text[start:]
    ]
    for block in blocks:
        value = json.loads(block)
        for entry in value if isinstance(value, list) else [value]:
            for update in entry.get("liveBlogUpdate", []):
                body = re.sub(r"<[^>]+>", " ", update.get("articleBody", ""))
                if len(body) == 96 or len(body) >= 1000:  # cut, perhaps in the middle of a word
                    body = body.rpartition(" ")[0]
                yield html.unescape(update["headline"]), html.unescape(body)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in ALL_PAGES
        if (name.endswith((".html", ".json")) and name not in WITHOUT_JSON_LD)
        or name == "four-forms.txt"
    ],
)
def test_every_word_of_the_data_is_in_the_model(name: str) -> None:
    blog: LiveBlog = read(page(name))
    updates = list(updates_of(name))
    assert len(updates) == len(blog.posts)
    unmatched = [words_in(post) for post in blog.posts]
    for headline, body in updates:
        told = set(words(body)) | (set(words(headline)) if headline != blog.title else set())
        match = next((found for found in unmatched if not told - found), None)
        assert match is not None, headline
        unmatched.remove(match)
