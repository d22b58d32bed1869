"""Guests of `serve --pictures` see the pictures saved with the live blog, small, drawn once; a
presenter's picture opens for the class."""

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hosting_stage import client, eventually, stage, web_client
from room_apps import app_of, guests, screen, seen
from sample_blogs import FakeClock, blog, constant, post
from textual.pilot import Pilot

from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.views import build_views
from tui.model.blocks import Image, Paragraph
from tui.playback.view import TextPlace
from tui.screen.drawing.line_widget import PIXELS
from tui.screen.drawing.picture import HALF, PictureSource

pil = pytest.importorskip("PIL.Image")
BODY = (Paragraph("They came."), Image("Geese", "Ann", "They land", "https://example.org/1.png"))
BLOG = blog(post("10:26", "Geese", body=BODY))


async def test_a_saved_picture_is_drawn_once_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("")
    saved = tmp_path / "page_files"
    saved.mkdir()
    data = BytesIO()
    drawn = pil.linear_gradient("L").convert("RGB")
    drawn.save(data, "PNG")
    (saved / "1.png").write_bytes(data.getvalue())
    sizes: list[tuple[int, ...]] = []
    draw = PictureSource._draw

    def watched(*asked: Any, **how: Any) -> object:
        drawn = draw(*asked, **how)
        assert drawn is not None
        sizes.append((len(drawn.rows[0]), len(drawn.rows)))
        looks = (look.removeprefix(PIXELS).split("/") for row in drawn.rows for _, look in row)
        assert len({colour for pair in looks for colour in pair}) <= 32
        return drawn

    monkeypatch.setattr(PictureSource, "_draw", watched)
    options = ServeOptions(pictures=(str(page),))
    views = build_views(options, {"": BLOG}, now=time.monotonic, wall=time.time).views[""]
    async with stage(views=views) as host:
        for size in ((120, 40), (100, 30)):
            async with client(host.port, size=size) as guest:
                await guest.shows("They came.")
                guest.send(b"i")
                await guest.shows(HALF)
                await guest.shows("They land")
        async with web_client(host.url) as phone:  # it has no key i
            assert ["Picture", "i"] in [each[:2] for each in (await phone.until_told("buttons"))[1]]
    assert sizes == [(40, 20)]


async def test_without_the_option_there_are_none() -> None:
    views = build_views(ServeOptions(), {"": BLOG}, now=time.monotonic, wall=time.time).views[""]
    async with stage(views=views) as host, client(host.port) as guest:
        await guest.shows("They came.")
        guest.send(b"i")
        await guest.shows("Pictures need serve --pictures.")


async def test_a_presenters_picture_opens_for_those_who_follow_and_closes_again() -> None:
    data = BytesIO()
    pil.linear_gradient("L").save(data, "PNG")
    names = [f"https://example.org/{number}.png" for number in range(3)]
    saved = PictureSource(lambda name: data.getvalue() if name != names[2] else None)
    body = [Image("Geese", caption=f"Picture {name[20]}", url=name) for name in names]
    shown = blog(post("10:26", "Geese", body=body), post("10:40", "The end"))
    room = Room(shown, now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "Ada", "Bob", "", "", "", sizes=[(80, 24)]) as (ada, bob, *others):
        for each in (ada, bob, *others):
            options = app_of(each).options
            app_of(each).options = options._replace(pictures=saved)
        in_class, away, busy = others
        await ada.press("space")
        await away.press("space")
        await busy.press("question_mark")

        async def open_for(wanted: Pilot[None], caption: str) -> None:
            await eventually(lambda: caption in screen(wanted) and HALF in screen(wanted))

        await ada.press("i")
        await open_for(ada, "Everyone sees this picture; the clock runs on.")
        await open_for(in_class, "Picture 0")
        await ada.press("right_square_bracket")
        for each in (bob, in_class):
            await open_for(each, "Picture 1")
        await in_class.press("escape")
        assert HALF not in screen(in_class)
        await in_class.press("r")
        await open_for(in_class, "Picture 1")
        assert HALF not in screen(away) + screen(busy)
        await ada.press("right_square_bracket")  # is not there
        await eventually(lambda: HALF not in screen(in_class))
        await ada.press("left_square_bracket")
        await open_for(in_class, "Picture 1")
        await bob.press("escape", "w", "enter")
        await eventually(lambda: HALF not in screen(ada) + screen(in_class))
        await bob.press("i")
        await open_for(in_class, "Picture 0")
        await away.press("i")
        await open_for(away, "Picture 0")
        await bob.press("escape")
        await eventually(lambda: HALF not in screen(in_class) + screen(ada))
        await in_class.press("i")
        await open_for(in_class, "Picture 0")
        room.press(point=TextPlace(0, 0, 0))
        await seen(in_class)
        assert all(HALF in screen(each) for each in (in_class, away))  # their own
        await in_class.press("escape")
        room.press(picture=(2, 0))  # of a state of the blog that is not here yet
        await seen(in_class)
