"""The lobby before the start, and how guests are invited."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from room_apps import CODE, INVITED, app_of, bar, guest_app, guests, screen, seen, sit, tick
from sample_blogs import FakeClock, constant, many

from tui.hosting.guest import Guest
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Lobby
from tui.hosting.room.lobby import NOT_BEGUN
from tui.hosting.room.opening import open_room
from tui.hosting.room.state import ENDED, LOBBY
from tui.model.blog import Paragraph
from tui.model.errors import OptionError
from tui.screen.title_bar import TitleBar
from tui.screen.transport.state import room_chip

FIRST, *LATER = many(120).posts
BLOG = many(120)._replace(posts=(FIRST._replace(body=(Paragraph("word " * 400),)), *LATER))
NAMES = ("Ben", "Chidi", "Dilek", "Emil", "Farah", "Gus", "Hana", "Ivy")


def waiting(
    now: FakeClock | None = None,
    *,
    scheduled: bool = False,
    lobby: Lobby | None = None,
    names: tuple[str, ...] = NAMES,
) -> Room:
    """A room in whose lobby a guest waits for each of the names."""
    now = now or FakeClock(1000)
    start_at = datetime.fromtimestamp(now() + 60, UTC) if scheduled else None
    room = Room(BLOG, now=now, tempo=constant(60), driven=True, start_at=start_at)
    room.lobby = lobby or Lobby("A talk", "Welcome.")
    room.invitation = INVITED
    for name in names:
        room.rename(sit(room), name)
    return room


@pytest.mark.parametrize("size", [(64, 20), (80, 22), (120, 38), (200, 59)])
async def test_it_has_the_title_the_code_the_ways_in_and_who_is_here(size: tuple[int, int]) -> None:
    room = waiting(lobby=Lobby("A talk", "", "The blog · 26 April 2024"))
    async with guests(room, "Ada", "", sizes=(size,)) as (_, one):
        shown = screen(one)
        for words in ("A   T A L K", "192.0.2.7:8000", "ssh -p 2222 192.0.2.7", "10 are here"):
            assert words in shown
        assert all(words in shown for words in ("Point your phone here", "Ada, Ben", *CODE))
        assert ("and 2 more" in shown) or size[1] == 20
        assert "Ivy" not in shown
    room.lobby = Lobby("A talk", "Welcome.\n\nOne.\nTwo.\nThree.")
    async with guests(room, "", sizes=(size,)) as (one,):
        assert all(words in screen(one) for words in ("Three.", "192.0.2.7:8000"))


@pytest.mark.parametrize("size", [(20, 8), (45, 34), (64, 20), (80, 22), (200, 59)])
@pytest.mark.parametrize("welcome", ["", "A long welcome. " * 300])
async def test_what_happens_next_stands_in_every_window(
    size: tuple[int, int], welcome: str
) -> None:
    room = waiting(scheduled=True, lobby=Lobby("A talk", welcome))
    async with guests(room, "", sizes=(size,)) as (one,):
        shown = screen(one)
        assert "Begins in 1 min 00 s." in " ".join(shown.split())
        assert max(map(cell_len, shown.splitlines())) <= size[0]


@pytest.mark.parametrize(
    ("presenters", "curtain", "told"),
    [
        (["", "Ada"], "", "Ada starts it. This page opens by itself."),
        ([""], "", NOT_BEGUN),
        (["Bob", "Ada"], "", "Ada starts it; w takes over."),
        (["Ada"], "", "You present. space begins."),
        ([""], ENDED, "The class has ended. space reads on alone, q leaves."),
        (["Ada"], ENDED, "The class has ended. space goes on."),
    ],
)
async def test_it_says_what_happens_next(presenters: list[str], curtain: str, told: str) -> None:
    room = waiting(names=())
    room.press(driver="Ada", begun=curtain == ENDED)
    if curtain:
        room.draw_curtain(curtain)
    async with guests(room, *presenters, sizes=((80, 24),)) as (one, *_):
        assert told in screen(one)
        assert ("192.0.2.7:8000" in screen(one)) == (not curtain)
        assert ("w take over" in screen(one)) == (presenters[0] == "Bob")
        here = len(presenters)
        assert ("1 is here" if here == 1 else f"{here} are here") in screen(one)


@pytest.mark.parametrize("curtain", [LOBBY, ENDED])
async def test_lobby_and_end_are_for_those_too_who_are_on_their_own(curtain: str) -> None:
    room = waiting(names=())
    room.press(begun=True, driver="Ada")
    late = guest_app(room, own=room.clock)
    async with guests(room, "Ada", "") as (_, one), late.run_test() as alone:
        await one.press("right_square_bracket")
        await seen(one, alone)
        assert room.presence.on_their_own == 2
        room.draw_curtain(curtain)
        await seen(one, alone)
        assert room.presence.on_their_own == 0
        for guest in (one, alone):
            assert app_of(guest).member.in_lobby
            assert "Back with the class." in bar(guest)
        await one.press("space")
        await seen(one)
        assert app_of(one).member.in_lobby == (curtain == LOBBY)
        room.press(said="Still here?")
        await seen(one)
        assert app_of(one).member.in_lobby == (curtain == LOBBY)


@pytest.mark.parametrize(
    "title", ["北京一小時", "ساعة بساعة", "2024", "x" * 90, "Cafe\u0301", "Hi 👩\u200d💻"]
)
async def test_a_title_without_capitals_or_room_is_not_spaced(title: str) -> None:
    async with guests(waiting(lobby=Lobby(title, "")), "", sizes=((104, 30),)) as (one,):
        assert title in screen(one)


def read_lobby(title: str, welcome: Path | None) -> Lobby | None:
    options = ServeOptions(room=True, title=title, welcome=welcome, start_at="14:00")
    room = open_room(options, BLOG, FakeClock())
    assert room is not None
    return room.lobby


def test_the_options_make_a_clean_lobby(tmp_path: Path) -> None:
    file = tmp_path / "welcome"
    file.write_text("\n\tHello \x1b[31m\u202ered\n\nWorld\n")
    lobby = read_lobby("A\ntalk\x1b[0m", file)
    assert lobby is not None
    assert lobby.welcome.endswith("red\n\nWorld")
    assert not {"\x1b", "\u202e", "\t"} & set(lobby.title + lobby.welcome)
    assert "\n" not in lobby.title
    assert read_lobby("", None) is None
    about = [made.about for made in (read_lobby("A talk", None), read_lobby("", file)) if made]
    assert about == ["Many posts · Friday 26 April 2024", "Friday 26 April 2024"]


def test_a_text_that_cannot_be_shown_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, said in (("none", "cannot be read"), ("bytes", "is not text in UTF-8")):
        with pytest.raises(OptionError, match=said):
            read_lobby("A talk", tmp_path / name)


@pytest.mark.parametrize("scheduled", [True, False])
async def test_a_presenter_starts_it_early(scheduled: bool) -> None:
    room = waiting(scheduled=scheduled, names=())
    async with guests(room, "Ada", "", sizes=((80, 24),)) as (ada, one):
        assert "2 are here" in screen(one)
        assert "Post number 1" not in screen(one)
        await one.press("space", "5")
        assert NOT_BEGUN in screen(one)
        for key, told in (("G", ""), ("m", "No post to mark."), ("y", "No post to copy.")):
            await one.press(key)
            assert "Post number" not in screen(one)
            assert told in screen(one)
        await ada.press("space")
        await seen(one)
        assert "Post number 1" in screen(one)
        assert not any(words in screen(one) for words in ("T A L K", "r: back to class"))
        assert room.clock.playing


async def test_in_the_lobby_the_presenter_sets_the_beginning_and_points_at_nothing() -> None:
    room = waiting(names=())
    async with guests(room, "Ada", "", sizes=((80, 24),)) as (ada, one):
        for key in ("P", "F"):
            await ada.press(key)
            assert "In the lobby there is nothing to point at." in bar(ada)
        for key, at in (("5", "09:55"), ("0", "09:26")):
            await ada.press(key)
            await seen(ada)
            assert f"The class will play from {at}." in bar(ada), key
        await ada.press("+")
        assert "The class will play" not in bar(ada)
        await ada.press("space", "down", "B", "down")
        await seen(one)
        assert not app_of(ada).member.leads
        assert (room.state.point, room.presence.following) == (None, 1)


async def test_play_goes_on_after_a_lobby_in_between_and_begins_again_after_the_end() -> None:
    now = FakeClock(1000)
    room = waiting(now, names=())
    async with guests(room, "Ada", "", sizes=((80, 24),)) as (ada, one):
        await ada.press("space", "5", "B")
        middle = room.clock.moment
        await seen(ada)
        assert "You present. space goes on." in screen(ada)
        assert "space go on" in screen(ada)
        await ada.press("exclamation_mark", *"hi", "enter", "space")
        await seen(ada)
        assert "Everyone sees: hi" in screen(ada)
        assert "You present." not in screen(ada)
        await ada.press("E", "enter")
        await seen(ada)
        assert "ended. space goes on." in screen(ada)
        assert room.clock.moment == middle
        await ada.press("B")
        await seen(ada)
        assert "You present. space begins." in screen(ada)
        for keys in (("space",), ("B", "space")):
            await ada.press(*keys)
            assert room.clock.moment == BLOG.start
            now.advance(3600)
            tick(ada, one)
        await ada.press("E", "enter")
        await seen(ada, one)
        assert "ended. space begins." in screen(ada)
        assert app_of(one).player.view().ended


async def test_to_show_how_to_join_ends_neither_the_lobby_nor_the_end() -> None:
    async with guests(waiting(names=()), "Ada", "", sizes=((80, 24),)) as (ada, one):
        for keys, words in (
            (("J",), "Ada starts it."),
            (("space", "B"), "Ada starts it."),
            (("J",), "Ada starts it."),
            (("E", "enter"), "The class has ended."),
            (("J",), "The class has ended."),
        ):
            await ada.press(*keys)
            await seen(one)
            assert words in screen(one), keys


async def test_it_opens_by_itself_at_its_time() -> None:
    now = FakeClock(1000)
    room = waiting(now, scheduled=True)
    async with guests(room, "", sizes=((120, 40),)) as (one,):
        assert "Begins in 1 min 00 s." in screen(one)
        assert screen(one).lower().count("begins in") == 1, "the bar would be late"
        for seconds, words in ((30, "Begins in 30 s."), (31, "Post number 1")):
            now.advance(seconds)
            room.show_change()
            await seen(one)
            assert words in screen(one)


async def test_a_guest_without_colours_has_a_reversed_chip() -> None:
    app = guest_app(waiting(), guest=Guest(address="192.0.2.1", no_color=True))
    async with app.run_test(size=(80, 24)):
        app.transport.bar = app.transport.bar._replace(chip=room_chip())
        app.transport.refresh()
        row = app.transport.strips[0]
        assert any("ROOM" in text and style and style.reverse for text, style, _ in row)


async def test_a_browser_may_leave_before_its_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    app = guest_app(waiting(), guest=Guest(address="192.0.2.1", tell_page=print))
    monkeypatch.setattr(TitleBar, "on_compose", lambda bar: bar.app.exit(), raising=False)
    await app.run_async(headless=True)
    assert app.failure is None


async def test_nobody_hears_the_posts_before_it_begins() -> None:
    room = waiting()
    sit(room, "Ada")
    heard: list[str] = []
    app = guest_app(room, guest=Guest(address="192.0.2.1", tell_page=heard.extend))
    async with app.run_test(size=(80, 24)) as pilot:
        await seen(pilot)
        assert "headline" not in heard
        room.drive(room.clock._replace(playing=True), "Ada")
        await seen(pilot)
        assert "headline" in heard


async def test_the_bar_has_the_size_of_what_comes_and_the_keys_of_the_lobby() -> None:
    now = FakeClock(1000)
    room = waiting(now, names=())
    async with guests(room, "Ada", "", sizes=((80, 24),)) as (ada, one):
        now.advance(10)
        tick(one)
        await seen(one)
        rows = screen(one).splitlines()
        assert rows[-2].split("Ada")[0].split() == ["○", "WAITING"]
        assert "120 posts · about 1 min" in rows[-2]
        assert not any(key in rows[-1] for key in ("space", "/ search"))
        await one.click(offset=(rows[-1].index("h hand"), 23))
        assert room.presence.hands == 1
        assert "space begin" in screen(ada).splitlines()[-1]
        await ada.press("space")
        await seen(ada)
        assert "about 1 min" not in screen(ada)
        assert "enter next   P point   ! say" in screen(ada).splitlines()[-1]
        await seen(one)
        assert "alone   h hand   enter next   ←→ minute" in screen(one).splitlines()[-1]
