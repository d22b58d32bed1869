"""The driver shows and says things; guests see them, leave, and come back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hosting_stage import eventually
from room_apps import PHONE_COLUMNS, app_of, bar, guest_app, guests, screen, seen, sit, tick
from sample_blogs import FakeClock, at, blog, constant, post
from textual.pilot import Pilot

from tui.hosting.room.app import GOES_ON_NOTE
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Invitation, Lobby
from tui.hosting.room.keys import HELD_NOTE, HIDDEN_NOTE, OWN_PLACE_NOTE
from tui.hosting.room.state import MOST_SAID_CHARACTERS
from tui.model.blog import Paragraph, Version
from tui.playback.selection import Selection
from tui.playback.view import TextPlace
from tui.screen.dialogs.dialog import TextLine
from tui.screen.drawing.signs import PARAGRAPH

BODY = tuple(Paragraph(f"Paragraph {number} " + "of words " * 40) for number in range(8))
BLOG = blog(
    *[post(f"10:{minute:02}", headline=f"Post {minute}", body=BODY) for minute in range(20)]
)
SIZES = ((100, 30), (80, 24), (140, 50))


@asynccontextmanager
async def hall(*presenters: str) -> AsyncIterator[tuple[Room, list[Pilot[None]]]]:
    """A room at its middle and a guest in each window, an ordinary one where the name is empty."""
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, *presenters, sizes=SIZES) as pilots:
        await pilots[0].press("5", "space")
        await seen(*pilots)
        yield room, pilots


def pointed(room: Room) -> TextPlace:
    """The place that is shown to everybody."""
    assert room.state.point is not None
    return room.state.point


def marked(pilot: Pilot[None]) -> set[tuple[int, int]]:
    """The parts of posts that are marked in the gutter."""
    feed = app_of(pilot).feed
    lines = ((place.post, feed.rows.lines(place.post).lines[place.line]) for place in feed.places)
    return {
        (post, line.part)
        for y, (post, line) in enumerate(lines)
        if PARAGRAPH in feed.render_line(y).text
    }


async def test_the_feeds_of_all_who_follow_go_to_what_is_shown_in_their_own_size() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.press("g", "pagedown", "pagedown", "P")
        await seen(one, two)
        point = pointed(room)
        for guest in (ada, one, two):
            assert marked(guest) == {(point.post, point.part)}
        assert "HELD BY Ada" in bar(one)
        assert room.presence.following == 2


async def test_the_note_about_a_shown_post_has_the_headline_of_that_moment() -> None:
    edit = Version(at("10:05"), post("10:00", headline="New headline"))
    first = post("10:00", headline="Old headline", versions=(edit,))
    posts = blog(first, post("10:10", headline="Last"))
    room = Room(posts, now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "Ada", sizes=SIZES) as (ada,):
        await ada.press("8", "space", "g", "P")
        assert "Everyone sees: New headline" in bar(ada)


@pytest.mark.parametrize("key", ["f", "P", "enter", "8"])
async def test_a_class_held_at_a_place_is_told_to_the_presenter_who_lets_it_go_by_going_on(
    key: str,
) -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.press("P")
        assert isinstance(room.now, FakeClock)
        room.now.advance(3)
        tick(ada, one, two)
        await seen(ada, one, two)
        assert "class held at 10:09 · f lets go" in bar(ada)
        assert "f let go" in bar(ada)
        for guest in (ada, one, two):
            assert not app_of(guest).feed.reading.following
            assert pointed(room)[:2] in marked(guest)
            assert "new posts · class held here" in screen(guest)
        assert not any("f follow" in bar(pupil) for pupil in (one, two))
        assert all("HELD BY Ada" in bar(pupil) for pupil in (one, two))
        await ada.press(key)
        await ada.pause()
        await seen(ada, one, two)
        assert room.state.point is None
        assert not any("held" in bar(guest).casefold() for guest in (ada, one, two))
        for guest in (ada, one, two):
            reading = app_of(guest).feed.reading
            assert reading.following
            assert marked(guest) == {reading.mark}


async def test_a_pupil_who_has_scrolled_is_told_that_the_class_is_held() -> None:
    async with hall("Ada", "") as (_, (ada, one)):
        await one.press("up", "up")
        await ada.press("P")
        await seen(one)
        assert HELD_NOTE in bar(one)
        assert "ON YOUR OWN" in bar(one)
        await ada.press("space")
        await one.press("down")
        assert "scrolled, class held" in bar(one)
        await one.press("r")
        await seen(one)
        assert "HELD BY Ada" in bar(one)


@pytest.mark.parametrize("size", [(30, 20), (PHONE_COLUMNS, 30), (64, 20), (150, 40)])
async def test_everybody_is_told_that_the_class_is_held(size: tuple[int, int]) -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "Ada", "", sizes=((100, 30), size)) as (ada, one):
        await ada.press("5", "P")
        await seen(one)
        assert "HELD BY Ada" in bar(one)
        hall_screen = guest_app(room, projector=True)
        async with hall_screen.run_test(size=size) as audience:
            await seen(audience)
            assert "HELD BY Ada" in bar(audience)
            await one.press("up")
            await seen(one)
            assert "HELD" not in bar(one)


@pytest.mark.parametrize("takes", [True, False])
async def test_who_presents_next_lets_the_class_go_or_is_told_that_it_is_held(takes: bool) -> None:
    async with hall("Ada", "Bob", "") as (room, (ada, bob, one)):
        await ada.press("P")
        await seen(bob, one)
        if takes:
            await bob.press("w", "enter")
        else:
            app_of(ada).guest_left()
            await seen(bob)
            assert "class held at 10:09" in bar(bob)
            async with guests(room, "Ada") as (again,):
                assert app_of(again).member.drives
                assert not app_of(again).feed.reading.following
            await bob.press("enter")
        await seen(ada, bob, one)
        assert room.state.point is None
        for guest in (bob, one):
            assert app_of(guest).feed.reading.following


async def test_the_match_of_a_search_can_be_shown() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("slash", *"Paragraph", "space", "6", "enter")
        await ada.pause()
        await ada.press("P")
        await seen(one)
        point = pointed(room)
        lines = app_of(one).feed.rows.lines(point.post)
        assert lines.parts[point.part].startswith("Paragraph 6")
        assert marked(one) == {(point.post, point.part)}
        await ada.press("g", "P")
        assert pointed(room) < point  # who scrolls on shows where they are


@pytest.mark.parametrize("key", ["j", "pageup", "g", "G", "f"])
async def test_a_guest_who_touches_the_feed_is_on_their_own_until_r(key: str) -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.press("g", "pagedown", "P")
        await seen(one, two)
        first = pointed(room)
        await one.press(key)
        await one.pause()
        assert OWN_PLACE_NOTE in bar(one)
        assert first[:2] not in marked(one)
        assert (room.presence.following, room.presence.on_their_own) == (1, 1)
        place = app_of(one).feed.reading.place
        await ada.press("pagedown", "P")
        await seen(one, two)
        second = pointed(room)
        assert second != first
        assert app_of(one).feed.reading.place == place
        assert marked(two) == {second[:2]}
        await one.press("r")
        assert marked(one) == {second[:2]}
        assert room.presence.following == 2
        for guest, words in ((one, "You see what everyone sees."), (ada, "Everyone sees your m")):
            await guest.press("r")
            assert words in bar(guest)


async def test_the_palette_of_who_follows_tells_no_coming_headline() -> None:
    sample = blog("10:00 One", "10:10 Two", "10:40 Geese fly")
    room = Room(sample, now=FakeClock(), tempo=constant(60), driven=True)
    async with guests(room, "", "Ada") as (guest, ada):
        await guest.press("colon", *"Geese", "enter")
        await seen(guest)
        assert "No such time or headline" in screen(guest)
        await ada.press("colon", *"Geese", "enter")
        await seen(ada)
        assert "10:40" in bar(ada)


async def test_follow_me_shows_every_place_until_it_is_pressed_again() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("F")
        assert "F: your feed leads" in bar(ada)
        assert "Everyone sees where you are" in bar(ada)
        for key in ("g", "pagedown", "j"):
            await ada.press(key)
            await ada.pause()
            await seen(one)
            assert marked(one) == marked(ada) == {pointed(room)[:2]}
        await ada.press("f")
        await seen(one)
        assert app_of(one).feed.reading.following
        await ada.press("F", "g")
        await ada.pause()
        assert room.state.point is None


async def test_a_filter_that_hides_what_is_shown_says_so() -> None:
    async with hall("Ada", "") as (_, (ada, one)):
        app_of(one).select(Selection(authors=frozenset({"nobody"})))
        await ada.press("g", "P")
        await seen(one)
        assert HIDDEN_NOTE in bar(one)


async def test_a_late_guest_comes_to_what_is_shown() -> None:
    async with hall("Ada") as (room, (ada,)):
        await ada.press("g", "pagedown", "P", "exclamation_mark", *"hi", "enter")
        await ada.pause()
        async with guests(room, "") as (late,):
            assert marked(late) == {pointed(room)[:2]}
            assert "\n hi " in screen(late)


async def test_a_line_is_shown_to_everybody_in_full_and_taken_away() -> None:
    said = "[bold]All[/] " + "of these words are shown " * 7
    async with hall("Ada", "", "") as (room, (ada, one, alone)):
        await alone.press("space")
        await ada.press("exclamation_mark")
        app_of(ada).screen.query_one(TextLine).value = said
        await ada.press("enter")
        await seen(one, alone)
        for guest in (ada, one, alone):
            assert " ".join(said.split()) in " ".join(screen(guest).split())
            (style,) = {
                segment.style
                for strip in guest.app.screen._compositor.render_strips()
                for segment in strip
                if "[bold]All" in segment.text
            }
            assert style is not None
            assert style.color != style.bgcolor
            assert ("x takes it away" in screen(guest)) == (guest is ada)
        await ada.press("x")
        await seen(one, alone)
        for guest in (ada, one, alone):
            assert "[bold]All" not in screen(guest)
        assert room.state.said == ""


async def test_a_raised_hand_is_seen_and_taken_down() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await one.press("h")
        assert "I adds your name" in bar(one)
        await two.press("h", "h")
        await seen(ada)
        assert "1 hand: 1 unnamed" in bar(ada)
        assert "h hands down" in bar(ada)
        assert "your hand is up" in bar(one)
        await one.resize_terminal(PHONE_COLUMNS, 50)
        assert "your hand is up" in bar(one)
        assert "your hand is up" not in bar(two)
        await ada.press("h")
        await seen(one, two)
        assert "Hands taken down: 1 unnamed." in bar(ada)
        assert "The presenter has seen your hand." in bar(one)
        assert room.presence.hands == 0
        await ada.press("h")
        assert "No hand is up." in bar(ada)


async def test_raised_hands_are_named_in_the_order_in_which_they_were_raised() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.resize_terminal(PHONE_COLUMNS, 50)
        for guest, name in ((one, "Zoe"), (two, "Ben")):
            await guest.press("I", *name, "enter", "h")
            assert isinstance(room.now, FakeClock)
            room.now.advance(1)
        await seen(ada)
        assert "2 hands: Zoe " in bar(ada)
        await ada.resize_terminal(*SIZES[0])
        await eventually(lambda: "2 hands: Zoe, Ben" in bar(ada))
        await two.press("I", *"Ben", "backspace", "backspace", "backspace", "enter")
        await seen(ada)
        assert "2 hands: Zoe, 1 unnamed" in bar(ada)


@pytest.mark.parametrize("keys", [("q", "enter"), ("q", "ctrl+c"), ("ctrl+c",)])
async def test_a_presenter_who_quits_a_running_class_is_asked_and_lets_it_go(
    keys: tuple[str, ...],
) -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("P", "q")
        assert "The class continues without you." in screen(ada)
        await ada.press("escape")
        assert ada.app.is_running
        await ada.press(*keys)
        await one.press("q")
        await seen(one)
        assert room.state.point is None
        assert not any(guest.app.is_running for guest in (ada, one))


async def test_a_presenter_is_asked_in_the_lobby_too_once_the_class_has_begun() -> None:
    async with hall("Ada", "") as (room, (ada, _)):
        room.lobby, room.invitation = Lobby("A talk", ""), Invitation(url="http://here/")
        await ada.press("F", "B", "J")
        assert "no join card in the lobby" in bar(ada)
        assert not room.state.join_card
        assert "your feed leads" not in bar(ada)
        await ada.press("q")
        assert "The class continues without you." in screen(ada)
        await ada.press("escape")
        await ada.press("space", "E", "enter", "q")
        assert not ada.app.is_running


async def test_who_reads_on_alone_after_the_end_is_told_that_the_class_goes_on() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        room.lobby = Lobby("A talk", "")
        await ada.press("E", "enter")
        await seen(one)
        await one.press("space")
        await ada.press("space")
        await seen(one)
        assert GOES_ON_NOTE in bar(one)
        assert not app_of(one).member.following


async def test_nobody_has_anothers_name_and_a_presenter_comes_first() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await one.press("I", *"Bob", "enter")
        assert "Others see you as Bob." in bar(one)
        await two.press("I", *"Bob", "enter")
        await seen(two)
        assert "You are Bob (2): another Bob is here." in bar(two)
        async with guests(room, "Bob"):
            await seen(ada, one, two)
            assert room.presence.presenters == ("Ada", "Bob")
            assert room.presence.names == ("Bob (2)", "Bob (3)")
            assert "another Bob is here" in bar(one)
        assert "Bob" in room.presence.names
        app_of(one).guest_left()
        app_of(two).guest_left()
        await ada.press("I", *"Cid", "enter")
        assert room.driver == "Cid"


async def test_who_loses_the_wheel_leads_no_more() -> None:
    async with hall("Ada", "Bob", "") as (room, (ada, bob, one)):
        await ada.press("F")
        await bob.press("w", "enter")
        await seen(ada, one)
        state = room.state
        await ada.press("g", "pagedown", "P")
        await ada.pause()
        assert room.state is state
        await bob.press("g", "P")
        await seen(ada, one)
        assert marked(one) == marked(bob)
        await ada.press("w", "enter")
        await ada.pause()
        state = room.state
        await ada.press("pagedown")
        await ada.pause()
        assert room.state is state, "F is to be pressed again"


async def test_who_has_the_wheel_because_the_driver_has_left_is_told_and_when_they_return() -> None:
    async with hall("Ada", "Bob", "Cid", "") as (room, (ada, bob, cid, one)):
        app_of(ada).guest_left()
        await seen(bob, cid, one)
        assert "Ada has left: you present now." in bar(bob)
        for other in (cid, one):
            assert "has left" not in bar(other)
        seat = sit(room, "Ada")
        await seen(bob, cid, one)
        assert "Ada presents now." in bar(bob)
        room.leave(seat)
        await cid.press("w", "enter")
        assert "You present now." in bar(cid)
        assert "has left" not in bar(cid)


@pytest.mark.parametrize(("height", "shown"), [(30, 5), (8, 1)])
async def test_a_line_takes_at_most_half_of_a_low_window(height: int, shown: int) -> None:
    async with hall("Ada") as (room, (ada,)):
        await ada.resize_terminal(42, height)
        room.press(said="x" * MOST_SAID_CHARACTERS)
        await seen(ada)
        assert screen(ada).count("x" * 30) == shown


async def test_of_two_presenters_with_one_name_one_drives_and_the_last_keeps_the_name() -> None:
    async with hall("Ada", "Ada", "") as (room, (one, two, guest)):
        assert [app_of(each).member.drives for each in (one, two)] == [True, False]
        assert "You are Ada (2): another Ada is here." in bar(two)
        assert "you are" not in bar(one)
        before = room.state
        await two.press("9")
        assert room.state == before
        await two.press("w", "enter")
        await seen(one, two, guest)
        assert [app_of(each).member.drives for each in (one, two)] == [False, True]
        assert "Ada (2) presents now." in bar(one)
        assert "ROOM · Ada (2)" in bar(guest)
        third, fourth = sit(room, "Ada"), sit(room, "Ada")
        room.leave(third)
        assert fourth.name == "Ada (4)"
        room.leave(fourth)
        await two.press("F", "I", *"Eve", "ctrl+u", *"Ada", "enter")
        app_of(one).guest_left()
        await seen(two, guest)
        assert "F: your feed leads" in bar(two)
        assert "presents now" not in bar(two)
        assert "ROOM · Ada " in bar(guest)


async def test_at_the_end_the_last_post_is_shown_and_without_posts_nothing() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("9", "space", "G", "G")
        app_of(ada).player.seek(BLOG.end)
        app_of(ada).show_moment(jumped=True)
        await ada.press("G", "P")
        assert pointed(room).post < len(BLOG.posts)
        app_of(ada).select(Selection(authors=frozenset({"nobody"})))
        state = room.state
        await ada.press("P")
        assert room.state is state
        assert "There is no post to show." in bar(ada)
        await seen(one)


async def test_selected_text_can_be_shown() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("g")
        feed = app_of(ada).feed
        at = next(
            y
            for y, place in enumerate(feed.places)
            if feed.rows.lines(place.post).lines[place.line].text.startswith("Paragraph 1")
        )
        column = feed.rows.text_column
        await ada.mouse_down("#feed", offset=(column, at))
        await ada.hover("#feed", offset=(column + 9, at))
        await ada.mouse_up("#feed", offset=(column + 9, at))
        await ada.press("P")
        await seen(one)
        point = pointed(room)
        lines = app_of(one).feed.rows.lines(point.post)
        assert lines.parts[point.part].startswith("Paragraph 1")
        assert marked(one) == {point[:2]}
