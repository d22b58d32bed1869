"""Guests of one room, each with their own app and keys: following, leaving, rejoining, driving."""

from pathlib import Path
from typing import Any

import pytest
from readings import answers
from room_apps import PHONE_COLUMNS, app_of, bar, guest_app, guests, screen, seen, tick
from sample_blogs import FakeClock, at, bundled_like, constant, many
from textual.binding import BindingsMap

from tui.hosting.guest import Guest
from tui.hosting.room import app as room_app
from tui.hosting.room import keys as room_keys
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Invitation, Lobby, qr_rows
from tui.hosting.room.lobby import NOT_BEGUN
from tui.hosting.room.state import ENDED, Presence
from tui.screen.keys import KEYS

ON_A_PHONE = (
    room_app.WELCOME_NOTE,
    room_app.LEFT_NOTE,
    room_app.GOES_ON_NOTE,
    NOT_BEGUN,
    room_keys.OWN_PLACE_NOTE,
    room_keys.HIDDEN_NOTE,
    room_keys.HAND_NOTE,
    room_keys.UNNAMED_HAND_NOTE,
)
NOTES = (
    *ON_A_PHONE,
    room_app.STORE_DOWN_NOTE,
    room_app.STORE_UP_NOTE,
    room_keys.NOBODY_NOTE,
)
BLOG = many(120)  # half a minute apart, from 09:26


def driven(now: FakeClock | None = None, **options: Any) -> Room:
    return Room(BLOG, now=now or FakeClock(), tempo=constant(60), driven=True, **options)


async def test_the_bar_says_who_drives_how_many_watch_and_whether_you_follow() -> None:
    async with guests(driven(), "Ada", "", "") as (ada, one, _):
        tick(ada, one)
        assert "YOU PRESENT" in bar(ada)
        assert "3 here" in bar(ada)
        assert "ROOM · Ada" in bar(one)
        assert "Ada presents" not in bar(one)
        await one.press("space")
        assert "Ada presents · 3 here (1 elsewhere) · r: back to class" in bar(one)
        app_of(ada).guest_left()
        await seen(one)
        assert "no presenter here · 2 here (1 elsewhere) · r" in bar(one)


async def test_a_guest_with_buttons_reads_of_no_keys() -> None:
    room = driven(lobby=Lobby("A talk", ""))
    seats = [guest_app(room, guest=Guest(address="", touch=touch)) for touch in (True, False)]
    async with seats[0].run_test(size=(46, 30)) as phone, seats[1].run_test() as desk:
        await seen(phone, desk)
        assert ["I: your name" in screen(each) for each in (phone, desk)] == [False, True]
        assert ["? help" in screen(each) for each in (phone, desk)] == [False, True]
        room.press(begun=True)
        await seen(phone, desk)
        for guest, told in ((phone, False), (desk, True)):
            assert "All see the same moment." in bar(guest)
            assert ("r brings you back" in bar(guest)) == told
            await guest.press("right_square_bracket")
            assert "You are on your own now." in bar(guest)
            assert ("r brings you back" in bar(guest)) == ("r: back" in bar(guest)) == told
        app_of(phone).action_rejoin()
        room.draw_curtain(ENDED)
        await seen(phone, desk)
        assert "The class has ended." in screen(phone)
        assert ["space reads on" in screen(each) for each in (phone, desk)] == [False, True]
        await phone.press("h")
        assert "your hand." in screen(phone)


@pytest.mark.parametrize(("columns", "notes"), [(80, NOTES), (PHONE_COLUMNS, ON_A_PHONE)])
async def test_the_rooms_notes_fit(columns: int, notes: tuple[str, ...]) -> None:
    async with guests(driven(), "") as (one,):
        await one.resize_terminal(columns, 50)
        for note in notes:
            app_of(one).tell(note)
            assert note in bar(one)


