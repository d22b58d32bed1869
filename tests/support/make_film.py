"""Draws the README's animated picture from the running app, on a clock of its own.

Run `uv run --group dev python tests/support/make_film.py`. Writes assets/liveblog-tui.svg.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from animated_svg import Reel, Row
from room_apps import guest_app
from sample_blogs import FakeClock
from screen_stage import Stage, on_stage
from textual.pilot import Pilot

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Invitation, Lobby
from tui.model.blog import LiveBlog
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.sources import load
from tui.sources.bundled import assets

COLUMNS, ROWS = 100, 30
STILL = 6.0
"""Seconds in: the picture for readers who want no motion."""
LABEL = "liveblog-tui: a replay, a live blog, a class, the end of the replay"
COMMAND = "$ liveblog-tui replay"
LAST = "$ liveblog-tui https://…"
PROMPT = "fill:#e4e4e4"


def typed(reel: Reel, command: str, seconds: float) -> None:
    """Type a command at a prompt."""
    shown: list[str] = [command[:length] for length in range(2, len(command) + 1, 3)]
    for text in dict.fromkeys((*shown, command)):
        row: Row = ((PROMPT, 1.0, text),)
        reel.add_rows(seconds / (len(shown) + 2), [(), row])
    reel.add_rows(seconds / 4, [(), ((PROMPT, 1.0, command),)])


def show(reel: Reel, stage: Stage, seconds: float) -> None:
    """Show the screen as it is."""
    reel.add(seconds, stage.app.export_screenshot())


async def watch(reel: Reel, stage: Stage, seconds: float, step: float = 1.2) -> None:
    """Watch for so long, a picture each `step` seconds."""
    for _ in range(round(seconds / step)):
        show(reel, stage, step)
        await stage.pass_seconds(step)


async def reading(reel: Reel) -> None:
    """The clock glides and the mark walks; a pause; the palette finds a light theme."""
    blog = load("blinken-beijing")
    options = ReplayOptions(at="10:26")
    async with on_stage(blog, (COLUMNS, ROWS), options, theme="liveblog-dark") as stage:
        await stage.pass_seconds(6)
        await watch(reel, stage, 8.4, 1.4)
        await stage.press("space")
        show(reel, stage, 1.6)
        await stage.press(":")
        await stage.type_in("theme: liveblog-l")
        show(reel, stage, 1.8)
        await stage.press("enter")
        show(reel, stage, 2.4)


async def live(reel: Reel) -> None:
    """A live blog that is still being written: behind, then at its edge."""
    whole = load("skerry-rock")
    edge = datetime(2026, 3, 14, 17, 40, tzinfo=UTC)
    posts = tuple(post._replace(versions=()) for post in whole.posts if post.published <= edge)
    blog = whole._replace(posts=posts, summary=whole.summary[:1], edge=edge)
    options = ReplayOptions(at="17:26")
    async with on_stage(blog, (COLUMNS, ROWS), options, theme="liveblog-dark") as stage:
        await stage.pass_seconds(2)
        await watch(reel, stage, 4.2, 1.4)
        await stage.press("L")
        show(reel, stage, 2.4)


@asynccontextmanager
async def guest_of(room: Room, presenter: str = "") -> AsyncIterator[Pilot[None]]:
    """A guest's app in the room."""
    app = guest_app(room, presenter, theme="liveblog-dark")
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        yield pilot


async def classroom(reel: Reel, blog: LiveBlog) -> None:
    """The lobby of a class, and its page when the presenter has begun."""
    clock = FakeClock(1000)
    room = Room(blog, now=clock, tempo=Tempo(), driven=True)
    room.lobby = Lobby("Beijing, hour by hour", "", "BBC News · 26 April 2024")
    room.invitation = Invitation(
        "http://192.168.1.20:8000", "ssh -p 2222 192.168.1.20", "http://192.168.1.20:8000"
    )
    async with guest_of(room, "Ada") as ada, guest_of(room), guest_of(room) as pupil:
        await pupil.pause()
        assert isinstance(pupil.app, RoomApp)
        reel.add(2.8, pupil.app.export_screenshot())
        await ada.press("space")
        await ada.press("5")
        clock.advance(timedelta(seconds=4).total_seconds())
        for _ in range(2):
            pupil.app.tick()
            await pupil.pause()
        reel.add(3.2, pupil.app.export_screenshot())


async def ending(reel: Reel, blog: LiveBlog) -> None:
    """The card at the end."""
    options = ReplayOptions(at="end", speed="60")
    async with on_stage(blog, (COLUMNS, ROWS), options, theme="liveblog-dark") as stage:
        await stage.pass_seconds(60)
        await stage.press("G")
        show(reel, stage, 3)


async def film() -> str:
    """The whole film as SVG."""
    reel = Reel(COLUMNS, ROWS)
    blog = load("blinken-beijing")
    typed(reel, COMMAND, 1.4)
    await reading(reel)
    await live(reel)
    await classroom(reel, blog)
    await ending(reel, blog)
    typed(reel, LAST, 2.6)
    return reel.svg(LABEL, STILL)


if __name__ == "__main__":
    (assets() / "liveblog-tui.svg").write_text(asyncio.run(film()), encoding="utf-8")
