"""All that is drawn can be read in every theme: text 4.5:1, marks and rules 3:1, ornament 2:1."""

from collections.abc import AsyncIterator

import pytest
from rich.style import Style
from sample_blogs import FakeClock, blog, bundled_like, post, two_sources
from screen_stage import Stage, StageApp, on_stage, paused_at
from textual.color import Color

from tui.model.blog import Embed, Link, LiveBlog, Paragraph, Quote, ReadMore
from tui.replay import Replay, ReplayOptions
from tui.screen.drawing.colours import MARKS, ORNAMENT, TEXT, contrast, corrected
from tui.screen.drawing.signs import COLUMN_RULE, SIGNS
from tui.screen.page import ViewOptions
from tui.screen.themes import SIXTEEN_COLOURS_THEME

PALETTES = ["liveblog-dark", "liveblog-light", "textual-light", "solarized-dark"]
"""All themes have their colours corrected by the same step; test_colour_depth.py has them all."""


def shapes() -> LiveBlog:
    """Every shape of a post."""
    quote, embed = Quote("“found” words"), Embed("X", "A tweet", "https://example.org/t")
    more = ReadMore("Read more here", (Link(0, 14, "https://example.org"),))
    body = (Paragraph("Words"), quote, embed, more, ReadMore("Read more there"))
    return blog(
        post("09:26", "A headline", "Some words.", by="Ann", kicker="Analysis"),
        post("09:31", "Another", by="Ann", key_event=True, body=body),
        post("09:40", "A third", "Some words.", by="Bo"),
    )


SCENES: dict[str, tuple[LiveBlog, ReplayOptions, str]] = {
    "page": (bundled_like(), paused_at("10:44"), ""),
    "search": (bundled_like(), paused_at("10:44"), "slash c h i enter"),
    "cursor": (bundled_like(), paused_at("10:44"), "tab down"),
    "filter": (bundled_like(), paused_at("10:44"), "a down space"),
    "jump": (bundled_like(), paused_at("10:44"), "t 1 0 : 9 9"),
    "search box": (bundled_like(), paused_at("10:44"), "slash c h i"),
    "help": (bundled_like(), paused_at("10:44"), "question_mark"),
    "end": (bundled_like(), paused_at("end", speed="60"), "a down space escape"),
    "two sources": (two_sources(), paused_at("end"), "g"),
    "shapes": (shapes(), paused_at("09:35"), ""),
}


@pytest.fixture(autouse=True)
def without_veils(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is on the page can be read beside a box too."""
    monkeypatch.setattr(StageApp, "VEILS", False)


async def in_each_palette(stage: Stage) -> AsyncIterator[str]:
    """Draws the screen in one theme after another; their names."""
    for theme in PALETTES:
        stage.app.theme = theme
        await stage.settle()
        yield theme


def least_of(text: str) -> float:
    if set(text) <= {COLUMN_RULE, " "}:
        return ORNAMENT
    return MARKS if set(text) <= SIGNS | set("╭╮╰╯ ▎▊▔▁") else TEXT


def ratio(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def unreadable(stage: Stage) -> list[tuple[str, str]]:
    """Cells drawn in a colour too near to the colour of their ground."""
    drawn = ((text.strip(), style) for text, style in stage.pieces() if text.strip(" ▄▀"))
    return [(text, str(style)) for text, style in drawn if ratio(style) < least_of(text)]


@pytest.mark.parametrize("scene", SCENES)
async def test_all_that_is_drawn_can_be_read(scene: str) -> None:
    live_blog, options, keys = SCENES[scene]
    async with on_stage(live_blog, (120, 40), options) as stage:
        await stage.press(*keys.split())
        async for theme in in_each_palette(stage):
            assert not unreadable(stage), theme


async def test_new_and_unread_posts_can_be_read() -> None:
    options = ReplayOptions(at="09:26", speed="600")
    async with on_stage(shapes(), (80, 24), options) as stage:
        await stage.press("g")
        await stage.pass_seconds(1.4)
        async for theme in in_each_palette(stage):
            assert "●" in stage.text()
            assert not unreadable(stage), theme


def test_a_colour_moves_no_further_than_it_must() -> None:
    ground = Color.parse("#e0e0e0")
    orange = Color.parse("#ffa62b")
    moved = corrected(orange, ground, TEXT)
    assert 4.5 <= contrast(moved, ground) < 5.3
    assert corrected(moved, ground, TEXT) == moved
    assert moved.r > moved.g > moved.b, "it is still orange"
    assert corrected(Color.parse("ansi_green"), ground, TEXT) == Color.parse("ansi_green")


@pytest.mark.parametrize(
    ("term", "theme"),
    [
        ("linux", SIXTEEN_COLOURS_THEME),
        ("xterm-16color", SIXTEEN_COLOURS_THEME),
        ("xterm-256color", "liveblog-dark"),
    ],
)
def test_with_sixteen_colours_the_theme_is_the_terminals_own(
    term: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app does not run: rich keeps in a style the codes of the depth that it drew in first."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setattr(StageApp, "is_headless", False)
    clock, replay = FakeClock(), Replay(bundled_like())
    options = ViewOptions(replay.faces)
    app = StageApp(replay.player(clock), options)
    assert app.suitable_theme == theme
