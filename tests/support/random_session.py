"""A reader at random: keys, mouse, pastes, resizes and time, checked from what the screen shows.

Each post holds a mark of its own, so that the screen itself tells what it gives away.
"""

import random
import re
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from rich.cells import cell_len
from sample_blogs import at, blog
from screen_stage import Stage, on_stage
from textual import events

from tui.model.blog import Author, LiveBlog, Paragraph, Post, Version
from tui.replay import ReplayOptions
from tui.screen.keys import KEYS
from tui.sources.side_by_side import side_by_side
from tui.terminal_input.parser import InputParser

MARK = re.compile(r"qz(\d{4})")
"""The mark of a post, in its headline and in each of its paragraphs."""
EDIT = re.compile(r"qe(\d{4})")
"""The mark of a post's second version."""
EDITED_AFTER = timedelta(minutes=20)
_LATIN = "Ministers will meet again on Tuesday, said a spokesperson after the long talks."
_ARABIC = "قال المتحدث إن الوزراء سيجتمعون مرة أخرى يوم الثلاثاء بعد محادثات طويلة."
_CHINESE = "发言人在长时间会谈后表示,部长们将于星期二再次举行会议。"
_WORD = re.compile(r"\w+")
_COUNT = re.compile(r"\d+ (?:new|later|unread) post")
_STATE = re.compile(r" (?:new|unread) ")
_AUTHORS = ((Author("Ann Lee"),), (Author("Bo Xu"),), ())
_LEAVING = frozenset({"quit", "suspend"})
_KEYS = tuple(chain.from_iterable(key.keys.split(",") for key in KEYS if key.id not in _LEAVING))
_OTHER_KEYS = ("escape", "enter", "backspace", "shift+tab", "delete", *"xw!~é中2:")
_STILL = frozenset(
    {"faster", "slower", "default-speed", "tempo", "authors", "search", "next-match", "help"}
    | {"previous-match", "down", "up", "page-down", "page-up", "top", "bottom", "summary", "order"}
    | {"whole-summary", "focus", "zone", "copy"}
)
"""Keys of the page that never move the clock."""
_PASTES = ("10:26", "+10m", "qz", "a\x1b[2J\x9b\u202eb", "x" * 5000, "\n\n", "No such headline")


def _posts(moments: list[datetime], words: str, paragraphs: int = 3) -> tuple[Post, ...]:
    return tuple(
        Post(
            moment,
            headline=f"qz{number:04} {words[:40]}",
            authors=_AUTHORS[number % 3],
            body=tuple(
                Paragraph(f"{words} qz{number:04} {words}") for _ in range(1 + number % paragraphs)
            ),
        )
        for number, moment in enumerate(moments)
    )


def _spread(count: int, apart: timedelta, words: str = _LATIN) -> LiveBlog:
    return blog(*_posts([at("09:26") + apart * number for number in range(count)], words))


def session_blogs() -> Mapping[str, Callable[[], LiveBlog]]:
    """Makers of the kinds of blogs on which sessions run, by name."""
    minute = timedelta(minutes=1)
    return {
        "one post": lambda: _spread(1, minute),
        "equal times": lambda: _spread(12, timedelta(0)),
        "400 posts": lambda: _spread(400, minute),
        "several days": lambda: _spread(30, timedelta(hours=7)),
        "Arabic": lambda: _spread(20, 5 * minute, _ARABIC),
        "Chinese": lambda: _spread(20, 5 * minute, _CHINESE),
        "merged with versions": _merged_with_versions,
    }


def _merged_with_versions() -> LiveBlog:
    """Two blogs on one clock; of each third post the text is another after a while, or deleted."""
    minute = timedelta(minutes=1)
    moments = [at("09:26") + 3 * minute * number for number in range(24)]
    posts = list(_posts(moments, _LATIN))
    for number in range(0, len(posts), 3):
        old = posts[number]
        newer = old._replace(headline=f"qe{number:04} {old.headline}") if number % 2 else None
        posts[number] = old._replace(versions=(Version(old.published + EDITED_AFTER, newer),))
    halves = posts[::2], posts[1::2]
    return side_by_side([blog(*half, title=f"Blog {number}") for number, half in enumerate(halves)])


