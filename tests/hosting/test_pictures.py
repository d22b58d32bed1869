"""Guests of `serve --pictures` see the pictures saved with the live blog, small, drawn once."""

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hosting_stage import client, stage, web_client
from sample_blogs import blog, post

from tui.hosting.options import ServeOptions
from tui.hosting.views import build_views
from tui.model.blocks import Image, Paragraph
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
        await guest.shows("Pictures are not shown here.")
