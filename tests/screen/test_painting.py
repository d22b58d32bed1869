"""What is written bit by bit is the same as all of the screen, written anew."""

import random
from datetime import timedelta

import pytest
from painting import Painting
from sample_blogs import blog, marked_posts
from screen_stage import StageApp, on_stage

from tui.replay import ReplayOptions

DOINGS = 12
CHINESE = "发言人在长时间会谈后表示,部长们将于星期二再次举行会议。"


@pytest.fixture(autouse=True)
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app without a screen writes nothing."""
    monkeypatch.setattr(StageApp, "is_headless", False)


KEYS = (
    "question_mark",
    "slash",
    "escape",
    "escape",
    "s",
    "o",
    "G",
    "g",
    "5",
    "9",
    "z",
    "j",
    "enter",
)
SIZES = ((80, 24), (61, 16), (120, 40), (45, 20))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_is_written_is_what_is_shown(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    posts = marked_posts(20, timedelta(minutes=5), CHINESE)
    async with on_stage(blog(*posts), (80, 24), ReplayOptions(speed="60")) as stage:
        painting = Painting(stage, monkeypatch)
        await painting.resize(*SIZES[seed % len(SIZES)])
        for _ in range(DOINGS):
            key = chance.choice(KEYS)
            await stage.press(key)
            await stage.pass_seconds(1)
            painting.check(key)
        await painting.resize(*chance.choice(SIZES))
        painting.check("a resize")


@pytest.mark.parametrize("keys", ["question_mark", "slash", "a", "colon"])
async def test_a_box_over_the_page_costs_little_while_the_clock_goes_on(
    keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ReplayOptions(at="10:20", speed="10")
    async with on_stage(size=(120, 40), options=options) as stage:
        await stage.press(*keys.split())
        written: list[str] = []
        monkeypatch.setattr(stage.app._driver, "write", written.append)
        for _ in range(3):
            await stage.pass_seconds(1)
        assert sum(map(len, written)) < 3 * 2_000
