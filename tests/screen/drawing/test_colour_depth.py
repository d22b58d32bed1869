"""On terminals with few colours or none grounds stay grey and all text stays readable."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem, ColorType
from rich.style import Style
from sample_blogs import many
from screen_stage import Stage, StageApp, on_stage, paused_at
from textual.color import Color as TextualColor
from textual.theme import BUILTIN_THEMES

from tui.replay import ReplayOptions
from tui.screen.drawing import colours
from tui.screen.drawing.colours import MARKS, TEXT, contrast, downgraded, page_colours, theme_colour
from tui.screen.drawing.signs import CARD_TOP
from tui.screen.themes import OWN_THEMES, THEMES

RGB = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: Color.from_rgb(*rgb))
SYSTEMS = st.sampled_from([ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
PALETTES = [theme for theme in THEMES if not theme.startswith("ansi")]
MOST_HUE = 40
"""The greatest difference of channels in a ground that still looks neutral."""


def same(style: Style) -> bool:
    """True if a style draws text in the colour of its background."""
    assert style.color is not None
    assert style.bgcolor is not None
    return not style.color.is_default and (style.color.number, style.color.triplet) == (
        style.bgcolor.number,
        style.bgcolor.triplet,
    )


def ratio(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(*(TextualColor(*each.get_truecolor()) for each in (style.color, style.bgcolor)))


@given(RGB, RGB, SYSTEMS)
@example(Color.from_rgb(87, 170, 100), Color.from_rgb(88, 134, 155), ColorSystem.STANDARD)
def test_text_never_vanishes_in_its_background(
    colour: Color, ground: Color, system: ColorSystem
) -> None:
    assert same(downgraded(Style.from_color(colour, ground), system)) <= (colour == ground)


@given(RGB, SYSTEMS)
def test_text_hidden_on_purpose_stays_hidden(colour: Color, system: ColorSystem) -> None:
    assert same(downgraded(Style.from_color(colour, colour), system))


@given(RGB, RGB)
def test_what_could_be_read_still_can_be_in_256_colours(colour: Color, ground: Color) -> None:
    style = Style.from_color(colour, ground)
    assert ratio(downgraded(style, ColorSystem.EIGHT_BIT)) >= min(ratio(style), 3.0) * 0.95


def variables_of(theme: str) -> dict[str, str]:
    """The variables of a theme with the page's colours."""
    variables = (BUILTIN_THEMES | OWN_THEMES)[theme].to_color_system().generate()
    return variables | page_colours(variables)


def page_style(variables: dict[str, str], name: str, ground: str) -> Style:
    """Text of a role on a ground."""
    colours = (theme_colour(variables[each]).rich_color for each in (f"page-{name}", ground))
    return Style.from_color(*colours)


@pytest.mark.parametrize("theme", PALETTES)
def test_a_theme_can_be_read_on_grounds_that_stay_grey(theme: str) -> None:
    """With all colours and with 256 of them."""
    variables = variables_of(theme)
    for name in ("background", "surface", "panel", "page-card", "page-key"):
        ground = theme_colour(variables[name]).rich_color
        shown = downgraded(Style(bgcolor=ground), ColorSystem.EIGHT_BIT).bgcolor
        assert shown is not None
        channels = shown.get_truecolor()
        assert max(channels) - min(channels) <= MOST_HUE, (name, channels)
    roles = ("text", "muted", "accent", "room", "first", "wrong", "rule")
    pairs = [(role, each) for role in roles for each in ("background", "surface", "panel")]
    chips = ("accent", "error", "success", "kicker")
    pairs += [(f"on-{chip}", f"page-chip-{chip}") for chip in chips]
    for role, behind in pairs:
        style, least = page_style(variables, role, behind), MARKS if role == "rule" else TEXT
        assert ratio(style) >= least, (role, behind)
        assert ratio(downgraded(style, ColorSystem.EIGHT_BIT)) >= least, (role, behind)


def test_our_dark_theme_is_the_same_picture_in_256_colours() -> None:
    variables = variables_of("liveblog-dark")
    for name in ("background", "surface", "panel", "accent", "error", "success", "primary"):
        colour = theme_colour(variables[name]).rich_color
        shown = colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        # Textual's way from a theme to its variables rounds.
        assert (
            max(abs(one - other) for one, other in zip(shown, colour.get_truecolor(), strict=True))
            <= 1
        ), name