class Session:
    """One reader's random doings; `do` does the next. An AssertionError tells what went wrong."""

    def __init__(self, stage: Stage, chance: random.Random, *, loops: bool) -> None:
        self.stage = stage
        self.done: list[str] = []
        """The latest doings, for the report of a fault."""
        self._chance = chance
        self._loops = loops
        self._published = [entry.published for entry in stage.player.blog.posts]
        stage.app.exit = self._refuse  # type: ignore[method-assign]  # a click on "quit"
        stage.app.open_url = self._refuse  # type: ignore[method-assign]  # or on a link

    async def do(self) -> None:
        chance, size = self._chance, self.stage.app.size
        kind = chance.choices(("key", "time", "mouse", "paste", "resize"), (60, 25, 10, 2, 3))[0]
        where = chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height))
        match kind:
            case "key":
                await self._key(chance.choice(_KEYS if chance.random() < 0.8 else _OTHER_KEYS))
            case "time":
                await self._time(chance.choice((0.1, 1.0, 5.0, 30.0, 300.0)))
            case "mouse":
                await self._mouse(where)
            case "paste":
                await self._told("paste", self._paste(chance.choice(_PASTES)))
            case "resize":
                size_now = chance.choice(
                    ((80, 24), (200, 50), (40, 10), (20, 5), (1, 1), (120, 40))
                )
                await self._told(f"resize {size_now}", self.stage.resize(*size_now))
        self.check()

    def check(self) -> None:
        """What always holds of the screen."""
        rows, size = self.stage.rows(), self.stage.app.size
        assert len(rows) == size.height, self._report("rows are missing")
        view = self.stage.player.view()
        moment = self.stage.player.position
        for row in rows:
            assert cell_len(row) <= size.width, self._report(f"a row is too wide: {row!r}")
            assert row.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", row), (
                self._report(f"a control character: {row!r}")
            )
            for edit in map(int, EDIT.findall(row)):
                # What was edited after the last post is known when watching is over.
                assert view.ended or self._published[edit] + EDITED_AFTER <= moment, self._report(
                    f"the edit of post {edit} is shown at {moment}: {row!r}"
                )
            for mark in map(int, MARK.findall(row)):
                assert self._published[mark] <= moment, self._report(
                    f"post {mark} of {self._published[mark]} is shown at {moment}: {row!r}"
                )

    async def _key(self, key: str) -> None:
        app, before = self.stage.app, self.stage.player.position
        on_page = len(app.screen_stack) == 1
        await self._told(f"key {key}", self.stage.press(key))
        still = next((entry.id in _STILL for entry in KEYS if key in entry.keys.split(",")), False)
        if still and on_page:
            assert self.stage.player.position == before, self._report(f"{key} moves the clock")

    async def _time(self, seconds: float) -> None:
        stage = self.stage
        before, seen, still = stage.player.position, self._words(), self._is_still
        changes = stage.player.view().changes
        await self._told(f"{seconds} s", stage.pass_seconds(seconds))
        after = stage.player.position
        if after < before:
            assert self._loops, self._report(f"the clock went back from {before} to {after}")
        elif still and stage.player.view().changes == changes:  # an edit takes rows of its own
            words = self._words()
            # At the document's end the count of new posts takes a row of its own.
            raised = None in words and None not in seen
            moved = [_moved(seen, words, by) for by in range(1 + raised)]
            assert "" in moved, self._report(moved[0])

    @property
    def _is_still(self) -> bool:
        """Whether the reader has scrolled, and sees the feed."""
        app = self.stage.app
        covered = any("So far ─" in row for row in self.stage.feed_rows())  # by the sidebar
        return not (len(app.screen_stack) > 1 or covered or app.feed.reading.following)

    def _words(self) -> list[list[str] | None]:
        """The words of each row of the feed; None for the count of new posts over it."""
        rows = self.stage.feed_rows()
        return [None if _COUNT.search(row) else _WORD.findall(_STATE.sub("", row)) for row in rows]

    async def _mouse(self, where: tuple[int, int]) -> None:
        match self._chance.randrange(3):
            case 0:
                await self._told(f"click {where}", self.stage.click(*where))
            case 1:
                turns = self._chance.choice((-3, -1, 1, 3))
                await self._told(f"wheel {turns} {where}", self.stage.wheel(turns, *where))
            case _:
                size = self.stage.app.size
                way = self._chance.randrange(size.width), self._chance.randrange(size.height)
                await self._told(f"drag {where} {way}", self.stage.drag(where, way))

    async def _paste(self, text: str) -> None:
        """As a terminal sends it."""
        for message in InputParser().feed(f"\x1b[200~{text}\x1b[201~"):
            if isinstance(message, events.Paste):
                await self.stage.paste(message.text)

    async def _told(self, what: str, doing: Coroutine[Any, Any, None]) -> None:
        self.done = [*self.done[-19:], what]
        await doing

    def _report(self, fault: str) -> str:
        return f"{fault}\nafter: {', '.join(self.done)}\n{self.stage.text()}"

    @staticmethod
    def _refuse(*_: object, **__: object) -> None:
        """What the session must not do: end, or open a browser."""


def _moved(seen: list[list[str] | None], words: list[list[str] | None], by: int) -> str:
    """The first row that is not the one from before, so many rows further down; else ""."""
    for was, now in zip(seen, words[by:], strict=False):
        if was and now not in (was, None):
            return f"{was} became {now}"
    return ""


class Kind(NamedTuple):
    """A session to play: the name of its blog, a seed, and how many things are done."""

    name: str
    seed: int
    doings: int


async def run_session(kind: Kind, *, half_way: Callable[[], None] = lambda: None) -> None:
    """Does so many things at random. Raises AssertionError, which tells the last ones."""
    chance = random.Random(f"{kind.name} {kind.seed}")
    options = ReplayOptions(speed=chance.choice(("", "", "60", "1")), loop=chance.random() < 0.2)
    newest_first = chance.random() < 0.3
    source = session_blogs()[kind.name]()
    async with on_stage(source, (100, 30), options, newest_first=newest_first) as stage:
        session = Session(stage, chance, loops=options.loop)
        for number in range(kind.doings):
            await session.do()
            if number == kind.doings // 2:
                half_way()
