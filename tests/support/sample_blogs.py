"""Small live blogs, a clock that only the test moves, Hypothesis strategies for texts and blogs."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tui.model.blog import (
    Author,
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    LiveBlog,
    Paragraph,
    Post,
    Quote,
    ReadMore,
    SummaryPoint,
)
from tui.playback.tempo import Tempo
from tui.sources.join import join as join_numbered

zone = ZoneInfo
LONDON = zone("Europe/London")
DAY = datetime(2024, 4, 26, tzinfo=LONDON)


class FakeClock:
    """Real seconds for tests: they pass when `sleep` or `advance` is called and never otherwise."""

    creep = 0.0
    """Seconds that it moves on each time it is read, as a real clock does."""

    def __init__(self, seconds: float = 1000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        self.seconds += self.creep
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds

    sleep = advance


def at(clock: str, *, where: tzinfo = LONDON) -> datetime:
    """A moment on 26 April 2024 ("10:26:30"), or on a named day ("2024-04-27 10:26")."""
    moment = datetime.fromisoformat(clock if "-" in clock else f"2024-04-26 {clock}")
    return moment.replace(tzinfo=where)


def post(
    clock: str = "09:26",
    headline: str = "",
    text: str = "",
    *,
    by: str | Author = "",
    **fields: Any,
) -> Post:
    """A post at that time (see `at`), by one author; blank lines part `text` into paragraphs."""
    body = tuple(Paragraph(part) for part in text.split("\n\n")) if text else ()
    values: dict[str, Any] = {"published": at(clock), "headline": headline, "body": body}
    if by:
        values["authors"] = (Author(by) if isinstance(by, str) else by,)
    return Post(**(values | fields))


def blog(*posts: Post | str, **fields: Any) -> LiveBlog:
    """A blog of these posts, in the order of their times; a string is "09:26 Its headline"."""
    made = [
        entry if isinstance(entry, Post) else post(*re.split(r"(?<=:\d\d) ", entry, maxsplit=1))
        for entry in posts
    ]
    values: dict[str, Any] = {"title": "A sample", "zone": "Europe/London"}
    ordered = tuple(sorted(made, key=lambda entry: entry.published.astimezone(UTC)))
    return LiveBlog(ordered, **(values | fields))


def live_state(count: int) -> LiveBlog:
    """The bundled blog's first posts, without a summary; the edge is a minute after the last."""
    ten = bundled_like()
    edge = ten.posts[count - 1].published + timedelta(minutes=1)
    return ten._replace(posts=ten.posts[:count], summary=(), edge=edge)


def join(pages: Sequence[LiveBlog], *file_times: Any) -> list[LiveBlog]:
    return [joined for _, joined in join_numbered(pages, *file_times)]


def many(count: int, *, apart: timedelta = timedelta(seconds=30)) -> LiveBlog:
    """A blog of so many short posts at equal distances."""
    start = at("09:26").astimezone(UTC)
    posts = (
        Post(start + apart * n, f"Post number {n + 1}", body=(Paragraph(f"The text of {n}."),))
        for n in range(count)
    )
    return LiveBlog(tuple(posts), title="Many posts", zone="Europe/London")


LATIN = "Ministers will meet again on Tuesday, said a spokesperson after the long talks."


def marked_posts(count: int, apart: timedelta, words: str = LATIN) -> tuple[Post, ...]:
    """Posts of one to three paragraphs, each with its number as a mark: "qz0007"."""
    return tuple(
        post(
            headline=f"qz{number:04} {words[:40]}",
            text="\n\n".join([f"{words} qz{number:04} {words}"] * (1 + number % 3)),
            by=("Ann Lee", "Bo Xu", "")[number % 3],
            published=at("09:26") + apart * number,
        )
        for number in range(count)
    )


