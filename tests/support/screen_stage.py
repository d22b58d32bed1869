"""The app on a screen without a terminal: keys go in, rows of plain text come out."""

import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import chain
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from sample_blogs import FakeClock, bundled_like
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from tui.hosting.guest_app.app import SharedStylesheet
from tui.model.blog import LiveBlog
from tui.playback.player import Player
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.keys import KEYS
from tui.screen.page import ViewOptions


class StageApp(ReplayApp):
    """The app without a timer, which keeps the texts that it copies."""

    OPENS_LINKS = False
    """No test opens a browser on the machine of who runs it."""
    copied = ""

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """No timer: in a test time passes when the test says so."""

    def copy_to_clipboard(self, text: str) -> None:
        self.copied = text


@dataclass
class Stage:
    """A running app with the means to drive it and to look at it."""

    app: StageApp
    pilot: Pilot[None]
    clock: FakeClock

    @property
    def player(self) -> Player:
        return self.app.player

    async def press(self, *keys: str) -> None:
        """Press keys by their Textual names, and wait until each has had its effect."""
        for key in keys:
            await self.send(_key_event(key))

    async def burst(self, *keys: str) -> None:
        """Send keys all at once, as a reader who types faster than the app draws."""
        await self.send(*map(_key_event, keys))

    async def paste(self, text: str, *, after: str = "") -> None:
        """Paste a text, in the same moment as the keys before it."""
        await self.send(*map(_key_event, after), events.Paste(text))

    async def send(self, *sent: events.Event) -> None:
        """Send events at once, and wait for their effect."""
        assert self.app._driver is not None
        for event in sent:
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        await self.settle()

    async def settle(self) -> None:
        """Wait until every message is handled and every screen laid out; no clock decides."""
        for _ in range(2):
            await self._drain()
            for screen in self.app.screen_stack:  # the page first, then a dialog over it
                screen._on_timer_update()
        await self._drain()

    async def _drain(self) -> None:
        """Waits until no message is left, of those too that were sent meanwhile."""
        for _ in range(50):
            await self.pilot._wait_for_screen()
            screens = self.app.screen_stack
            widgets = chain.from_iterable(each.walk_children(with_self=True) for each in screens)
            if all(pump._message_queue.empty() for pump in (self.app, *widgets)):
                return
        raise AssertionError("the app never comes to rest")

    async def type_in(self, text: str) -> None:
        """Types a text, character by character."""
        await self.press(*("space" if character == " " else character for character in text))

    async def search(self, words: str) -> None:
        """Searches for words as a reader does."""
        await self.press("slash")
        await self.type_in(words)
        await self.press("enter")

    async def mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
        """A mouse event as the terminal would report it."""
        nothing = (False, False, False)
        await self.send(kind(None, x, y, 0, 0, button, *nothing, screen_x=x, screen_y=y))

    async def click(self, x: int, y: int) -> None:
        await self.mouse(events.MouseMove, x, y)
        await self.mouse(events.MouseDown, x, y, 1)
        await self.mouse(events.MouseUp, x, y, 1)

    async def drag(self, start: tuple[int, int], *ways: tuple[int, int]) -> None:
        """Presses the button, moves, and lets it go where the last way ends."""
        await self.mouse(events.MouseMove, *start)
        await self.mouse(events.MouseDown, *start, 1)
        for way in ways:
            await self.mouse(events.MouseMove, *way, 1)
        await self.mouse(events.MouseUp, *ways[-1], 1)

    async def wheel(self, down: int, x: int, y: int) -> None:
        """Turns the wheel by so many notches, up if negative."""
        kind = events.MouseScrollDown if down > 0 else events.MouseScrollUp
        for _ in range(abs(down)):
            await self.mouse(kind, x, y)

    async def click_on(self, words: str) -> None:
        """Clicks on the first place that shows the words."""
        await self.click(*self.place_of(words))

    async def begin_resize(self, width: int, height: int) -> None:
        """The terminal has a new size; the page hears of it when no other size follows."""
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = width, height
        self.app.post_message(events.Resize(Size(width, height), Size(width, height)))
        await self._drain()

    async def resize(self, width: int, height: int) -> None:
        await self.begin_resize(width, height)
        self.app._check_resize()  # else a timer waits for the next size
        await self.settle()

    async def pass_seconds(self, seconds: float) -> None:
        """Real seconds pass; the timer fires once after them."""
        self.clock.advance(seconds)
        self.app.tick()
        await self.settle()

    def rows(self) -> list[str]:
        """The whole screen, row by row, without spaces at the ends."""
        return [
            strip.text.replace("\u00a0", " ").rstrip()
            for strip in self.app.screen._compositor.render_strips()
        ]

    def text(self) -> str:
        return "\n".join(self.rows())

    def row_of(self, words: str) -> int:
        """The first row that shows the words."""
        found = [y for y, row in enumerate(self.rows()) if words in row]
        assert found, f"{words!r} is not on the screen:\n{self.text()}"
        return found[0]

    def place_of(self, words: str) -> tuple[int, int]:
        """The cell in which the words begin."""
        y = self.row_of(words)
        return cell_len(self.rows()[y].partition(words)[0]), y

    def told(self, title: str) -> str:
        """The words beside a section's title in the side panel; empty without the section."""
        rows = (row for row in self.rows() if f"  {title}  " in row)
        return next(rows, "").rpartition(f"  {title}  ")[2].strip()

    def feed_rows(self) -> list[str]:
        """The rows of the feed, without its bar."""
        region = self.app.feed.region
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right - 1).text.rstrip() for strip in strips]

    def bar(self) -> str:
        """The row with the clock."""
        return self.rows()[self.app.transport.region.y + self.app.transport.scrubber_height]

    def pieces(self) -> list[tuple[str, Style]]:
        """The pieces of all rows of the screen with their styles."""
        strips = self.app.screen._compositor.render_strips()
        return [(piece.text, piece.style or Style.null()) for strip in strips for piece in strip]

    def styled(self, y: int) -> list[tuple[str, Style]]:
        """The pieces of a row of the screen with their styles."""
        strip = self.app.screen._compositor.render_strips()[y]
        return [(piece.text, piece.style or Style.null()) for piece in strip]

    def reversed_text(self, y: int) -> str:
        """The text in reverse video on a row."""
        return "".join(text for text, style in self.styled(y) if style.reverse)

    def box_rows(self) -> list[str]:
        """The text between the borders of a dialog."""
        rows = self.rows()
        top = next(row for row in rows if "╭" in row)
        left, right = top.index("╭"), top.index("╮")
        return [row[left + 1 : right] for row in rows if row[left:][:1] + row[right:][:1] == "││"]

    def checked(self) -> list[str]:
        """The choice in the filter box."""
        return [" ".join(row.split()[1:-1]) for row in self.box_rows() if "[x]" in row]

    def last_row(self) -> str:
        """The notice, wherever the bar has room for it; else the last row."""
        if (note := self.app.transport.bar.note) and note in self.bar():
            return f" {note}"
        return self.rows()[-1]


