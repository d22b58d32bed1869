"""Pages that are turned for the reader, the key that turns them, the mark at the paragraph read."""

import re
from collections.abc import Iterator

import pytest
from readings import answers
from sample_blogs import blog, bundled_like, post
from screen_stage import Stage, at_the_end, each_key_of, now, on_stage, paused_at

from tui.model.blog import LiveBlog, Paragraph
from tui.playback.reading_time import CHARACTERS_A_SECOND, FINDING_SECONDS, reading_seconds
from tui.replay import ReplayOptions
from tui.screen.feed.layout import DisplayedVersion, Heads, lines_of

SIZE = (60, 16)


def long_text(name: str, words: int) -> str:
    """A text of so many words, each only once in the whole blog."""
    return " ".join(f"{name}{number}" for number in range(words))


def long_blog() -> LiveBlog:
    """Posts of several pages; the second and the third were published at one moment."""
    return blog(
        post("09:26", "First", long_text("a", 260), by="Ann"),
        post("09:40", "Second", long_text("b", 150), by="Ben"),
        post("09:40", "Third", long_text("c", 150), by="Ann"),
        post("09:41", "Fourth", "d0 d1", by="Ben"),
        post("09:55", "Fifth", long_text("e", 200), by="Ann"),
    )


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\b[a-e]\d+\b", text))


def words_of(blog: LiveBlog, by: str = "") -> set[str]:
    """All words of the blog, or of the posts by one author."""
    return {word for post in blog.posts if by in post.byline for word in words_in(post.text)}


async def turned_to_the_end(stage: Stage, key: str) -> tuple[set[str], list[str]]:
    """Presses the key until it says that there is no more: the words seen, and each moment."""
    seen = words_in(stage.text())
    moments: list[str] = []
    while not stage.last_row().startswith(" No more posts"):
        assert len(moments) < 60, "it does not come to the end"
        await stage.press(key)
        seen |= words_in(stage.text())
        moments.append(now(stage))
    return seen, moments


@each_key_of("turn")
@pytest.mark.parametrize(
    ("newest_first", "paused", "speed", "author"), answers("ways-to-read-with-one-key")
)
async def test_one_key_reads_the_whole_blog_or_what_a_filter_leaves(
    key: str, newest_first: bool, paused: bool, speed: str, author: str
) -> None:
    options = ReplayOptions(paused=paused, speed=speed, authors=(author,) if author else ())
    async with on_stage(long_blog(), SIZE, options, newest_first=newest_first) as stage:
        seen, moments = await turned_to_the_end(stage, key)
        assert seen == words_of(long_blog(), author)
        assert moments == sorted(moments)
        assert stage.app.feed.reading.following
        assert stage.player.clock.playing != paused


@each_key_of("turn")
@pytest.mark.parametrize("height", [15, 18, 20, 23])
async def test_its_hint_is_there_exactly_as_long_as_it_changes_the_page(
    key: str, height: int
) -> None:
    async with on_stage(long_blog(), (60, height), at_the_end()) as stage:
        while True:
            hinted, before = "enter next" in stage.last_row(), stage.feed_rows()
            await stage.press(key)
            assert hinted == (stage.feed_rows() != before)
            if not hinted:
                break
            await stage.pass_seconds(5)


@each_key_of("turn")
async def test_no_page_is_turned_before_all_of_it_was_seen(key: str) -> None:
    async with on_stage(long_blog(), SIZE, ReplayOptions(paused=True)) as stage:
        before = stage.feed_rows()
        await stage.press(key)
        after = stage.feed_rows()
        kept = [row.replace("▌", " ") for row in before[-3:]]
        assert [row.replace("▌", " ") for row in after[:3]] == kept


@each_key_of("turn")
async def test_whoever_follows_another_clock_turns_pages_and_leaves_it_alone(key: str) -> None:
    async with on_stage(long_blog(), SIZE, paused_at("09:40")) as stage:
        player = stage.player
        player.follow(player.clock._replace(playing=True))
        clock, seen = player.clock, set()
        for _ in range(12):
            seen |= words_in(stage.text())
            await stage.press(key)
        assert seen == {word for word in words_of(long_blog()) if word[0] in "bc"}
        assert stage.last_row() == " This is the last page so far; the room goes on by itself."
        assert player.clock == clock
        page = stage.feed_rows()
        await stage.pass_seconds(5)
        assert words_in("\n".join(stage.feed_rows())) == words_in("\n".join(page))