_IMAGE = Image("Two men shake hands", "Reuters", "They met in Beijing", "https://example.org/1.jpg")
_TOM, _TESSA = Author("Tom Bateman", "in Beijing"), Author("Tessa Wong", "Asia reporter")
_YVETTE = Author("Yvette Tan", "Live editor")
_SEEK = "China and US should 'seek common ground while reserving differences' - Xi"
_FANFARE = "The lack of fanfare is consistent with the whole trip.\n\nThey are both playing tough."
_PROGRESS = Paragraph("China-US relations have seen some progress.")
_TIKTOK = (Paragraph("Blinken arrived on Wednesday."), ReadMore("Read more about TikTok here."))
_RELATIONS = "US-China is the world's 'most consequential relationship' - Blinken"
_DIPLOMACY = Paragraph("Blinken called for active diplomacy.")
_PUSHOVER = "Xi will be friendly - but no pushover"
_ISSUES = "There are 'still many issues that need to be resolved', says Xi"
_PARTNERS = "China and US should 'be partners, not rivals' - Xi"
_HIT = "China-US relations takes another hit over TikTok"
_CONFERENCE = "Blinken to hold news conference from Beijing"
_TEN_POSTS = (
    post("09:26", "Hello and welcome", "Thank you for joining us.", by=_YVETTE),
    post("09:32", "Tricky conversations", "The US has dispatched envoys more frequently."),
    post("09:38", _SEEK, "Said Xi."),
    post("09:45", _PARTNERS, body=(_IMAGE, Paragraph("Said Xi again."))),
    post("09:57", _PUSHOVER, "Mr Xi will be friendly.", by=_TESSA, kicker="Analysis"),
    post("10:11", _ISSUES, body=(_PROGRESS, _IMAGE)),
    post("10:26", "A visit stripped of fanfare", _FANFARE, by=_TOM, kicker="Analysis"),
    post("10:43", _HIT, body=(_IMAGE, *_TIKTOK)),
    post("11:03", _RELATIONS, body=(_IMAGE, _DIPLOMACY)),
    post("11:18", _CONFERENCE, "We're expecting to hear from Blinken."),
)


def bundled_like() -> LiveBlog:
    """The bundled blog's posts with shorter texts."""
    return blog(
        *_TEN_POSTS,
        title="Blinken in Beijing",
        publisher="BBC News",
        place_zone="Asia/Shanghai",
        summary=(
            SummaryPoint(ListItem("Blinken says he raised concerns")),
            SummaryPoint(ListItem('"Partners, not rivals", says Xi'), at("09:45")),
        ),
    )


def two_sources() -> LiveBlog:
    """Two blogs merged on one clock, in two zones; one post is a key event, one is pinned."""
    return blog(
        post("09:26", "From London", by="Ann", source="London desk", pinned=True),
        Post(
            at("16:26:30", where=zone("Asia/Shanghai")),
            headline="From Beijing",
            source="Beijing desk",
        ),
        post("09:30", "Both again", by="Ann", source="London desk", key_event=True),
    )


def three_days() -> LiveBlog:
    """A blog that lasts three days and a little, over two midnights."""
    return blog(
        "2024-04-26 22:50 Friday night",
        "2024-04-27 03:10 Saturday early",
        "2024-04-29 23:05 Monday night",
    )


ANY_TEXT = st.text(st.characters(codec=None, categories=None))
NASTY = st.text(
    st.sampled_from(
        "a "
        "é’\t\n\r\x00\x1b\x7f\x85\x9b"
        "\u0301\u0489\u200b\u200c\u200d\u202e\u2028\ufe0f\ufeff\ud83d\ude00👩"
    )
)
"""Texts of characters that a terminal or a reader trips over."""

# Strategies. Clean text is free of controls, surrogates and bidirectional marks.

clean_texts = st.text(
    st.one_of(
        st.sampled_from("aeiounst ,.'’“-–  ñé漢字한글🎉👩‍💻مرحبا"),
        st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp")),
    ),
    max_size=60,
)
wild_texts = st.text(max_size=60)
"""Any text, with control characters and escape sequences that no terminal may receive."""

