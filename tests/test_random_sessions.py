"""Readers at random: keys, mouse, pastes, resizes and time, checked by the screen alone.

Each post holds a mark of its own, so that the screen itself betrays what it gives away. A fault
names its seed.
"""

import os
import random
import re
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from rich.cells import cell_len
from sample_blogs import blog, marked_posts
from screen_stage import Stage, on_stage
from textual import events

from tui.model.blog import LiveBlog, Version
from tui.replay import ReplayOptions
from tui.screen.keys import KEYS
from tui.sources.side_by_side import side_by_side
from tui.terminal_input.parser import InputParser

DOINGS = 300
SEED = int(os.environ.get("SEED") or random.randrange(10**6))
EDITED_AFTER = timedelta(minutes=20)
ARABIC = "قال المتحدث إن الوزراء سيجتمعون مرة أخرى يوم الثلاثاء بعد محادثات طويلة."
LEAVING = {"quit", "suspend"}
PRESSED = tuple(chain.from_iterable(key.keys.split(",") for key in KEYS if key.id not in LEAVING))
OTHERS = ("escape", "enter", "backspace", "shift+tab", "delete", *"xw!~é中2:")
PASTES = ("10:26", "+10m", "qz", "a\x1b[2J\x9b\u202eb", "x" * 5000, "\n\n", "No such headline")
SIZES = ((80, 24), (200, 50), (40, 10), (20, 5), (1, 1), (120, 40))
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


def with_versions() -> LiveBlog:
    """Two blogs on one clock; of each third post the text is another after a while, or deleted."""
    posts = list(marked_posts(24, timedelta(minutes=3)))
    for number in range(0, len(posts), 3):
        old = posts[number]
        newer = old._replace(headline=f"qe{number:04} {old.headline}") if number % 2 else None
        posts[number] = old._replace(versions=(Version(old.published + EDITED_AFTER, newer),))
    return side_by_side([blog(*posts[::2], title="Even"), blog(*posts[1::2], title="Odd")])


BLOGS = {
    "one post": lambda: blog(*marked_posts(1, timedelta(0))),
    "equal times": lambda: blog(*marked_posts(12, timedelta(0))),
    "400 posts": lambda: blog(*marked_posts(400, timedelta(minutes=1))),
    "several days": lambda: blog(*marked_posts(30, timedelta(hours=7))),
    "Arabic": lambda: blog(*marked_posts(20, timedelta(minutes=5), ARABIC)),
    "with versions": with_versions,
}


class Session:
    """One reader; `do` does the next thing and raises AssertionError if the screen is wrong."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage = stage
        self.done: list[str] = []
        self._chance = chance
        self._published = [entry.published for entry in stage.player.blog.posts]
        # A click on "quit" does not end the session, and a click on a link opens no browser.
        vars(stage.app).update(exit=self._refuse, open_url=self._refuse)

    async def do(self) -> None:
        chance, stage = self._chance, self.stage
        kind = chance.choices(("key", "time", "mouse", "paste", "resize"), (60, 25, 10, 2, 3))[0]
        match kind:
            case "key":
                key = chance.choice(PRESSED if chance.random() < 0.8 else OTHERS)
                self.done.append(key)
                await stage.press(key)
            case "time":
                seconds = chance.choice((0.1, 1.0, 5.0, 30.0, 300.0))
                self.done.append(f"{seconds} s")
                before = stage.player.position
                await stage.pass_seconds(seconds)
                assert stage.player.position >= before, self._report("the clock went back")
            case "mouse":
                await self._mouse()
            case "paste":
                text = chance.choice(PASTES)
                self.done.append(f"paste {text[:20]!r}")
                for message in InputParser().feed(f"\x1b[200~{text}\x1b[201~"):
                    if isinstance(message, events.Paste):
                        await stage.paste(message.text)
            case "resize":
                size = chance.choice(SIZES)
                self.done.append(f"resize {size}")
                await stage.resize(*size)
        self.check()

    async def _mouse(self) -> None:
        size, chance = self.stage.app.size, self._chance
        x, y, to_x, to_y = (chance.randrange(max(1, n)) for n in (*size, *size))
        kind = chance.choice(("click", "wheel", "drag"))
        self.done.append(f"{kind} {x, y}")
        match kind:
            case "click":
                await self.stage.click(x, y)
            case "wheel":
                await self.stage.wheel(chance.choice((-3, -1, 1, 3)), x, y)
            case _:
                await self.stage.drag((x, y), (to_x, to_y))

    def check(self) -> None:
        """The screen is whole, clean, and shows nothing that was not known yet."""
        rows, size, view = self.stage.rows(), self.stage.app.size, self.stage.player.view()
        moment = self.stage.player.position
        assert len(rows) == size.height, self._report("rows are missing")
        for row in rows:
            assert cell_len(row) <= size.width, self._report(f"a row is too wide: {row!r}")
            assert not CONTROL.search(row), self._report(f"a control character: {row!r}")
            early = [post for post in _marks("qz", row) if self._published[post] > moment]
            assert not early, self._report(f"shown at {moment}: {row!r}")
            # After the last post, once watching is over, all edits are known.
            for post in () if view.ended else _marks("qe", row):
                known = self._published[post] + EDITED_AFTER
                assert known <= moment, self._report(f"an edit is shown at {moment}: {row!r}")

    def _report(self, fault: str) -> str:
        return f"SEED={SEED}: {fault}\nafter: {self.done[-20:]}\n{self.stage.text()}"

    @staticmethod
    def _refuse(*_: object, **__: object) -> Any:
        """Do not end, and open no browser."""


def _marks(kind: str, row: str) -> list[int]:
    return [int(found) for found in re.findall(rf"{kind}(\d{{4}})", row)]


@pytest.mark.nightly
@pytest.mark.parametrize("name", BLOGS)
async def test_whatever_a_reader_does_the_screen_is_true(name: str) -> None:
    chance = random.Random(f"{name} {SEED}")
    options = ReplayOptions(speed=chance.choice(("", "", "60", "1")))
    order = chance.random() < 0.3
    async with on_stage(BLOGS[name](), (100, 30), options, newest_first=order) as stage:
        session = Session(stage, chance)
        for _ in range(DOINGS):
            await session.do()