@pytest.mark.parametrize("newest_first", [False, True])
async def test_hands_off_every_page_is_turned(newest_first: bool) -> None:
    async with on_stage(long_blog(), SIZE, ReplayOptions(), newest_first=newest_first) as stage:
        seen = words_in(stage.text())
        while not stage.player.view().ended:
            await stage.pass_seconds(0.5)
            seen |= words_in(stage.text())
            assert "new post" not in stage.text(), "the pill while pages are turned"
        assert seen == words_of(long_blog())


async def test_the_first_post_after_a_loop_begins_on_top_for_a_reader_who_had_scrolled() -> None:
    options = ReplayOptions(at="09:54", speed="600", loop=True, authors=("Ben",))
    async with on_stage(long_blog(), SIZE, options) as stage:
        await stage.press("G", "k")
        while stage.player.view().shown:
            await stage.pass_seconds(1)
        assert not words_in(stage.text())
        while not stage.player.view().shown:
            await stage.pass_seconds(0.1)
        assert "Second" in stage.feed_rows()[0]


async def test_the_mark_stands_at_the_paragraph_being_read_and_y_copies_its_post() -> None:
    text = long_text("a", 40) + "\n\n" + long_text("b", 40)
    two = blog(post("09:26", "First", text), post("09:26", "Second", long_text("c", 20)))
    async with on_stage(two, (60, 40), ReplayOptions()) as stage:
        await stage.pass_seconds(15)
        marked = words_in("\n".join(row for row in stage.feed_rows() if "▌" in row))
        assert marked
        assert marked <= {f"b{number}" for number in range(40)}
        await stage.press("y")
        assert "First" in stage.app.copied


@pytest.mark.parametrize("keys", ["plus", "p", "minus", "o"])
async def test_another_tempo_never_turns_a_page_back(keys: str) -> None:
    async with on_stage(long_blog(), SIZE, ReplayOptions()) as stage:
        await stage.pass_seconds(40)
        before, moment = words_in(stage.text()), now(stage)
        await stage.press(keys)
        assert now(stage) == moment
        assert words_in(stage.text()) == before


LATE_SECONDS = 0.2


def paragraphs(blog: LiveBlog) -> Iterator[tuple[tuple[int, int], float]]:
    """Each post and part with the second of watching in which it comes to its turn."""
    came = 0.0
    for number, entry in enumerate(blog.posts):
        before, first = came + FINDING_SECONDS, bool(entry.labels)  # which are in the rule
        for part, text in enumerate(lines_of(entry, 60, Heads.RULED, DisplayedVersion()).parts):
            if part >= first:
                yield (number, part), before if part > first else came
            before += (len(text) + 1) / CHARACTERS_A_SECOND
        came += reading_seconds(entry)


async def marks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> dict[object, float]:
    """The first time of the mark at each paragraph; the app is looked at when it asks to be."""
    waits: list[float] = []
    monkeypatch.setattr(stage.app, "wake_in", lambda seconds, _: waits.append(seconds))
    began, seen = stage.clock(), dict[object, float]()
    stage.app.show_moment()
    while stage.clock() - began < seconds:
        seen.setdefault(stage.app.feed.reading.mark, stage.clock() - began)
        stage.clock.advance(waits[-1])
        stage.app.tick()
    return seen


@pytest.mark.parametrize("newest_first", [False, True])
async def test_the_mark_is_at_each_paragraph_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch, newest_first: bool
) -> None:
    long = [Paragraph("word " * count) for count in (40, 30, 70, 12, 25, 60)]
    ten = bundled_like()
    sample = ten._replace(posts=(post("09:20", "A headline", body=tuple(long)), *ten.posts))
    options = ReplayOptions()
    async with on_stage(sample, (80, 24), options, newest_first=newest_first) as stage:
        due = dict(paragraphs(sample))
        seen = await marks(stage, monkeypatch, max(due.values()) + 1)
    assert len(due) > 20
    late = {place: seen[place] - at for place, at in due.items() if place in seen}
    assert set(due) <= set(seen)
    assert {
        place: each for place, each in late.items() if not 0 <= each + 1e-6 < LATE_SECONDS
    } == {}
