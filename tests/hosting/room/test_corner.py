"""A projector's page: the address and its QR code, no hints, and no guest."""

import pytest
from sample_blogs import FakeClock, constant, many
from textual.geometry import Size

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.corner import Corner, qr_rows
from tui.hosting.room.lobby import Invitation
from tui.model.clock_face import clock_faces
from tui.playback.player import Player
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BLOG = many(120)
INVITED = Invitation("ssh -p 2222 demo-host", "ssh://demo-host:2222")


def projector(room: Room, presenter: str = "") -> RoomApp:
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    layouts = LayoutCache(BLOG)
    return RoomApp(
        player, options, layouts, now=room.now, room=room, presenter=presenter, projector=True
    )


@pytest.mark.parametrize(
    ("size", "code"),
    [((120, 40), True), ((80, 24), True), ((50, 24), False), ((100, 16), False)],
)
async def test_it_shows_the_address_and_a_code_where_there_is_room(
    size: tuple[int, int], code: bool
) -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    room.invitation = INVITED
    async with projector(room, "Ada").run_test(size=size) as pilot:
        await pilot.pause()
        rows = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert "ssh -p 2222 demo-host" in rows[-1]
        assert "space" not in rows[-1]
        drawn = qr_rows(INVITED.url)
        assert any(drawn[3] in row for row in rows) == code
        assert "Post number 1" in "\n".join(rows)
        assert room.presence.here == 0
        assert room.driver == ""


def test_the_code_is_square_and_has_two_modules_a_row() -> None:
    rows = qr_rows(INVITED.url)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == (len(rows[0]) + 1) // 2
    assert not any("\x1b" in row for row in rows)


def test_where_the_code_does_not_fit_only_the_address_stands() -> None:
    small = Corner(INVITED).text_rows(Size(31, 10))
    assert len(small) == 10
    words = " ".join("".join(text for text, _ in row).strip() for row in small).split()
    assert words == ["Come", "in", "by:", *INVITED.command.split()]
