"""Draws the README's animated picture from the running app, on a clock of its own.

Run `uv run --group dev python tests/support/make_film.py`. Writes assets/liveblog-tui.svg: rows of
text, switched by CSS alone. A row that stays the same from screen to screen is stored once.
"""

import asyncio
import html
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from room_apps import app_of, guests
from sample_blogs import FakeClock
from screen_stage import Stage, on_stage

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
THEME = "liveblog-dark"
WIDTH, HEIGHT, BASE = 8.4, 17.0, 12.6
"""A cell's width and height, and the height of its base line, in user units."""
MARGIN, TITLE = 8.0, 28.0
"""Space left of the text, and the title bar above it, in user units."""
PAPER = "#121212"
"""The colour of the window, which no row has to paint."""
RICH_WIDTH, RICH_HEIGHT = 12.2, 24.4
"""A cell in a drawing of `App.export_screenshot`."""
TEXT = re.compile(
    r'<text class="(?P<look>\S+-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)".*?>(?P<text>.*?)</text>',
    re.DOTALL,
)
GROUND = re.compile(
    r'<rect fill="(?P<fill>#\w+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" width="(?P<width>[\d.]+)"'
)
LOOK = re.compile(r"\.(?P<look>\S+-r\d+) \{ (?P<css>.*?) \}")

type Row = tuple[tuple[str, float, str | float], ...]
"""The parts of a row: a ground ("#rrggbb", column, columns) or words (their CSS, column, text)."""
type Screen = tuple[float, list[Row]]
"""The seconds for which rows show, from the top."""


def shown(seconds: float, drawing: str) -> Screen:
    """A drawing of `App.export_screenshot`, for some seconds."""
    looks = {found["look"]: found["css"].replace(" ", "") for found in LOOK.finditer(drawing)}
    rows: list[list[tuple[str, float, str | float]]] = [[] for _ in range(ROWS)]
    screen = drawing.partition('clip-path="url(#')[2]
    for ground in GROUND.finditer(screen):
        if ground["fill"] != PAPER:
            row = round((float(ground["y"]) - 1.5) / RICH_HEIGHT)
            columns = float(ground["width"]) / RICH_WIDTH
            rows[row].append((ground["fill"], float(ground["x"]) / RICH_WIDTH, columns))
    for text in TEXT.finditer(screen):
        row = round((float(text["y"]) - 20) / RICH_HEIGHT)
        characters = html.unescape(text["text"]).replace("\u00a0", " ")
        # Word groups: some viewers leave out leading spaces.
        for words in re.finditer(r"\S+(?: \S+)*", characters):
            start = float(text["x"]) / RICH_WIDTH + cell_len(characters[: words.start()])
            rows[row].append((looks[text["look"]], round(start, 2), words[0]))
    return seconds, [tuple(row) for row in rows]


def typed(command: str, seconds: float) -> Iterator[Screen]:
    """A command that is typed at a prompt."""
    pieces = [command[:length] for length in range(2, len(command) + 1, 3)]
    each = seconds / (len(pieces) + 2)
    times = dict.fromkeys((*pieces, command), each)
    times[command] += seconds / 4
    for text, pause in times.items():
        yield pause, [(), (("fill:#e4e4e4", 1.0, text),), *[()] * (ROWS - 2)]


def seen(stage: Stage, seconds: float) -> Screen:
    """The screen as it is."""
    return shown(seconds, stage.app.export_screenshot())


async def watched(stage: Stage, seconds: float, step: float = 1.4) -> AsyncIterator[Screen]:
    """A picture for each step of the watching."""
    for _ in range(round(seconds / step)):
        yield seen(stage, step)
        await stage.pass_seconds(step)


async def reading(blog: LiveBlog) -> AsyncIterator[Screen]:
    """The clock glides and the mark walks; a pause; the palette leads to a light theme."""
    async with on_stage(blog, (COLUMNS, ROWS), ReplayOptions(at="10:26"), theme=THEME) as stage:
        await stage.pass_seconds(6)
        async for screen in watched(stage, 8.4):
            yield screen
        await stage.press("space")
        yield seen(stage, 1.6)
        await stage.press(":")
        await stage.type_in("themes")
        yield seen(stage, 1.2)
        await stage.press("enter", "down")
        yield seen(stage, 1.6)
        await stage.press("enter")
        yield seen(stage, 2.4)


async def live() -> AsyncIterator[Screen]:
    """A live blog that is still being written: behind, then at its edge."""
    whole = load("skerry-rock")
    edge = datetime(2026, 3, 14, 17, 40, tzinfo=UTC)
    posts = tuple(post._replace(versions=()) for post in whole.posts if post.published <= edge)
    blog = whole._replace(posts=posts, summary=whole.summary[:1], edge=edge)
    async with on_stage(blog, (COLUMNS, ROWS), ReplayOptions(at="17:26"), theme=THEME) as stage:
        await stage.pass_seconds(2)
        async for screen in watched(stage, 4.2):
            yield screen
        await stage.press("L")
        yield seen(stage, 2.4)