def each_key_of(id: str) -> pytest.MarkDecorator:
    """Runs a test with each of the keys that the table gives for an id."""
    entry = next(entry for entry in KEYS if entry.id == id)
    return pytest.mark.parametrize("key", entry.keys.split(","))


def paused_at(moment: str, **options: Any) -> ReplayOptions:
    return ReplayOptions(paused=True, at=moment, **options)


def at_the_end(**options: Any) -> ReplayOptions:
    """Paused where watching is over: at a constant speed that is the moment of the last post."""
    return paused_at("end", speed="60", **options)


def now(stage: Stage) -> str:
    return stage.app.face.clock(stage.player.position, True)


@asynccontextmanager
async def on_stage(
    blog: LiveBlog | None = None,
    size: tuple[int, int] = (100, 30),
    options: ReplayOptions | None = None,
    *,
    theme: str = "liveblog-dark",
    keymap: dict[str, str] | None = None,
    **view_options: Any,
) -> AsyncIterator[Stage]:
    """The replay of a blog, paused unless the options say otherwise, on a screen of that size."""
    clock = FakeClock()
    blog = blog or bundled_like()
    replay = Replay(blog, options or ReplayOptions(paused=True), UTC)
    view = ViewOptions(replay.faces, theme=theme, keymap=keymap or {}, **view_options)
    app = StageApp(replay.player(clock), view)
    app.stylesheet = SharedStylesheet(variables=app.get_css_variables())  # parsed once
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, clock)
        await stage.settle()
        yield stage


def _key_event(key: str) -> events.Key:
    """The event of a key, given as Textual names it or as the character it types."""
    name = _character_to_key(key) if len(key) == 1 else key
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(name, character)
