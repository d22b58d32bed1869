"""Draws the README's picture from the running app.

Run `uv run --group dev python tests/support/make_picture.py`.
Writes assets/replay.svg: the bundled blog at 10:44, 120x36.
"""

import asyncio
import re
from datetime import UTC

from tui.cli.streams import DEFAULT_SOURCES, load
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.page import ViewOptions
from tui.sources.bundled import assets


async def picture(size: tuple[int, int] = (120, 36)) -> str:
    """The screen as SVG."""
    blog = load(DEFAULT_SOURCES)
    replay = Replay(blog, ReplayOptions(at="10:44"), UTC)
    player = replay.player(lambda: 0.0)
    app = ReplayApp(player, ViewOptions(replay.faces), LayoutCache(blog), now=lambda: 0.0)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        drawing = app.export_screenshot(title="liveblog-tui replay")
    # The drawing would fetch its font from the net; any monospaced one will do.
    return re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL)


if __name__ == "__main__":
    (assets() / "replay.svg").write_text(asyncio.run(picture()), encoding="utf-8")