def test_ours_are_the_first_themes_to_choose() -> None:
    assert THEMES[:2] == tuple(OWN_THEMES) == ("liveblog-dark", "liveblog-light")


def test_the_terminals_own_palette_has_no_quiet_grounds() -> None:
    palette = {"accent": "ansi_green", "success": "ansi_green", "primary": "ansi_blue"}
    palette |= {"error": "ansi_red", "ansi-background": "ansi_black"}
    colours = page_colours(palette)
    assert (colours["page-card"], colours["page-key"]) == ("transparent", "transparent")
    assert colours["page-accent"] == "ansi_yellow"


@pytest.mark.parametrize("theme", ["ansi-dark", "liveblog-light", "tokyo-night"])
async def test_sixteen_colours_are_enough(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setattr(StageApp, "is_headless", False)
    async with on_stage(options=paused_at("10:44"), theme=theme, size=(110, 40)) as stage:
        await stage.press("a")  # over a page that can still be read
        for text, style in stage.pieces():
            for colour in (style.color, style.bgcolor):
                assert colour is None or colour.type in (ColorType.STANDARD, ColorType.DEFAULT)
            if text.strip(" ▄▀") and style.color is not None and style.bgcolor is not None:
                assert not same(style), text
        await stage.press("escape", "slash", *"china", "enter")
        inks = {x.bgcolor for text, x in stage.pieces() if text == "China" and x.reverse}
        assert inks.isdisjoint({None, Color.default()}), "the terminal's white on yellow"


def test_attributes_and_links_stay() -> None:
    style = Style(bold=True, link="https://example.org/", color="#ff0000")
    after = downgraded(style, ColorSystem.STANDARD)
    assert (after.bold, after.link) == (True, "https://example.org/")


async def test_a_screenshot_has_all_colours_on_any_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    async with on_stage(options=paused_at("10:44")) as stage:
        colours = {style.color for _, style in stage.pieces() if style.color is not None}
        assert all(colour.triplet is not None for colour in colours)


# NO_COLOR: bold, dim, underlined and reversed text in place of colours


@pytest.fixture
def no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def styles_of(stage: Stage, words: str) -> list[Style]:
    return [style for text, style in stage.pieces() if words in text]


@pytest.mark.usefixtures("no_colour")
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
@pytest.mark.parametrize(
    "keys", ["", "a down space", "t 1 0 : 9 9", "slash c h i enter", "question_mark", "tab j", "s"]
)
async def test_nothing_has_a_colour(keys: str, theme: str) -> None:
    async with on_stage(options=paused_at("10:44"), theme=theme) as stage:
        await stage.press(*keys.split())
        for text, style in stage.pieces():
            assert style.color is None or style.color.is_default, text
            assert style.bgcolor is None or style.bgcolor.is_default, text


@pytest.mark.usefixtures("no_colour")
async def test_the_cursor_is_visible() -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press("a", "down", "down")
        assert styles_of(stage, "Tom Bateman  1")[0].underline
        assert not styles_of(stage, "Yvette Tan   1")[0].underline
        await stage.press("escape", "tab")
        cursor = "".join(text for text, style in stage.pieces() if style.reverse)
        assert "10:43   China" in cursor, "a headline under “So far”"


@pytest.mark.usefixtures("no_colour")
async def test_matches_and_unread_posts_stand_out() -> None:
    async with on_stage(many(60), (60, 16), ReplayOptions(at="09:36", speed="30")) as stage:
        await stage.press("slash", *"number", "enter")
        assert [bool(style.reverse) for style in styles_of(stage, "number")].count(True) == 1
        await stage.press("g")
        await stage.pass_seconds(3)
        reversed_words = {text.strip() for text, style in stage.pieces() if style.reverse}
        assert "↓ 3 new posts · f follow" in reversed_words
        assert all(style.underline for text, style in stage.pieces() if text == "number")


async def test_in_sixteen_colours_a_card_has_no_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their colour would stand out: the card's ground is the page's."""
    monkeypatch.setattr(StageApp, "get_line_filters", lambda _: (colours.SIXTEEN,))
    async with on_stage(None, (120, 40)) as stage:
        assert CARD_TOP not in stage.text()
