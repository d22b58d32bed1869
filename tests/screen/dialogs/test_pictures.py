"""The box of pictures: half blocks from the saved page, from the web on the key only."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pseudo_terminal import COMMAND, on_terminal
from sample_blogs import SMALL, blog, post
from screen_stage import Stage, each_key_of, on_stage, paused_at
from textual.geometry import Size

from tui.model.blocks import Image, Paragraph
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
from tui.screen.drawing.picture import FORMATS, HALF, MOST_BYTES, PLACEHOLDER, PictureSource

pil = pytest.importorskip("PIL.Image")
RED, BLUE = (200, 0, 0), (0, 0, 200)
IMAGES = (
    Image("Geese", "Ann", "They land", "https://example.org/1.png"),
    Image("A bell", "", "It rings", "https://example.org/2.png"),
)
TWO = blog(post("10:26", "Geese", body=(Paragraph("They came."), *IMAGES)))


def picture(colour: tuple[int, int, int] = RED, kind: str = "PNG", **options: Any) -> bytes:
    """Red above, another colour below."""
    drawn = pil.new("RGB", (40, 40), RED)
    drawn.paste(colour, (0, 20, 40, 40))
    data = BytesIO()
    drawn.save(data, kind, **options)
    return data.getvalue()


def colours(stage: Stage) -> set[tuple[int, ...]]:
    return {
        tuple(style.color.triplet or ())
        for text, style in stage.pieces()
        if HALF in text and style.color is not None
    }


async def shown(stage: Stage) -> None:
    await stage.settle()
    await stage.app.workers.wait_for_complete()
    await stage.settle()


@each_key_of("picture")
async def test_a_saved_picture_is_drawn_with_its_caption(key: str) -> None:
    saved = {IMAGES[0].url: picture(), IMAGES[1].url: picture(BLUE)}
    async with on_stage(
        TWO, (100, 30), paused_at("end"), pictures=PictureSource(saved.get)
    ) as stage:
        await stage.press(key)
        await shown(stage)
        assert colours(stage) == {RED}
        for words in ("Picture 1 of 2", "They land", "Ann"):
            assert words in stage.text()
        await stage.press("right_square_bracket")
        await shown(stage)
        assert colours(stage) == {RED, BLUE}
        assert "It rings" in stage.text()
        await stage.press("ctrl+z")
        assert "No shell to suspend to here" in stage.text()
        await stage.press(key)
        assert not colours(stage)


async def test_a_panel_of_two_columns_has_the_newest_saved_picture() -> None:
    saved = PictureSource({IMAGES[1].url: picture(BLUE)}.get, NotImplemented)
    async with on_stage(TWO, (200, 50), paused_at("end"), pictures=saved) as stage:
        await shown(stage)
        assert not colours(stage), "a second column would move the text"
    summed_up = TWO._replace(summary=SMALL.summary)
    async with on_stage(summed_up, (200, 50), paused_at("end"), pictures=saved) as stage:
        await shown(stage)
        assert colours(stage) >= {RED, BLUE}
        assert stage.told("Picture") == "10:26"
        assert stage.text().count("It rings") == 2
        await stage.resize(120, 40)
        assert not colours(stage) & {RED, BLUE}


POST = (
    '<article><time datetime="2024-04-26T10:2{0}Z">10:2{0}</time>'
    '<p>Geese number {0} came over the hill.</p><img src="1.png"></article>'
)
PAGE = f"<title>Geese live</title>{''.join(map(POST.format, range(3)))}"


@pytest.mark.parametrize("can_draw", [True, False])
def test_a_terminal_that_answers_draws_the_picture_itself(tmp_path: Path, can_draw: bool) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "1.png").write_bytes(picture())
    words = "replay", str(tmp_path / "page.html"), "--at", "end"
    kitty = {"TERM": "xterm-kitty", "COLORTERM": "truecolor"}
    with on_terminal(COMMAND, *words, home=tmp_path, variables=kitty) as there:
        there.see("\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\")
        there.see("quit")
        if can_draw:
            there.send(b"\x1b_Gi=1;OK\x1b\\")
        there.send(b"i")
        if can_draw:
            assert b"\x1b_Ga=T,U=1,q=2,f=100,i=1,c=" in there.see(PLACEHOLDER)
            there.send(b"q")
            there.see("\x1b_Ga=d,d=I,i=1,q=2\x1b\\")
        else:
            assert b"\x1b_Ga=T" not in there.see(HALF)


async def test_nothing_is_loaded_from_the_web_without_a_key() -> None:
    asked: list[str] = []

    def fetched(address: str) -> bytes:
        asked.append(address)
        return picture()

    async with on_stage(TWO, pictures=PictureSource(lambda _: None, fetched)) as stage:
        await stage.press("i")
        await shown(stage)
        assert "enter loads it from the web" in stage.text()
        assert not asked
        await stage.press("enter")
        await shown(stage)
        assert asked == [IMAGES[0].url]
        assert colours(stage) == {RED}


async def test_keys_for_an_address_are_named_where_there_is_one() -> None:
    here = blog(post("10:26", "Geese", body=(IMAGES[0], replace(IMAGES[1], url=""))))
    async with on_stage(here, pictures=PictureSource(lambda _: None)) as stage:
        await stage.press("i")
        await shown(stage)
        assert "[ ] other pictures · l open · y copy address · esc close" in stage.text()
        await stage.press("right_square_bracket")
        await shown(stage)
        assert "nor its address" in stage.text()
        assert "[ ] other pictures · esc close" in stage.text()
        assert len(stage.box_rows()) < 5, "as low as its words"


async def test_an_error_is_a_sentence_in_the_box() -> None:
    def fetched(_: str) -> bytes:
        raise SourceError("example.org does not answer.")

    async with on_stage(TWO, pictures=PictureSource(lambda _: None, fetched)) as stage:
        await stage.press("i", "enter")
        await shown(stage)
        assert "example.org does not answer." in stage.text()


@pytest.mark.parametrize(
    ("entry", "said"),
    [(blog("10:26 x"), "No picture in this post."), (TWO, "Pictures need serve --pictures.")],
)
async def test_a_post_or_a_place_without_pictures_says_so(entry: LiveBlog, said: str) -> None:
    async with on_stage(entry) as stage:
        await stage.press("i")
        assert stage.last_row() == f" {said}"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_box_without_room_raises_no_error(kind: str) -> None:
    saved = PictureSource(lambda _: picture(kind=kind))
    assert saved.draw("", Size(0, 0), (0, 0, 0), fetch=False, graphic=False)


def animation() -> bytes:
    """Red, then blue."""
    frames = [pil.new("RGB", (4, 4), colour) for colour in (RED, BLUE)]
    data = BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def bomb() -> bytes:
    """Some KB that are 10^8 pixels."""
    data = BytesIO()
    pil.new("1", (10_000, 10_000)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        *((picture(kind=kind), HALF) for kind in FORMATS),
        (animation(), HALF),
        (bomb(), "too many pixels"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"<svg/>", "unknown format"),
        (b"", "unknown format"),
        (picture(kind="TIFF"), "unknown format"),
        (picture(kind="JPEG")[:300], "damaged"),
    ],
)
async def test_a_picture_is_drawn_or_a_sentence_says_why_not(data: bytes, words: str) -> None:
    async with on_stage(TWO, pictures=PictureSource(lambda _: data)) as stage:
        await stage.press("i")
        await shown(stage)
        assert words in " ".join(stage.text().split())
        for red, _, blue in colours(stage):
            assert red > 180 > 20 >= blue, "the first picture alone"
