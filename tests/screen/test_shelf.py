"""The shelf and a host's list of live blogs, each as an app."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from readings import answers
from sample_blogs import at, blog, post
from textual import events
from textual.color import Color

from tui.screen.drawing.colours import MARKS, TEXT, contrast
from tui.screen.shelf.about import ShelfPreview
from tui.screen.shelf.app import NOTHING_FITS, SEVERAL_LINES, ShelfApp
from tui.screen.shelf.row import ShelfRow, grouped, refused_row

GEESE = ShelfRow("Continue", ("geese.html",), "Geese", "15 March 2022", 0.5, "31 min left")
BELL = ShelfRow("Comes with it", ("bell",), "The [bold]bell", "8 March 2022", about=("20 posts",))
TIDE = ShelfRow("~/blogs", ("tide.html",), "tide.html")
README = ShelfRow("~/blogs", ("README.md",), "")
NOTES = {0: "", 1: "Cite this."}
MARK = ShelfRow("Geese", ("geese.html", "--at", "10:26"), "They land · see it", "10:26")


def text(app: ShelfApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def opened(*keys: str, **options: Any) -> tuple[tuple[str, ...], bool] | None:
    app = ShelfApp([GEESE, replace(BELL, share=1.0), TIDE], marks=[MARK], **options)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app._exit
    return app.return_value


@pytest.mark.parametrize(("keys", "words", "from_start"), answers("keys-on-the-shelf"))
async def test_keys_choose_what_is_watched(
    keys: str, words: list[str] | None, from_start: bool
) -> None:
    choice = None if words is None else (tuple(words), from_start)
    assert await opened(*keys.split()) == choice


async def test_a_letter_starts_the_line_and_the_next_follow_it() -> None:
    app = ShelfApp([GEESE, BELL, TIDE])
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("i")
        assert " ti\n" in f"{text(app)}\n"
        assert text(app).split("\n")[0].split() == ["liveblog-tui", "2", "live", "blogs"]
        await pilot.press("question_mark")
        assert (NOTHING_FITS in text(app), "tide" in text(app)) == (True, False)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("https://example.org", "https://example.org"),
        ("~/a.html", str(Path.home() / "a.html")),
        ("'/x/a b.html'", "/x/a b.html"),  # a file that was dropped on the terminal
        ("/x/a\\ b.html", "/x/a b.html"),
        ("Ann's page", "Ann's page"),
        ("x" * 300, "x" * 300),  # longer than names of files
    ],
)
async def test_an_address_or_a_path_is_opened_as_typed(typed: str, word: str) -> None:
    app = ShelfApp([GEESE, BELL, TIDE])
    async with app.run_test() as pilot:
        await pilot.press("slash")
        app.screen.post_message(events.Paste(typed))
        await pilot.press("enter")
    assert app.return_value == ((word,), False)


@pytest.mark.parametrize("keys", [(), ("slash", "a")])
async def test_copied_text_is_no_name(keys: tuple[str, ...]) -> None:
    app = ShelfApp([GEESE])
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        app.screen.post_message(events.Paste("10:31\nGeese\n10:40\nThey land."))
        await pilot.pause()
        assert text(app).splitlines()[-1].strip() == SEVERAL_LINES
        assert "They land" not in text(app)


async def test_the_cursor_is_on_what_was_watched_and_refused_words_can_be_mended() -> None:
    assert await opened("enter", at=("bell",)) == (("bell",), True), "it was watched to its end"
    refused = {"at": ("tid",), "note": "No file 'tid'"}
    assert await opened("e", "enter", **refused) == (("tide.html",), False)
    assert await opened("q", "enter", **refused) == (("tidq",), False), "q is a letter here"
    app = ShelfApp([GEESE], at=("no.txt",), note=f"Looked {'and looked ' * 9}.\nTry: a day.")
    async with app.run_test() as running:
        await running.pause()
        assert text(app).count("looked") == 9, "in lines"
        await running.press("x")
        assert NOTHING_FITS in text(app)
        assert "▌" not in text(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 12)])
async def test_a_row_says_how_much_was_watched_and_what_is_left(size: tuple[int, int]) -> None:
    title = "A title of several words that fills the row wherever it is cut, at any width at all"
    app = ShelfApp([GEESE, replace(BELL, words=("x",), title=title, left="48 min"), BELL, TIDE])
    async with app.run_test(size=size):
        row = next(row for row in text(app).splitlines() if row.startswith("▌  Geese"))
        assert "31 min left" in row
        assert {x.index(" min") for x in text(app).splitlines() if " min" in x} == {
            row.index(" min")
        }
        assert ("50 %" in row) == (size[0] > 45)
        assert "The [bold]bell" in text(app)
        assert "Continue" in text(app)


@pytest.mark.parametrize("theme", ["liveblog-dark", "liveblog-light", "nord", "textual-light"])
async def test_the_row_under_the_cursor_is_readable(theme: str) -> None:
    app = ShelfApp([GEESE, BELL], theme=theme)
    async with app.run_test(size=(120, 40)):
        strips = app.screen._compositor.render_strips()
        row = next(strip for strip in strips if "31 min left" in strip.text)
        for text, style, _ in row.crop(0, row.text.index("left") + 4):
            if text.strip() and style and style.color and style.bgcolor:
                ink, ground = map(Color.from_rich_color, (style.color, style.bgcolor))
                least = MARKS if set(text) <= {"━", "─", "▌"} else TEXT
                assert contrast(ink, ground) >= least, text


async def test_rows_fit_beside_the_panel_in_a_window_that_grew() -> None:
    app = ShelfApp([GEESE, BELL, TIDE])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        grown = text(app)
    other = ShelfApp([GEESE, BELL, TIDE])
    async with other.run_test(size=(120, 24)):
        assert grown == text(other)


async def test_files_are_read_while_it_is_open_and_a_bad_one_says_why() -> None:
    def describe(row: ShelfRow) -> ShelfRow:
        if row in {TIDE, README}:
            return refused_row(row, "no posts in it")
        return replace(row, title="A title", about=("3 posts",))

    new, twin = (ShelfRow("~/blogs", (f"{name}.html",), name) for name in ("new", "twin"))
    app = ShelfApp([GEESE, TIDE, README, twin, new], describe=describe)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        last = text(app).partition("Cannot be played")[2]
        assert "× tide.html  no posts in it" in last
        assert ("A title" in last, last.count("×")) == (False, 1)
        assert "new.html · A title" in text(app), "two have this title"
        await pilot.press("end", "up", "enter")
    assert app.return_value == (("new.html",), False)


async def test_a_file_that_cannot_play_keeps_its_name_and_says_why() -> None:
    file = replace(TIDE, title="pasted-2020-without-\x1b]0;-times\x07.txt")
    app = ShelfApp([refused_row(file, f"No live blog was found. {'Looked for. ' * 20}")])
    app.rows += [replace(TIDE, group="~/\x1b[31m", title=file.title)]
    async with app.run_test(size=(120, 24)):
        assert "× pasted-2020-without-\ufffd]0;-times\ufffd.txt  No live blog was f" in text(app)
        assert not {"\x1b", "\x07"} & {*text(app)}


async def test_the_row_of_a_text_without_a_day_says_the_option_that_plays_it() -> None:
    reason = "No live blog was found.\nFound: no day.\nTry: --date 2020-10-15, the day of it."
    app = ShelfApp([GEESE, refused_row(TIDE, reason)])
    async with app.run_test(size=(80, 24)):
        assert "× tide.html  Try: liveblog-tui FILE --date 2020-10-15, the day of it." in text(app)


async def test_x_forgets_the_place_of_a_live_blog() -> None:
    app = ShelfApp([GEESE, BELL], forgotten={GEESE: None}.pop)
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert "Geese" not in text(app)


async def test_the_reason_of_a_row_that_cannot_play_is_in_the_panel_to_be_copied() -> None:
    reason = "No live blog was found.\nFound: no day.\nTry: --date 2020-10-15, the day of it."
    app = ShelfApp([GEESE, refused_row(TIDE, reason)])
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("end")
        assert "Found: no day." in text(app)
        y = next(y for y, row in enumerate(text(app).split("\n")) if "Found: no day." in row)
        await pilot.mouse_down(offset=(82, y))
        await pilot.hover(offset=(95, y))
        await pilot.mouse_up(offset=(96, y))
        await pilot.press("ctrl+c")
        assert app.clipboard == "Found: no day."
        await pilot.press("enter")
    assert app.return_value == (("tide.html",), False), "it may have been mended meanwhile"


@pytest.mark.parametrize("size", [(80, 24), (45, 12), (120, 40)])
async def test_the_help_names_every_key(size: tuple[int, int]) -> None:
    app = ShelfApp([GEESE])
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        for words in ("marks of all live blogs", "forget your place", "from the start"):
            assert words in text(app)
        await pilot.press("m")
        assert "No marks yet" in text(app)


async def test_the_panel_shows_the_track_and_the_post_that_was_left() -> None:
    shown = blog(post("10:26", "Fanfare", "Text of it."), post("10:54", "Another", "Later."))
    app = ShelfApp([GEESE, BELL], preview=lambda _: ShelfPreview(shown, at("10:34"), NOTES))
    async with app.run_test(size=(120, 40)) as pilot:
        while "Fanfare" not in text(app):
            await pilot.pause(0.01)
        assert all(
            words in text(app)
            for words in ("10:26  Fanfare", "Text of it.", "━", "10:54", "2 marks · 1 note")
        )
        assert "Another" not in text(app)


async def test_a_mark_of_a_live_blog_that_is_not_known_any_more_can_be_read() -> None:
    old = ShelfRow("old", (), "They left", "10:40", about=("Cite that.",))
    app = ShelfApp([GEESE], marks=[MARK, old], at=MARK.words)
    async with app.run_test(size=(120, 24)) as running:
        assert "enter watch   m shelf   ? help   q quit   / find" in text(app), "it was watched"
        await running.press("down")
        assert "Cite that." in text(app)
        await running.press("enter")
        assert "not watched this live blog lately" in text(app)
        assert not app._exit
        await running.press("m")
        assert "0 from start" in text(app)


@pytest.mark.parametrize(
    ("key", "note"), [("m", "No marks yet."), ("x", "Nothing to forget here.")]
)
async def test_a_key_without_effect_says_so_until_the_next_key(key: str, note: str) -> None:
    app = ShelfApp([BELL])
    async with app.run_test() as running:
        await running.press(key)
        assert note in text(app)
        await running.press("down")
        assert note not in text(app)
        assert "enter watch" in text(app)
        assert "x forget" in text(app), "all hints fit in 80 columns"


def test_a_live_blog_is_on_the_shelf_once() -> None:
    again = replace(GEESE, group="~/blogs")
    assert grouped([[GEESE], [again, TIDE]]) == [GEESE, TIDE]


BLOGS = [
    ShelfRow("", ("geese",), "Geese", "Tuesday 15 March 2022, 10:42 to 11:50 GMT · 1 post"),
    ShelfRow("", ("bell-rope",), "The [bold]bell", "8 March 2022 · part 1 of 5: begins at 12:34"),
    ShelfRow("", ("tide",), "Tide", "9 March 2022 · 3 posts"),
]


class Opened(ShelfApp):
    OWN = False
    opened = ""

    def choose(self, words: tuple[str, ...], _from_start: bool) -> None:
        (self.opened,) = words


@pytest.mark.parametrize("keys", [["q"], ["ctrl+c"], ["slash", *"xm0to?q"]])
async def test_leaving_opens_nothing_and_a_list_has_no_line(keys: list[str]) -> None:
    app = Opened(BLOGS)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert (app.opened, app._exit) == ("", True)


async def test_a_hint_can_be_pressed() -> None:
    app = Opened(BLOGS)
    async with app.run_test() as pilot:
        await pilot.click("#hints", offset=(18, 0))
        assert app.opened == ""
        await pilot.click("#hints", offset=(3, 0))
        assert app.opened == "bell-rope", "the hint before has moved the cursor"
