"""Real live blogs: a table written by hand from each page, and no visible word of a post lost.

The words are found by the standard library's HTML parser, not by the reader's.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from live_blog_data import words_of
from liveblogs import real

from tui.model.blog import LiveBlog, Post
from tui.model.errors import UnreadableError
from tui.readers import read


@dataclass(frozen=True)
class Facts:
    """What somebody sees who opens the page. `headlines` are of the posts at these places, oldest first."""

    posts: int
    first: str
    last: str
    zone: str
    headlines: dict[int, str]
    authors: dict[str, int]
    key_events: int = 0
    publisher: str = ""


TABLE = {
    "blinken-beijing-2024-04-26.txt": Facts(
        10, "2024-04-26T09:26:00+01:00", "2024-04-26T11:18:00+01:00", "Europe/London",
        {0: "Hello and welcome", 6: "A visit stripped of fanfare",
         9: "Blinken to hold news conference from Beijing"},
        {"Yvette Tan": 1, "Tessa Wong": 1, "Tom Bateman": 1},
    ),
    "bbc-2020-05-12.html": Facts(
        20, "2020-05-12T12:34:41+00:00", "2020-05-12T15:05:08+00:00", "Europe/London",
        {0: "Russian president's spokesman has Covid-19", 12: "'Football shouldn't even be spoken about'",
         19: "Where does the US stand on testing?"},
        {"Faisal Islam": 1, "Marianna Spring": 1}, publisher="BBC News",
    ),
    "guardian-2023-05-15.html": Facts(
        10, "2023-05-15T10:42:56+00:00", "2023-05-15T11:50:54+00:00", "Europe/London",
        {0: "Zelenskiy discussed 'coalition of jets' with Sunak on UK visit",
         4: "Sunak: 'not a straightforward thing' to supply fighter jets to Ukraine",
         7: "Stoltenberg: no point discussing how Ukraine can join Nato if it does not prevail in war first", 9: ""},
        {"Jennifer Rankin": 1}, key_events=3, publisher="The Guardian",
    ),
    "corkbeo-2020-10-06.html": Facts(
        26, "2020-10-06T08:44:43.784000+01:00", "2020-10-06T21:22:53.212000+01:00", "Europe/Dublin",
        {0: "'Circuit breaker' plan - NPHET vs Government", 14: "Cobh", 25: "Goodnight"},
        {"Gavin O'Callaghan": 15, "Frances Watkins": 10}, key_events=1, publisher="Cork Beo",
    ),
    "nyt-2020-03-06.json": Facts(
        10, "2020-03-06T05:02:44+00:00", "2020-03-06T23:12:05.424000+00:00", "America/New_York",
        {0: "Russia, with few confirmed cases, announces aggressive action to reassure a jittery public.",
         3: "Here’s what to do if you think you’re sick.",
         9: "The U.S. caseload rises past 250, most in Washington State and California."},
        {},
    ),
    "schema-org-example.txt": Facts(
        3, "2015-03-09T13:08:00-07:00", "2015-03-09T13:17:00-07:00", "America/Los_Angeles",
        {0: "Coming this April, HBO NOW will be available exclusively in the U.S. on Apple TV and the App Store.",
         1: "iPhone is growing at nearly twice the rate of the rest of the smartphone market.",
         2: "See the new flagship Apple Retail Store in West Lake, China."},
        {},
    ),
    "bbc-pasted-2015-election.txt": Facts(
        6, "2015-05-07T21:17:00+01:00", "2015-05-07T21:35:00+01:00", "Europe/London",
        {0: "Night shift", 3: "Queues 'emergency'", 5: "Behind the scenes"}, {},
    ),
    "bbc-pasted-2019-election.txt": Facts(
        1, "2019-12-13T01:52:00+00:00", "2019-12-13T01:52:00+00:00", "Europe/London",
        {0: "Vale of Clwyd: Conservative gain"}, {},
    ),
    "bbc-pasted-2023-cricket.txt": Facts(
        4, "2023-06-20T12:17:00+01:00", "2023-06-20T12:32:00+01:00", "Europe/London",
        {0: "Get Involved - Cricket children's TV shows", 1: "How's stat?!", 3: ""}, {"Andy Zaltzman": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_the_facts_of_each_page(name: str) -> None:
    facts, blog = TABLE[name], read(real(name).read_bytes())
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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sportowefakty-no-updates.html", "LiveBlogPosting (microdata) has no updates"),
        ("bbc-pasted-2020-no-times.txt", "no"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(said)):
        read(real(name).read_bytes())


def test_what_the_pages_say_beside_the_posts() -> None:
    bbc = read(real("bbc-2020-05-12.html").read_bytes())
    assert len(bbc.summary) == 8
    assert [post.kicker for post in bbc.posts].count("Breaking") == 2
    assert (
        bbc.posts[7].authors == ()
        or bbc.posts[7].authors[0].role == "Specialist disinformation and social media reporter"
    )
    guardian = read(real("guardian-2023-05-15.html").read_bytes())
    assert [author.name for author in guardian.authors][:3] == [
        "Martin Belam",
        "Mabel Banfield-Nwachi",
        "Jordyn Beazley",
    ]
    assert [post.id for post in guardian.posts if post.pinned] == ["block-646210cc8f0822aea831dd91"]


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
    """The words inside each element that `starts` names, without those that nobody sees or that are no post's."""

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
    "bbc-2020-05-12.html": (
        lambda tag, attributes: tag == "article" and "qa-post" in classes(attributes),
        lambda tag, attributes: "gs-u-vh" in classes(attributes),
    ),
    "guardian-2023-05-15.html": (
        lambda tag, attributes: (
            tag == "article" and (attributes.get("id") or "").startswith("block-")
        ),
        # The link with the time, and a video's running time.
        lambda tag, attributes: (
            attributes.get("data-ignore") == "global-link-styling" or tag == "button"
        ),
    ),
    "corkbeo-2020-10-06.html": (
        lambda tag, attributes: "live-event-entry" in classes(attributes),
        lambda tag, attributes: False,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_visible_word_of_the_pages_posts_is_in_the_model(name: str) -> None:
    data = real(name).read_bytes()
    visible = Visible(*PAGES[name])
    visible.feed(data.decode())
    blog = read(data)
    assert len(visible.posts) == len(blog.posts)
    for seen, post in zip(visible.posts, reversed(blog.posts), strict=True):
        assert len(seen) > 2
        lost = set(seen) - words_in(post) - LABELS
        assert not lost, post.headline


def updates_of(name: str) -> Iterator[tuple[str, str]]:
    """The headline and the text of each update in the data, its tags taken out and entities decoded by hand."""
    text = real(name).read_text()
    start = text.index("{", text.index("JSON:")) if "JSON:" in text else 0
    blocks = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text, re.S) or [
        text[start:]
    ]
    for block in blocks:
        value = json.loads(block)
        for entry in value if isinstance(value, list) else [value]:
            for update in entry.get("liveBlogUpdate", []):
                body = re.sub(r"<[^>]+>", " ", update.get("articleBody", ""))
                if (
                    len(body) >= 1000 and body[-1].isalpha()
                ):  # cut by its publisher in the middle of a word
                    body = body.rpartition(" ")[0]
                yield html.unescape(update["headline"]), html.unescape(body)


@pytest.mark.parametrize(
    "name", [name for name in TABLE if name.endswith((".html", ".json")) or "schema" in name]
)
def test_every_word_of_the_data_is_in_the_model(name: str) -> None:
    blog: LiveBlog = read(real(name).read_bytes())
    updates = list(updates_of(name))
    assert len(updates) == len(blog.posts)
    unmatched = [words_in(post) for post in blog.posts]
    for headline, body in updates:
        told = set(words(body)) | (set(words(headline)) if headline != blog.title else set())
        match = next((found for found in unmatched if not told - found), None)
        assert match is not None, headline
        unmatched.remove(match)
