"""A reader who does anything: no row moves without a key, no word is left out, nothing is unread
that was seen. Each word stands once in the blog, so that the words on the screen tell all.
"""

import random
import re
from datetime import timedelta
from itertools import count

import pytest
from sample_blogs import at, blog, post
from screen_stage import Stage, on_stage

from tui.model.blog import LiveBlog
from tui.replay import ReplayOptions

POSTS, STEPS = 9, 80
SIZES = ((60, 12), (61, 5), (80, 24), (100, 16))
KEYS = (*"jkgGfo][048", "pagedown", "pageup", "enter", "backspace", "space", "right", "left")


def numbered(chance: random.Random) -> LiveBlog:
    """Posts of few or many words: "w0", "w1" and so on; the first of each is its headline."""
    numbers, posts, moment = count(), [], at("09:26")
    for _ in range(POSTS):
        parts = [chance.choice([1, 9, 40, 160]) for _ in range(chance.randint(1, 3))]
        texts = [" ".join(f"w{next(numbers)}" for _ in range(part)) for part in (1, *parts)]
        posts.append(post(published=moment, headline=texts[0], text="\n\n".join(texts[1:])))
        moment += timedelta(minutes=chance.choice([0, 1, 5, 20]))
    return blog(*posts)


def words_of(text: str) -> list[str]:
    return re.findall(r"\bw\d+\b", text)


class Reader:
    """The posts on the screen, and the newest that was there or led to by a jump."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage, self.chance, self.newest_seen = stage, chance, -1
        self.posts = [words_of(each.text) for each in stage.player.blog.posts]

    @property
    def follows(self) -> bool:
        return self.stage.app.feed.reading.following

    @property
    def words(self) -> list[str]:
        return words_of("\n".join(self.stage.feed_rows()))

    def look(self) -> None:
        """The words are a stretch of the feed; the last row counts the posts that are unread."""
        text, view = "\n".join(self.stage.feed_rows()), self.stage.player.view()
        words, posts = self.words, self.posts[: view.shown]
        if self.stage.app.feed.reading.document.newest_first:
            posts.reverse()
        every = [word for each in posts for word in each]
        begin = every.index(words[0]) if words else 0
        assert words == every[begin : begin + len(words)]
        if self.follows and view.reading is not None and view.reading.share < 0.9:
            assert "▌" in text, "the paragraph that is read"
        seen = [n for n in range(view.shown) if not set(words).isdisjoint(self.posts[n])]
        read = [view.reading.post] if self.follows and view.reading is not None else []
        newest = max([*seen, *read, view.shown - 1 if "The end" in text else -1])
        self.newest_seen = newest if self.follows else max(self.newest_seen, newest)
        unread = 0 if self.follows else view.shown - 1 - self.newest_seen
        told = re.findall(r"[↓↑] (\d+) new post", text)
        assert told == ([str(unread)] if unread else [])

    async def press(self, key: str = "") -> None:
        moment = self.stage.player.position
        await self.stage.press(key or self.chance.choice(KEYS))
        if self.stage.player.position != moment:
            self.newest_seen = self.stage.player.view().shown - 1

    async def wait(self) -> None:
        """For a reader who looks elsewhere no row changes but the last, which tells of posts."""
        before, follows = self.stage.feed_rows(), self.follows
        await self.stage.pass_seconds(self.chance.choice([0.5, 3.0, 20.0]))
        if not follows and not self.follows:
            for row, now in zip(before[:-1], self.stage.feed_rows(), strict=False):
                assert words_of(now) == words_of(row) or not words_of(row)

    async def resize(self) -> None:
        await self.stage.resize(*self.chance.choice(SIZES))

    async def resize_and_back(self) -> None:
        before, size = self.words, self.stage.app.size
        await self.resize()
        self.look()
        await self.stage.resize(*size)
        assert self.follows or set(before) <= set(self.words)

    async def jump_and_back(self) -> None:
        before, follows, moment = self.words, self.follows, self.stage.player.position
        await self.press("6")
        if self.stage.player.position != moment:
            self.look()
            await self.press("backspace")
            assert self.follows == follows
            assert follows or set(before) <= set(self.words)


@pytest.mark.parametrize(
    "seed",
    [*range(5), 625877, pytest.param(random.randrange(10**6), marks=pytest.mark.nightly, id="any")],
)
async def test_a_reader_may_do_anything(seed: int) -> None:
    print("seed", seed)
    chance = random.Random(seed)
    options, newest_first = ReplayOptions(speed=chance.choice(["", "30"])), chance.random() < 0.5
    size = chance.choice(SIZES)
    async with on_stage(numbered(chance), size, options, newest_first=newest_first) as stage:
        reader = Reader(stage, chance)
        reader.look()
        acts = (reader.press, reader.wait, reader.resize, reader.resize_and_back)
        for _ in range(STEPS):
            await chance.choice([*acts, reader.press, reader.press, reader.jump_and_back])()
            reader.look()