@pytest.mark.parametrize(
    "key", ["space", "right", "5", "plus", "minus", "right_square_bracket", "full_stop"]
)
async def test_a_guests_own_play_keys_leave_the_shared_clock_until_r(key: str) -> None:
    now = FakeClock()
    async with guests(room := driven(now), "Ada", "") as (ada, one):
        await ada.press("5", "space")
        await seen(one)
        await one.press(key)
        assert not app_of(one).member.following
        assert room_app.LEFT_NOTE in bar(one)
        state = room.state
        await ada.press("9")
        await seen(one)
        assert app_of(one).player.position < room.state.clock.moment
        assert state.revision + 1 == room.state.revision
        now.advance(1)
        await one.press("r")
        tick(ada)
        assert app_of(one).player.position == app_of(ada).player.position
        for words in ("ROOM · Ada", "Back with the class.", "space pause alone"):
            assert words in bar(one)
        await ada.press("space")
        await seen(one)
        assert "paused" in bar(one)
        assert "space play alone" in bar(one)


@pytest.mark.parametrize(
    "keys", ["j", "pageup", "G", "slash T e x t enter", "a escape", "o", "z", "s", "y", "n", "f"]
)
async def test_the_pages_own_keys_do_not_leave_it(keys: str) -> None:
    async with guests(driven(), "Ada", "") as (ada, one):
        await ada.press("5")
        await seen(one)
        await one.press(*keys.split())
        assert app_of(one).member.following


async def test_the_summary_does_not_spoil_the_end_for_who_follows() -> None:
    room = Room(bundled_like(), now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "Ada", "", sizes=((120, 50), (PHONE_COLUMNS, 30))) as (_, one):
        for keys in (("s", "s"), ("right_square_bracket", "s", "s"), ("r",)):
            await one.press(*keys)
            await one.pause()
            is_whole = "right_square_bracket" in keys
            assert ("All of the summary" in screen(one)) == is_whole
            assert ("as of 11:18" in screen(one)) == is_whole
            assert "s whole summary" not in screen(one)


async def test_the_key_for_the_whole_summary_is_named_on_an_own_clock_alone() -> None:
    room = Room(bundled_like(), now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "Ada", "", sizes=((120, 50),)) as (ada, one):
        await ada.press("9")
        for key, is_named in (("space", True), ("r", False)):
            await one.press(key)
            await seen(one)
            assert ("s whole summary" in screen(one)) == is_named


async def test_when_the_presenter_jumps_only_who_has_not_scrolled_sees_the_new_page() -> None:
    async with guests(driven(), "Ada", "", "") as (ada, one, scrolled):
        await ada.press("5")
        await seen(one, scrolled)
        await scrolled.press("g")
        reading = app_of(scrolled).feed.reading
        top = reading.top
        await ada.press("8")
        await ada.press("space", "space")
        await seen(one, scrolled)
        assert app_of(one).feed.reading.following
        assert app_of(one).feed.reading.unread == 0
        assert (reading.following, reading.top) == (False, top)
        assert reading.unread > 0
        await scrolled.press("f")
        assert reading.following
        assert reading.spot == app_of(one).feed.reading.spot


async def test_a_stray_key_of_a_co_presenter_moves_nobody() -> None:
    async with guests(room := driven(), "Ada", "Bob", "") as (ada, bob, one):
        await ada.press("3")
        await seen(bob, one)
        state, moment = room.state, app_of(ada).player.position
        for key in ("7", "space", "plus", "right", "P", "F"):
            await bob.press(key)
            await seen(ada, one)
            assert room.state is state
            assert {app_of(pilot).player.position for pilot in (ada, bob, one)} == {moment}
            assert "Ada presents. w takes over." in bar(bob)
        assert "w take over" in bar(bob)
        assert "space" not in bar(bob)


async def test_a_guest_cannot_take_the_wheel_nor_show_or_say_anything() -> None:
    async with guests(room := driven(), "Ada", "") as (_, one):
        room.press(said="Questions later.")
        state = room.state
        for key in ("w", "P", "F", "x", "B", "E", "exclamation_mark"):
            app_of(one).tell("")
            await one.press(key)
            assert "Only a presenter can do that." in bar(one)
        await one.press("N", "o", "enter")
        assert room.state is state


