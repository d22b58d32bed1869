"""Whole pages, ours and real ones: their facts, and no visible word of a post lost.

The words are found by the standard library's HTML parser, not by the reader's.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from live_blog_data import words_of
from liveblogs import page
from page_facts import OUR_PAGES, REAL_PAGES

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import zone_face
from tui.model.errors import UnreadableError
from tui.model.part_words import part_line
from tui.readers import read
from tui.readers.page import Page
from tui.readers.parts.first_published import late_part

TABLE = OUR_PAGES | REAL_PAGES


@pytest.mark.parametrize("name", TABLE)
def test_the_facts_of_each_page(name: str) -> None:
    facts, blog = TABLE[name], read(page(name))
    assert len(blog.posts) == facts.posts
    assert (blog.start.isoformat(), blog.end.isoformat(), blog.zone) == (
        facts.first,
        facts.last,
        facts.zone,
    )
    assert {place: blog.posts[place].headline for place in facts.headlines} == facts.headlines
    names = [author.name for post in blog.posts for author in post.authors]
    assert {name: names.count(name) for name in names} == facts.authors
    assert sum(post.key_event for post in blog.posts) == facts.key_events
    if facts.publisher:
        assert blog.publisher == facts.publisher
    assert part_line(blog, zone_face(blog.zone, blog.start, blog.end)) == facts.part


@pytest.mark.parametrize("name", TABLE)
def test_without_counted_pages_the_other_signs_find_the_same_parts(name: str) -> None:
    source = Page(page(name))
    blog = read(source.data)._replace(part=None)
    if not (source.is_json or source.is_markup):
        return
    found = late_part(source, blog)
    whole = not TABLE[name].part
    assert (found is None) == whole, name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no-updates.html", "LiveBlogPosting (microdata) has no updates"),
        ("copied-no-times.txt", "no"),
        ("sportowefakty-no-updates.html", "LiveBlogPosting (microdata) has no updates"),
        ("bbc-pasted-2020-no-times.txt", "no"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(said)):
        read(page(name))


@pytest.mark.parametrize(
    ("name", "place", "role"),
    [
        ("bbc.html", 7, "Specialist goose and social media reporter"),
        ("bbc-2020-05-12.html", 7, "Specialist disinformation and social media reporter"),
    ],
)
def test_what_a_bbc_page_says_beside_the_posts(name: str, place: int, role: str) -> None:
    bbc = read(page(name))
    assert len(bbc.summary) == 8
    assert [post.kicker for post in bbc.posts].count("Breaking") == 2
    assert [author.role for author in bbc.posts[place].authors] == [role]


@pytest.mark.parametrize(
    ("name", "authors", "pinned"),
    [
        (
            "guardian.html",
            ["Corin Ashdown", "Liesl Abara-Finch", "Wilf Tarrant"],
            "block-d7753eda83d7c58dfe0d5a0c",
        ),
        (
            "guardian-2023-05-15.html",
            ["Martin Belam", "Mabel Banfield-Nwachi", "Jordyn Beazley"],
            "block-646210cc8f0822aea831dd91",
        ),
    ],
)
def test_what_a_guardian_page_says_beside_the_posts(
    name: str, authors: list[str], pinned: str
) -> None:
    guardian = read(page(name))
    assert [author.name for author in guardian.authors][:3] == authors
    assert [post.id for post in guardian.posts if post.pinned] == [pinned]


@pytest.mark.parametrize(
    ("ours", "real"),
    [
        ("bbc.html", "bbc-2020-05-12.html"),
        ("guardian.html", "guardian-2023-05-15.html"),
        ("kilbeo.html", "corkbeo-2020-10-06.html"),
        ("nyt.json", "nyt-2020-03-06.json"),
        ("four-forms.txt", "schema-org-example.txt"),
    ],
)
def test_our_pages_have_the_traits_of_the_real_ones(ours: str, real: str) -> None:
    one, other = read(page(ours)), read(page(real))
    assert one.format == other.format
    assert one.warnings == other.warnings
    assert kinds_in(one) == kinds_in(other)
    for trait in ("language", "summary", "authors"):
        assert bool(getattr(one, trait)) == bool(getattr(other, trait)), trait
    for trait in ("headline", "kicker", "authors", "body", "id", "url", "modified", "pinned"):
        here, there = ({bool(getattr(post, trait)) for post in blog.posts} for blog in (one, other))
        assert here == there, trait


def kinds_in(blog: LiveBlog) -> set[type]:
    return {type(block) for post in blog.posts for block in post.body}


def test_a_page_of_megabytes_is_read_like_a_small_one() -> None:
    small = page("bbc.html").decode()
    script = f"<script>window.filler = {json.dumps('not a word of a post ' * 5000)}</script>"
    large = small.replace('<li class="lx-stream__post', script + '<li class="lx-stream__post')
    assert len(large) > 2_000_000
    assert read(large.encode()) == read(small.encode())


# Every visible word.

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


MADE_LIKE = {name: name for name in PAGES} | {
    "bbc-2020-05-12.html": "bbc.html",
    "guardian-2023-05-15.html": "guardian.html",
    "corkbeo-2020-10-06.html": "kilbeo.html",
}


@pytest.mark.parametrize("name", MADE_LIKE)
def test_every_visible_word_of_the_pages_posts_is_in_the_model(name: str) -> None:
    data = page(name)
    visible = Visible(*PAGES[MADE_LIKE[name]])
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
        for name in TABLE
        if (name.endswith((".html", ".json")) and name not in WITHOUT_JSON_LD)
        or name in ("four-forms.txt", "schema-org-example.txt")
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
