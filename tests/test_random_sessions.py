"""Readers at random: keys, mouse, pastes, resizes and time, checked by the screen alone.

Each post holds a mark of its own, so that the screen itself betrays what it gives away. A fault
names its seed.
"""

import os
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

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


async def press(stage: Stage, chance: random.Random) -> str:
    key: str = chance.choice(PRESSED if chance.random() < 0.8 else OTHERS)
    await stage.press(key)
    return key


async def wait(stage: Stage, chance: random.Random) -> str:
    seconds, before = chance.choice((0.1, 1.0, 5.0, 30.0, 300.0)), stage.player.position
    await stage.pass_seconds(seconds)
    assert stage.player.position >= before, "the clock went back"
    return f"{seconds} s"


async def point(stage: Stage, chance: random.Random) -> str:
    x, y, to_x, to_y = (chance.randrange(max(1, n)) for n in (*stage.app.size, *stage.app.size))
    match kind := chance.choice(("click", "wheel", "drag")):
        case "click":
            await stage.click(x, y)
        case "wheel":
            await stage.wheel(chance.choice((-3, -1, 1, 3)), x, y)
        case _:
            await stage.drag((x, y), (to_x, to_y))
    return f"{kind} {x, y}"


async def paste(stage: Stage, chance: random.Random) -> str:
    text = chance.choice(PASTES)
    for message in InputParser().feed(f"\x1b[200~{text}\x1b[201~"):
        if isinstance(message, events.Paste):
            await stage.paste(message.text)
    return f"paste {text[:20]!r}"


async def resize(stage: Stage, chance: random.Random) -> str:
    size = chance.choice(SIZES)
    await stage.resize(*size)
    return f"resize {size}"


ACTS = {press: 60, wait: 25, point: 10, paste: 2, resize: 3}
"""What a reader does, and how often of a hundred times."""


def faults(stage: Stage) -> Iterator[str]:
    """The screen is whole, clean, and shows nothing that was not known yet."""
    rows, size, view = stage.rows(), stage.app.size, stage.player.view()
    moment, posts = stage.player.position, stage.player.blog.posts
    if len(rows) != size.height:
        yield "rows are missing"
    for row in rows:
        if cell_len(row) > size.width or CONTROL.search(row):
            yield f"too wide, or with a control character: {row!r}"
        # After the last post, once watching is over, all edits are known.
        late = {"qz": timedelta(0)} | ({} if view.ended else {"qe": EDITED_AFTER})
        for mark, after in late.items():
            for number in re.findall(rf"{mark}(\d{{4}})", row):
                if posts[int(number)].published + after > moment:
                    yield f"shown at {moment}: {row!r}"


def refuse(*_: object, **__: object) -> None:
    """A click on "quit" does not end the session, and a click on a link opens no browser."""


@pytest.mark.nightly
@pytest.mark.parametrize("name", BLOGS)
async def test_whatever_a_reader_does_the_screen_is_true(name: str) -> None:
    chance = random.Random(f"{name} {SEED}")
    options = ReplayOptions(speed=chance.choice(("", "", "60", "1")))
    order = chance.random() < 0.3
    async with on_stage(BLOGS[name](), (100, 30), options, newest_first=order) as stage:
        vars(stage.app).update(exit=refuse, open_url=refuse)
        done = [f"SEED={SEED}"]
        for _ in range(DOINGS):
            (act,) = chance.choices([*ACTS], [*ACTS.values()])
            done.append(await act(stage, chance))
            assert not [*faults(stage)], f"after {done}:\n{stage.text()}"
