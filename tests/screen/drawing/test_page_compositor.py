"""A change of a widget that draws row by row: only its rows are drawn, only its cells written."""

from collections.abc import Hashable

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from tui.screen.drawing.layers import PageScreen, repaint
from tui.screen.drawing.page_compositor import PageCompositor, RowsUpdate, RowWidget


class Numbers(RowWidget):
    """Each row is its number and a letter, as often as there is room."""

    letter = "a"

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.drawn: list[int] = []

    def prepare(self) -> None:
        self.drawn.append(-1)

    def row(self, y: int) -> Strip:
        self.drawn.append(y)
        return Strip([Segment(f"{y}{self.letter}" * 20)]).crop(0, self.size.width)


class Page(App[None]):
    """Two of them side by side, and over them what is hidden at first."""

    CSS = """
    Screen { layout: horizontal; layers: default over; }
    #left { width: 6; height: 5; } #right { width: 8; height: 5; }
    #over { layer: over; width: 3; height: 1; display: none; }
    """

    def get_default_screen(self) -> Screen[None]:
        return PageScreen(id="_default", classes="")

    def compose(self) -> ComposeResult:
        yield Numbers("left")
        yield Numbers("right")
        yield Static("!!!", id="over")


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is written from now on, but for whole screens."""
    made: list[object] = []
    render = PageCompositor.render_partial_update

    def watched(compositor: PageCompositor) -> object:
        is_whole = compositor.size.region in compositor._dirty_regions
        update = render(compositor)
        if not is_whole:
            made.append(update)
        return update

    monkeypatch.setattr(PageCompositor, "render_partial_update", watched)
    return made


async def test_only_what_changed_is_drawn_and_written(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        left, right = app.query_one("#left", Numbers), app.query_one("#right", Numbers)
        while not right.drawn:
            await pilot.pause()
        await pilot.pause()
        updates.clear()
        left.drawn.clear()
        right.drawn.clear()
        repaint(right, Region(2, 3, 4, 1))
        await pilot.pause()
        (update,) = updates
        assert isinstance(update, RowsUpdate)
        assert update.render_segments(app.console) == "\x1b[4;9H3a3a"
        assert (left.drawn, right.drawn) == ([], [-1, 3])


async def test_of_a_whole_screen_only_what_is_seen_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    below: list[Region] = []

    def watched(screen: PageScreen, crop: Region) -> list[Strip]:
        below.append(crop)
        return Screen.render_lines(screen, crop)

    app = Page()
    async with app.run_test(size=(14, 5)) as pilot:
        left, right = app.query_one("#left", Numbers), app.query_one("#right", Numbers)
        monkeypatch.setattr(PageScreen, "render_lines", watched)
        left.drawn.clear()
        right.drawn.clear()
        app.screen.refresh()
        while len(right.drawn) < 6:
            await pilot.pause()
        assert left.drawn == right.drawn == [-1, 0, 1, 2, 3, 4]
        assert below == []
        assert "0a0a0a0a" in app.export_screenshot(), "Textual makes a picture of it"


async def test_rows_side_by_side_are_written_in_one_go(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        updates.clear()
        repaint(app.query_one("#left"), Region(4, 1, 2, 1))
        repaint(app.query_one("#right"), Region(0, 1, 2, 2))
        await pilot.pause()
        (update,) = updates
        assert isinstance(update, RowsUpdate)
        assert update.render_segments(app.console) == "\x1b[2;5H1a1a\x1b[3;7H2a"


async def test_each_cell_is_drawn_by_the_widget_that_is_seen_there(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        app.query_one("#over").display = True
        await pilot.pause()
        updates.clear()
        repaint(app.query_one("#left"), Region(2, 0, 4, 1))
        await pilot.pause()
        (update,) = updates
        assert isinstance(update, RowsUpdate)
        over, _, left = update.render_segments(app.console).partition("!")
        assert over.startswith("\x1b[1;3H")
        assert left.endswith("a0a")
        app.query_one("#over").display = False
        await pilot.pause()
        updates.clear()
        repaint(app.query_one("#left"), Region(2, 0, 4, 1))
        await pilot.pause()
        update = updates[-1]
        assert isinstance(update, RowsUpdate)
        assert update.render_segments(app.console) == "\x1b[1;3H0a0a"


async def test_a_wide_letter_at_the_edge_of_what_went_is_written_whole(
    updates: list[object],
) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        app.query_one("#left", Numbers).letter = "中"
        over = app.query_one("#over")
        over.styles.width = 2
        over.display = True
        await pilot.pause()
        updates.clear()
        over.styles.width = 1
        await pilot.pause()
        rows = [each for each in updates if isinstance(each, RowsUpdate)]
        assert any("中0中" in each.render_segments(app.console) for each in rows)


async def test_a_widget_with_another_size_is_painted_wholly(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        left = app.query_one("#left", Numbers)
        left.letter = "中"
        left.styles.width = 5
        await pilot.pause()
        left.styles.width = 6
        await pilot.pause()
        updates.clear()
        repaint(left, Region(0, 0, 1, 1))
        await pilot.pause()
        for update in updates:
            assert isinstance(update, RowsUpdate)
            assert "0中0 " not in update.render_segments(app.console), "the old size cuts a letter"
        assert updates


async def test_a_hidden_widget_is_not_painted(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        left = app.query_one("#left", Numbers)
        left.display = False
        await pilot.pause()
        updates.clear()
        left.drawn.clear()
        repaint(left)
        await pilot.pause()
        assert (updates, left.drawn) == ([], [])


async def test_what_is_repainted_together_is_painted_at_once(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        updates.clear()
        page = app.screen
        assert isinstance(page, PageScreen)
        with page.painting():
            repaint(app.query_one("#left"), Region(4, 1, 2, 1))
            repaint(app.query_one("#right"), Region(0, 1, 2, 2))
            assert updates == []
        (update,) = updates
        assert isinstance(update, RowsUpdate)
        await pilot.pause()
        await pilot.pause()
        assert len(updates) == 1, "nothing is painted twice"
        repaint(app.query_one("#left"))
        await pilot.pause()
        assert len(updates) == 2, "later changes are painted as ever"


async def test_what_has_to_wait_is_painted_later(updates: list[object]) -> None:
    app = Page()
    async with app.run_test(size=(20, 8)) as pilot:
        updates.clear()
        page = app.screen
        assert isinstance(page, PageScreen)
        with app.batch_update():
            with page.painting():
                repaint(app.query_one("#left"))
            assert updates == []
        await pilot.pause()
        assert len(updates) == 1


class Alike(Page):
    """The same page, whose widgets know what their rows depend on."""

    def compose(self) -> ComposeResult:
        yield Told("left")
        yield Told("right")


class Told(Numbers):
    """Numbers with a picture."""

    @property
    def picture(self) -> Hashable:
        return self.letter


async def written_by(page: Page, updates: list[object], letter: str) -> tuple[str, list[int]]:
    """What a page writes of a change on its right, and the rows drawn for it."""
    async with page.run_test(size=(20, 8)) as pilot:
        right = page.query_one("#right", Numbers)
        while not right.drawn:
            await pilot.pause()
        await pilot.pause()
        updates.clear()
        right.drawn.clear()
        right.letter = letter
        repaint(right, Region(2, 3, 4, 1))
        await pilot.pause()
        (update,) = updates
        assert isinstance(update, RowsUpdate)
        return update.render_segments(page.console), right.drawn


async def test_what_pages_have_in_common_is_painted_once(updates: list[object]) -> None:
    assert await written_by(Alike(), updates, "b") == ("\x1b[4;9H3b3b", [-1, 3])
    assert await written_by(Alike(), updates, "b") == ("\x1b[4;9H3b3b", [-1])
    assert await written_by(Alike(), updates, "c") == ("\x1b[4;9H3c3c", [-1, 3])


async def test_a_page_that_knows_nothing_of_its_rows_is_always_painted(
    updates: list[object],
) -> None:
    for _ in range(2):
        assert await written_by(Page(), updates, "b") == ("\x1b[4;9H3b3b", [-1, 3])


async def test_on_another_screen_textual_paints_it() -> None:
    class Plain(Page):
        def get_default_screen(self) -> Screen[None]:
            return Screen(id="_default")

    app = Plain()
    async with app.run_test(size=(20, 8)) as pilot:
        left = app.query_one("#left", Numbers)
        left.drawn.clear()
        repaint(left)
        await pilot.pause()
        assert sorted(set(left.drawn)) == [-1, 0, 1, 2, 3, 4]
