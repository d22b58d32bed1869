"""Hostile posts: no text works as markup, and rows keep their width with any."""

from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import at, blogs, wild_texts
from screen_stage import Stage, at_the_end, on_stage

from tui.model.blog import (
    Author,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    LiveBlog,
    Paragraph,
    Post,
    Quote,
    ReadMore,
    SummaryPoint,
)
from tui.screen.dialogs.dialog import TextLine

MARKUP = ["[@click=app.quit]x[/]", "[/nope]", "[bold red]$accent[/] \\[b] {} %s ["]


def everywhere(text: str) -> LiveBlog:
    """A blog with the text in every field of it."""
    link = (Link(0, len(text), "https://example.org/"),)
    body = (
        Paragraph(text, link),
        Heading(text),
        ListItem(text, marker=text),
        Quote(text),
        ReadMore(text, link),
        Image(text, text, text, "https://example.org/i.jpg"),
        Embed(text, text, text),
    )
    posts = (
        Post(at("09:26"), text, text, (Author(text, text),), body, source=text),
        Post(at("09:32"), text, text, (Author(text + "2", text),), (), source=text),
    )
    summary = tuple(map(SummaryPoint, body))
    return LiveBlog(posts, title=text, publisher=text, summary=summary, zone="Europe/London")


def widths(stage: Stage) -> list[int]:
    """The cells that each row of the screen takes."""
    return [
        sum(cell_len(segment.text) for segment in strip)
        for strip in stage.app.screen._compositor.render_strips()
    ]


WAY = ("y", "a", "space", "escape", "escape", "slash", "x", "enter", "t", "escape", "tab", "enter")
"""Through feed, sidebar, dialogs and notes."""


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_is_drawn_as_text(text: str) -> None:
    async with on_stage(everywhere(text), (120, 40), at_the_end()) as stage:
        seen = stage.text()
        for key in WAY:
            await stage.press(key)
            seen += stage.text()
        assert seen.count(text) > 20
        for y in [y for y, row in enumerate(stage.rows()) if text in row]:
            await stage.click(stage.rows()[y].find(text), y)
        assert not stage.app._exit


@settings(max_examples=12)
@given(blogs(wild_texts, max_posts=3), st.sampled_from([(100, 30), (70, 20), (24, 8)]))
async def test_any_text_is_drawn_without_errors(entry: LiveBlog, size: tuple[int, int]) -> None:
    async with on_stage(entry, size, at_the_end()) as stage:
        for key in ("g", "pagedown", "y", "a", "space", "escape", "s", "G"):
            await stage.press(key)
            assert set(widths(stage)) == {size[0]}


CLUSTERS = ("❤\ufe0f", "👨\u200d👩\u200d👧\u200d👦", "1\ufe0f\u20e3", "क\u094d\u200dष", "ه\u200d")
"""Signs of several characters."""


@pytest.mark.parametrize(("sign", "size"), list(zip(CLUSTERS, cycle([(100, 20), (61, 12)]))))
async def test_rows_keep_their_width_where_signs_of_several_characters_are_cut(
    sign: str, size: tuple[int, int]
) -> None:
    text = "\n".join("x" * number + sign * 80 for number in range(4))
    async with on_stage(everywhere(text), size, at_the_end()) as stage:
        for character in sign:
            await stage.press("escape", "escape")
            await stage.search(character)
            for key in ("M", "escape", "t"):
                await stage.press(key)
                assert set(widths(stage)) == {size[0]}
        for x in range(0, size[0], 27):
            await stage.drag((x, 2), (size[0] - x, 5))
            assert set(widths(stage)) == {size[0]}


async def test_joiners_in_a_row_are_pasted_as_one() -> None:
    async with on_stage() as stage:
        await stage.press("colon")
        await stage.paste("a\u200d\u200d👩")
        await stage.press("home", "right")
        assert stage.app.screen.query_one(TextLine).value == "a\u200d👩"