async def classroom(blog: LiveBlog) -> AsyncIterator[Screen]:
    """The lobby of a class, and its page when the presenter has begun."""
    clock = FakeClock(1000)
    room = Room(blog, now=clock, tempo=Tempo(), driven=True)
    room.lobby = Lobby("Beijing, hour by hour", "", "BBC News · 26 April 2024")
    address = "http://192.168.1.20:8000"
    room.invitation = Invitation(address, "ssh -p 2222 192.168.1.20", address)
    sizes, names = [(COLUMNS, ROWS)], ("Ada", "", "")
    async with guests(room, *names, sizes=sizes, theme=THEME) as (ada, _, pupil):
        yield shown(2.8, pupil.app.export_screenshot())
        await ada.press("space")
        await ada.press("5")
        clock.advance(4)
        for _ in range(2):
            app_of(pupil).tick()
            await pupil.pause()
        yield shown(3.2, pupil.app.export_screenshot())


async def ending(blog: LiveBlog) -> AsyncIterator[Screen]:
    """The card at the end."""
    options = ReplayOptions(at="end", speed="60")
    async with on_stage(blog, (COLUMNS, ROWS), options, theme=THEME) as stage:
        await stage.pass_seconds(60)
        await stage.press("G")
        yield seen(stage, 3)


async def film() -> str:
    """The whole film as SVG, which repeats."""
    blog = load("blinken-beijing")
    screens = [*typed("$ liveblog-tui replay", 1.4)]
    for scene in (reading(blog), live(), classroom(blog), ending(blog)):
        screens += [screen async for screen in scene]
    screens += typed("$ liveblog-tui https://…", 2.6)
    total = sum(seconds for seconds, _ in screens)
    looks: dict[str, str] = {}
    spans: dict[tuple[float, float], str] = {}
    body: list[str] = []
    for y in range(ROWS):
        at = 0.0
        column = [(rows[y], seconds) for seconds, rows in screens]
        for row, same in groupby(column, key=itemgetter(0)):
            start, at = at, at + sum(seconds for _, seconds in same)
            if row:
                name = spans.setdefault((start, at), f"k{len(spans)}")
                body.append(drawn(row, y, name, looks))
    width, height = COLUMNS * WIDTH + 2 * MARGIN, ROWS * HEIGHT + TITLE + MARGIN
    motion = "".join(keyframes(name, *span, total) for span, name in spans.items())
    css = "".join(f".{name}{{{look}}}" for look, name in looks.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-label="{html.escape(LABEL)}"><style>text{{font:14px ui-monospace,'
        'SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}'
        f".a{{animation:{total:g}s step-end infinite}}{css}{motion}"
        "@media(prefers-reduced-motion:reduce){.a{animation-play-state:paused!important;"
        f"animation-delay:-{STILL:g}s!important}}}}</style>"
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/><g fill="#626262">'
        '<circle cx="16" cy="14" r="5"/><circle cx="32" cy="14" r="5"/>'
        f'<circle cx="48" cy="14" r="5"/></g><g transform="translate({MARGIN:g} 0)">'
        f"{''.join(body)}</g></svg>\n"
    )


def drawn(row: Row, y: int, span: str, looks: dict[str, str]) -> str:
    """A row, shown while its span lasts; new looks get a class."""
    parts = []
    for look, column, content in row:
        x = column * WIDTH
        if isinstance(content, float):
            outline = f"M{x:.1f} 0h{content * WIDTH:.1f}v{HEIGHT:g}H{x:.1f}z"
            parts.append(f'<path shape-rendering="crispEdges" fill="{look}" d="{outline}"/>')
        else:
            name = looks.setdefault(look, f"c{len(looks)}")
            length = f"{cell_len(content) * WIDTH:.1f}"
            place = f'class="{name}" x="{x:.1f}" y="{BASE:g}" textLength="{length}"'
            parts.append(f"<text {place}>{html.escape(content)}</text>")
    place = f'transform="translate(0 {TITLE + y * HEIGHT:g})"'
    return f'<g class="a {span}" {place}>{"".join(parts)}</g>'


def keyframes(name: str, start: float, end: float, total: float) -> str:
    first, last = f"{start / total * 100:.2f}%", f"{end / total * 100:.2f}%"
    hidden = "" if start == 0 else "0%{visibility:hidden}"
    after = "" if end >= total else f"{last}{{visibility:hidden}}"
    visible = f"{first}{{visibility:visible}}"
    return f".{name}{{animation-name:{name}}}@keyframes {name}{{{hidden}{visible}{after}}}"


if __name__ == "__main__":
    (assets() / "liveblog-tui.svg").write_text(asyncio.run(film()), encoding="utf-8")
