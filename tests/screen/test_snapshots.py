"""Screens as plain text. After a change, read the difference, then run with --snapshot-update."""

import pytest
from screen_stage import Stage, at_the_end, on_stage, paused_at
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tui.cli.options import GivenSources
from tui.model.blog import LiveBlog
from tui.screen.shelf.about import ShelfPreview
from tui.screen.shelf.app import ShelfApp
from tui.screen.shelf.row import LIVE, ShelfRow, refused_row


class ScreenText(SingleFileSnapshotExtension):
    """One file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(ScreenText)


@pytest.fixture(scope="module")
def bundled() -> LiveBlog:
    return GivenSources().load()


def seen(stage: Stage) -> str:
    return stage.text() + "\n"


@pytest.mark.parametrize("size", ["200x50", "120x40", "80x24", "70x20", "40x10"])
async def test_the_page(size: str, bundled: LiveBlog, screen: SnapshotAssertion) -> None:
    width, height = map(int, size.split("x"))
    async with on_stage(bundled, (width, height), paused_at("10:44")) as stage:
        assert seen(stage) == screen


async def test_the_end_newest_first_on_a_narrow_screen(
    bundled: LiveBlog, screen: SnapshotAssertion
) -> None:
    async with on_stage(bundled, (48, 20), at_the_end(), newest_first=True) as stage:
        assert seen(stage) == screen


async def test_a_reader_who_scrolled_away_with_a_filter_and_a_search(
    bundled: LiveBlog, screen: SnapshotAssertion
) -> None:
    options = paused_at("11:00", authors=("unsigned",))
    async with on_stage(bundled, (110, 28), options) as stage:
        await stage.press("slash")
        await stage.type_in("blinken")
        await stage.press("enter", "g", "space")
        await stage.pass_seconds(3.5)
        assert seen(stage) == screen


DIALOGS = {
    "time": "t 1 0 : 9 9 enter",
    "search": "slash X i",
    "filter": "a",
    "help": "question_mark",
}


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_dialog(dialog: str, bundled: LiveBlog, screen: SnapshotAssertion) -> None:
    async with on_stage(bundled, (80, 24), paused_at("10:44")) as stage:
        await stage.press(*DIALOGS[dialog].split())
        assert seen(stage) == screen


@pytest.mark.parametrize("size", ["120x40", "80x24"])
async def test_the_shelf(size: str, bundled: LiveBlog, screen: SnapshotAssertion) -> None:
    width, height = map(int, size.split("x"))
    left, about = bundled.posts[6].published, ("You left at 10:26 BST.", "blinken-beijing")
    facts = "Friday 26 April 2024, 09:26 to 11:18 BST"
    rows = [
        ShelfRow("Live now", ("a",), "Cork county council meets", facts, left="5 min", sign=LIVE),
        ShelfRow("Continue", ("b",), bundled.title, facts, 0.62, "4 min left", about),
        refused_row(ShelfRow("~/blogs", ("c.txt",), "c.txt"), "No live blog was found."),
    ]
    app = ShelfApp(rows, at=("b",), preview=lambda _: ShelfPreview(bundled, left, {6: ""}))
    async with app.run_test(size=(width, height)) as pilot:
        while width > 80 and "fanfare" not in shelf_text(app):
            await pilot.pause(0.01)
        assert shelf_text(app) == screen


def shelf_text(app: ShelfApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "".join(f"{strip.text.rstrip()}\n" for strip in strips)
