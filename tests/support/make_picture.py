"""Draws a picture of the running app: the bundled blog at 10:44, 120x36.

Run `uv run --group dev python tests/support/make_picture.py OUT.svg`.
"""

import asyncio
import html
import re
import sys
from datetime import UTC
from pathlib import Path

from rich.cells import cell_len

from tui.cli.options import GivenSources
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

CELL = 12.2
"""The width of a cell in the drawing."""


async def picture(size: tuple[int, int] = (120, 36)) -> str:
    """The screen as SVG."""
    blog = GivenSources().load()
    replay = Replay(blog, ReplayOptions(at="10:44"), UTC)
    player = replay.player(lambda: 0.0)
    app = ReplayApp(player, ViewOptions(replay.faces), LayoutCache(blog), now=lambda: 0.0)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        drawing = app.export_screenshot(title="liveblog-tui replay")
    # The drawing would fetch its font from the net; any monospaced one will do.
    drawing = re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL)
    return re.sub(
        r'<text class="(\S+-r\d+)" x="([\d.]+)"(.*?)textLength=".*?"(.*?)>(.*?)</text>',
        _words,
        drawing,
    )


def _words(text: re.Match[str]) -> str:
    """A text of the drawing, word by word: some viewers leave out the spaces it begins with."""
    look, x, before, after, escaped = text.groups()
    characters = html.unescape(escaped)
    return "".join(
        f'<text class="{look}" x="{float(x) + CELL * cell_len(characters[: word.start()]):.1f}"'
        f'{before}textLength="{CELL * cell_len(word[0]):.1f}"{after}>{html.escape(word[0])}</text>'
        for word in re.finditer("[^\u00a0 ]+", characters)
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(asyncio.run(picture()), encoding="utf-8")
