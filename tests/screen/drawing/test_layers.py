"""The page under a box: a tick draws the rows that changed, and a closed box keeps nothing."""

import asyncio
import gc
import random
from typing import Any

import pytest
from painting import Painting
from patience import patience
from random_session import session_blogs
from screen_stage import StageApp, on_stage
from textual._styles_cache import StylesCache
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.strip import Strip

from tui.model.blog import LiveBlog
from tui.replay import ReplayOptions
from tui.screen.dialogs.dialog import Box
from tui.screen.dialogs.help import HelpBox
from tui.screen.drawing.layers import PageScreen
from tui.screen.drawing.page_compositor import PageCompositor
from tui.screen.window_sizes import size_classes

BOXES = {"help": "question_mark", "search": "slash", "filter": "a", "time": "t"}
DOINGS = 25
MORE_BOXES = {
    **{name: (key,) for name, key in BOXES.items()},
    "links": ("l",),
    "marks": ("m", "apostrophe"),
    "matches": (*"/qz", "enter", "M"),
    "note": ("m", "m"),
    "theme": ("T",),
}


def wide_letters() -> LiveBlog:
    """A blog in Chinese, whose letters the edge of a box can cut; its posts have addresses."""
    blog = session_blogs()["Chinese"]()
    posts = (post._replace(url="https://example.org/post") for post in blog.posts)
    return blog._replace(posts=tuple(posts))


def drawn_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the page of which something is drawn under a box from now on."""
    rows: list[int] = []
    drawn = PageScreen.drawn

    def watched(screen: PageScreen, region: Region) -> Strip:
        rows.append(region.y)
        return drawn(screen, region)

    monkeypatch.setattr(PageScreen, "drawn", watched)
    return rows


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_tick_under_a_box_draws_the_rows_of_the_bar_and_no_more(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(size=(100, 40), options=ReplayOptions(at="10:20", speed="10")) as stage:
        await stage.press(key)
        drawn = drawn_rows(monkeypatch)
        await stage.pass_seconds(1)
        assert 0 < len(drawn) <= 5, "the clock goes on under the box"
        count = len(drawn)
        await stage.settle()
        await stage.settle()
        assert len(drawn) == count, "the page stays clean until something changes"


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_tick_under_a_box_writes_what_it_writes_without_one(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def written(*keys: str) -> str:
        """What a tick writes, without the cursor's place at its end."""
        options = ReplayOptions(at="10:20", speed="1")
        async with on_stage(size=(100, 40), options=options) as stage:
            await stage.press(*keys)
            texts: list[str] = []
            monkeypatch.setattr(stage.app._driver, "write", texts.append)
            await stage.pass_seconds(1)
        return "".join(texts).rpartition("\x1b[")[0]

    monkeypatch.setattr(StageApp, "is_headless", False)
    alone = await written()
    assert alone
    assert await written(key) == alone


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_box_that_opens_draws_its_rows_once_and_no_others(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ReplayOptions(at="10:20", paused=True)
    async with on_stage(size=(150, 60), options=options) as stage:
        drawn = drawn_rows(monkeypatch)
        await stage.press(key)
        box = stage.app.screen.query_one(".box").region
        bar = range(stage.app.transport.region.y, stage.app.size.height)
        beside = [row for row in drawn if row not in bar]
        assert sorted(beside) == sorted(2 * list(box.line_range)), "on both sides"


async def test_the_first_box_styles_nothing_of_the_page_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    styled: list[object] = []
    apply = Stylesheet.apply

    def watched(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled.append(node)
        apply(sheet, node, **options)

    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        monkeypatch.setattr(Stylesheet, "apply", watched)
        await stage.press("question_mark")
        assert stage.app.screen in styled
        assert stage.app.transport not in styled


async def test_a_box_has_the_size_classes_of_a_window_that_changes_while_it_opens() -> None:
    async with on_stage(size=(120, 40)) as stage:
        box = HelpBox([("Keys", [("q", "quit")])])
        await stage.resize(40, 10)
        await box.open()
        await stage.settle()
        assert box.has_class(*size_classes(stage.app.size).split())


async def test_a_tick_is_painted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = []
    render = PageCompositor.render_partial_update

    def watched(compositor: PageCompositor) -> object:
        painted.append(compositor)
        return render(compositor)

    monkeypatch.setattr(PageCompositor, "render_partial_update", watched)
    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        stage.app.player.next_post()
        painted.clear()
        stage.app.tick_now()
        assert len(painted) == 1


async def test_the_page_goes_on_around_a_box() -> None:
    async with on_stage(size=(100, 40), options=ReplayOptions(at="10:20", speed="10")) as stage:
        before = stage.bar()
        await stage.press("slash")
        await stage.pass_seconds(6)
        assert stage.bar() != before
        under = stage.bar()
        await stage.press("escape")
        assert stage.bar() == under


async def test_nothing_under_a_box_can_be_clicked_or_linked() -> None:
    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        await stage.press("slash")
        assert isinstance(stage.app.screen, Box)
        for y in range(stage.app.size.height):
            row = stage.app.screen.render_lines(Region(0, y, stage.app.size.width, 1))[0]
            assert all(s.style is None or not (s.style.meta or s.style.link) for s in row)


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_closed_box_keeps_no_rows(key: str) -> None:
    def caches() -> int:
        gc.collect()
        return sum(isinstance(each, StylesCache) for each in gc.get_objects())

    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        await stage.press(key, "escape")
        before = caches()
        for _ in range(3):
            await stage.press(key, "escape")
        async with patience(lambda: f"{caches()} and not {before}"):
            while caches() > before:  # a closed box is taken apart by and by
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("keys", MORE_BOXES.values(), ids=MORE_BOXES)
async def test_nothing_holds_a_closed_box(keys: tuple[str, ...]) -> None:
    def boxes() -> list[Box[Any]]:
        gc.collect()
        return [each for each in gc.get_objects() if isinstance(each, Box)]

    async with on_stage(wide_letters(), options=ReplayOptions(at="09:46", paused=True)) as stage:
        await stage.press(*keys)
        assert stage.app.screen in boxes()
        await stage.press("escape")
        async with patience(lambda: f"{boxes()} are held"):
            while boxes():  # a closed box is taken apart by and by
                await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("theme", "terminal"),
    [("textual-dark", "xterm-256color"), ("textual-light", "xterm-16color")],
    ids=["dark", "light in 16 colours"],
)
@pytest.mark.parametrize("keys", MORE_BOXES.values(), ids=MORE_BOXES)
async def test_what_is_painted_under_a_box_is_what_is_there(
    keys: tuple[str, ...], theme: str, terminal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setattr(StageApp, "is_headless", False)
    chance = random.Random(f"{keys} {theme} {terminal}")
    options = ReplayOptions(at="09:46", speed="60")
    async with on_stage(wide_letters(), options=options, theme=theme) as stage:
        await stage.press(*keys)
        painting = Painting(stage, monkeypatch)
        await painting.resize(120, 40)
        for _ in range(DOINGS):
            assert isinstance(stage.app.screen, Box)
            match chance.randrange(6):
                case 0:
                    sizes = {(80, 24), (120, 40), (40, 10), (101, 31)} - {stage.app.size}
                    size = chance.choice(sorted(sizes))
                    await painting.resize(*size)
                    doing = f"resize {size}"
                case 1 | 2:
                    doing = chance.choice(("down", "up", "pagedown", "x", "e", "backspace"))
                    await stage.press(doing)
                case _:
                    seconds = chance.choice((0.1, 1, 3, 10))
                    await stage.pass_seconds(seconds)
                    doing = f"{seconds} s"
            painting.check(doing)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)], ids=str)