async def test_a_theme_is_one_guests_own() -> None:
    async with guests(driven(), "", "") as (one, other):
        assert one.app.stylesheet.rules[0] is other.app.stylesheet.rules[0]  # parsed once for both
        grounds = [one.app.screen.styles.background]
        for key in ("down", "up"):
            await one.press("T", key, "enter")
            await seen(one, other)
            grounds.append(one.app.screen.styles.background)
            assert other.app.screen.styles.background == grounds[0]
        assert grounds[0] == grounds[2] != grounds[1]


async def test_a_box_holds_nobodys_clock_in_a_room_but_that_of_a_guest_on_their_own() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "", "") as (ada, one, alone):
        await ada.press("space")
        await seen(one, alone)
        await alone.press("space", "space")
        for guest in (ada, one, alone):
            await guest.press("question_mark")
        now.advance(10)
        tick(ada, one, alone)
        passed = [app_of(guest).player.position - at("09:26") for guest in (ada, one, alone)]
        assert [span.total_seconds() for span in passed] == [600, 600, 0]


@pytest.mark.parametrize(
    ("presenter", "keys", "others"),
    [
        ("", ["r back to the class", "h raise a hand", "I your name"], "take over"),
        ("Ada", ["h take all raised hands", "w take over", "P show everybody"], "raise a hand"),
    ],
)
async def test_the_help_has_the_rooms_own_keys(
    presenter: str, keys: list[str], others: str
) -> None:
    async with guests(driven(), presenter) as (one,):
        await one.press("question_mark")
        await seen(one)
        assert all(key in screen(one) for key in keys)
        assert others not in screen(one)
        await one.press("h")
        assert ("No hand is up" if presenter else "nobody would see your hand") in bar(one)


@pytest.mark.parametrize(("size", "has_code"), [((60, 18), True), ((60, 12), False)])
async def test_a_guest_sees_how_others_join(size: tuple[int, int], has_code: bool) -> None:
    room = driven()
    async with guests(room, "", sizes=(size,)) as (one,):
        await one.press("J")
        assert "This host has no address to show." in bar(one)
        room.invitation = Invitation("http://192.0.2.7/", "ssh 192.0.2.7", "http://192.0.2.7/")
        for close in ("J", "escape"):
            await one.press("J")
            await seen(one)
            assert "192.0.2.7" in screen(one)
            assert "ssh 192.0.2.7" in screen(one)
            assert (qr_rows("http://192.0.2.7/")[3] in screen(one)) == has_code
            await one.press(close)
            await seen(one)
            assert "ssh 192.0.2.7" not in screen(one)


@pytest.mark.parametrize(("width", "text"), answers("bars-of-a-room"))
async def test_a_short_bar_keeps_the_key_to_press_longest(width: int, text: str) -> None:
    room = driven()
    room.elsewhere = {"other": Presence(9, 3, 2, ("Ada",))}
    async with guests(room, "", sizes=((width, 30),)) as (one,):
        await one.press("h", "space")
        await seen(one)
        app_of(one).tell("")
        (row,) = [row for row in bar(one).splitlines() if "r: back" in row][-1:]
        assert f"  {text}  " in f"{row}  "


MANUAL = Path(__file__).parents[3] / "assets/deploy/README.md"


def test_no_key_of_the_replay_has_another_meaning_in_a_room() -> None:
    present = [key for key in KEYS if key.id not in room_app.RoomApp.ABSENT_KEYS]
    taken = {name for key in present for name in key.keys.split(",")}
    assert not taken & {*BindingsMap(room_keys.room_bindings()).key_to_bindings}


def test_the_hosts_manual_lists_every_key() -> None:
    manual = MANUAL.read_text("utf-8")
    for key, does in {*room_keys.help_rows(presents=False), *room_keys.help_rows(presents=True)}:
        assert f"| `{key}` | {does} |" in manual