_moments = st.builds(
    lambda seconds, where: (DAY.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(where),
    st.one_of(st.integers(0, 7200), st.integers(0, 3 * 86400), st.just(3600)),
    st.sampled_from([UTC, LONDON, zone("Asia/Shanghai"), timezone(timedelta(hours=5.5))]),
)
_people = st.builds(
    Author, st.sampled_from(["Ann", "Ben Ali", "Zoë Ek"]), st.sampled_from(["", "Live editor"])
)


def blocks(texts: st.SearchStrategy[str] = clean_texts) -> st.SearchStrategy[Block]:
    """Any block of a body, with such texts; links lie inside their text."""

    def linked(text: str) -> tuple[Link, ...]:
        return (Link(0, len(text) // 2, "https://example.org/a?b=1"),) if len(text) > 1 else ()

    return st.one_of(
        st.builds(lambda text: Paragraph(text, linked(text)), texts),
        st.builds(Heading, texts),
        st.builds(ListItem, texts, marker=st.sampled_from(["•", "3."])),
        st.builds(Quote, texts),
        st.builds(lambda text: ReadMore(text, linked(text)), texts),
        st.builds(Image, texts, texts, texts, st.just("https://example.org/i.jpg")),
        st.builds(Embed, texts, texts, st.just("https://example.org/e")),
    )


def posts(texts: st.SearchStrategy[str] = clean_texts) -> st.SearchStrategy[Post]:
    """Any post within three days of the sample's day, often at the same time as others."""
    return st.builds(
        Post,
        published=_moments,
        headline=texts,
        kicker=st.one_of(st.just(""), st.just("Analysis"), texts.map(str.strip)),
        authors=st.lists(_people, max_size=2).map(tuple),
        body=st.lists(blocks(texts), max_size=3).map(tuple),
        url=st.sampled_from(["", "https://example.org/p"]),
        key_event=st.booleans(),
        pinned=st.booleans(),
        # Given, as all fields of a NamedTuple would be drawn otherwise.
        id=st.just(""),
        modified=st.none(),
        versions=st.just(()),
        dated=st.none(),
        source=st.just(""),
    )


def blogs(
    texts: st.SearchStrategy[str] = clean_texts, *, max_posts: int = 6
) -> st.SearchStrategy[LiveBlog]:
    """Any blog of one post or more, oldest first."""

    def built(entries: Sequence[Post], title: str, place: str) -> LiveBlog:
        return blog(*entries, title=title, place_zone=place)

    return st.builds(
        built,
        st.lists(posts(texts), min_size=1, max_size=max_posts),
        texts,
        st.sampled_from(["", "Asia/Shanghai"]),
    )


def constant(speed: float) -> Tempo:
    """The tempo of a constant speed, in blog seconds a second."""
    return Tempo(speed=speed, reading=False)


URL = "https://example.org/a-long-address/that-is-never-broken/at-any-width"
RICH = post(
    "10:26",
    "A visit stripped of fanfare",
    kicker="Analysis",
    key_event=True,
    pinned=True,
    source="Beijing desk",
    authors=(Author("Tom Bateman", "in Beijing"), Author("Tessa Wong", "Asia reporter")),
    body=(
        Paragraph("All of it is explained.", (Link(13, 22, URL),)),
        Heading("The details"),
        ListItem("First this, in words enough for a second line", marker="1."),
        ListItem("Then that", marker="2."),
        ListItem("And a bullet"),
        Quote("We have choices to make"),
        Image("Two men shake hands", "Reuters", "They met in Beijing", "https://example.org/i.jpg"),
        Image(alt="Only described"),
        Image(caption="Only captioned."),
        Image(),
        Embed("Chirper", "A short chirp", "https://example.org/t"),
        Embed("", "Of nobody"),
        ReadMore("Read more about it here"),
    ),
)
SMALL = blog(
    post("09:26", "Hello and welcome", "Stay with us.", by=Author("Yvette Tan", "Live editor")),
    RICH._replace(published=at("09:38")),
    title="A small blog",
    publisher="BBC News",
    summary=(
        SummaryPoint(ListItem("First it was so"), at("09:26")),
        SummaryPoint(ListItem("Then it was not")),
    ),
)