@pytest.mark.parametrize("keys", MORE_BOXES.values(), ids=MORE_BOXES)
async def test_a_box_is_painted_over_the_page_that_is_there(
    keys: tuple[str, ...], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StageApp, "is_headless", False)
    options = ReplayOptions(at="09:46", speed="60")
    async with on_stage(wide_letters(), options=options) as stage:
        painting = Painting(stage, monkeypatch)
        await painting.resize(*size)
        for _ in range(2):
            await stage.press(*keys)
            assert isinstance(stage.app.screen, Box)
            painting.check("it opens")
            await stage.pass_seconds(1)
            painting.check("a second")
            await stage.press("escape", "escape")
            assert not isinstance(stage.app.screen, Box)
            painting.check("it closes")
            await stage.pass_seconds(1)
            painting.check("another second")


async def test_what_is_drawn_anew_as_a_box_opens_is_the_page_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(StageApp, "is_headless", False)
    async with on_stage(wide_letters(), options=ReplayOptions(at="09:46", paused=True)) as stage:
        painting = Painting(stage, monkeypatch)
        await painting.resize(120, 40)
        box = HelpBox([("Keys", [("q", "quit")])])
        stage.app.call_later(box.open)
        async with patience(lambda: "the box does not open"):
            while stage.app.screen is not box:
                await asyncio.sleep(0)
        painting.lose()
        stage.app.refresh()
        await stage.settle()
        painting.check("it opens")
