"""What the driver shows and says, and how guests see it, leave it, and come back."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from rich.cells import cell_len
from room_apps import PHONE_COLUMNS, app_of, bar, tick
from sample_blogs import FakeClock, blog, constant, post
from textual.pilot import Pilot

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.presenting import HIDDEN_NOTE, OWN_PLACE_NOTE
from tui.hosting.room.state import MOST_SAID_CHARACTERS
from tui.model.blog import Paragraph
from tui.model.clock_face import clock_faces
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.screen.dialogs.dialog import TextLine
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BODY = tuple(Paragraph(f"Paragraph {number} " + "of words " * 40) for number in range(8))
BLOG = blog(
    *[post(f"10:{minute:02}", headline=f"Post {minute}", body=BODY) for minute in range(20)]
)
SIZES = ((100, 30), (80, 24), (140, 50))


@asynccontextmanager
async def hall(*presenters: str) -> AsyncIterator[tuple[Room, list[Pilot[None]]]]:
    """A room at its middle and a guest in each window, an ordinary one where the name is empty."""
    now = FakeClock()
    room = Room(BLOG, now=now, tempo=constant(60), driven=True)
    async with AsyncExitStack() as stack:
        pilots = []
        for number, name in enumerate(presenters):
            options = ViewOptions(clock_faces(BLOG, (), None))
            player = Player(BLOG, now=room.now, tempo=constant(60))
            app = RoomApp(player, options, LayoutCache(BLOG), now=now, room=room, presenter=name)
            stack.callback(app.guest_left)
            run = app.run_test(size=SIZES[number % len(SIZES)])
            pilots.append(await stack.enter_async_context(run))
        await pilots[0].press("5", "space")
        tick(*pilots)
        yield room, pilots


def rows(pilot: Pilot[None]) -> list[str]:
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def marked(pilot: Pilot[None]) -> set[tuple[int, int]]:
    """The parts of posts that are marked in the gutter."""
    feed = app_of(pilot).feed
    return {
        (row.place.post, feed.rows.lines(row.place.post).lines[row.place.line].part)
        for row in feed.drawn.rows
        if row is not None and row.marked
    }


async def test_the_feeds_of_all_who_follow_go_to_what_is_shown_in_their_own_size() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.press("g", "pagedown", "pagedown", "P")
        tick(one, two)
        point = room.state.point
        assert point is not None
        for guest in (ada, one, two):
            assert marked(guest) == {(point.post, point.part)}
        assert "ROOM · Ada" in bar(one)
        assert room.presence.following == 2
        await ada.press("P")
        tick(one, two)
        assert room.state.point is None
        for guest in (one, two):
            reading = app_of(guest).feed.reading
            assert reading.following
            assert marked(guest) == {reading.mark}


async def test_the_match_of_a_search_can_be_shown() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("slash", *"Paragraph", "space", "6", "enter")
        await ada.pause()
        await ada.press("P")
        tick(one)
        point = room.state.point
        assert point is not None
        lines = app_of(one).feed.rows.lines(point.post)
        assert lines.parts[point.part].startswith("Paragraph 6")
        assert marked(one) == {(point.post, point.part)}
        await ada.press("g", "P")
        assert room.state.point is not None
        assert room.state.point < point  # who scrolls on shows where they are


@pytest.mark.parametrize("key", ["j", "pageup", "g", "G", "f"])
async def test_a_guest_who_touches_the_feed_is_on_their_own_until_r(key: str) -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await ada.press("g", "pagedown", "P")
        tick(one, two)
        first = room.state.point
        await one.press(key)
        await one.pause()
        assert OWN_PLACE_NOTE in bar(one)
        assert marked(one).isdisjoint({first[:2]} if first else set())
        assert (room.presence.following, room.presence.on_their_own) == (1, 1)
        place = app_of(one).feed.reading.place
        await ada.press("pagedown", "P")
        tick(one, two)
        second = room.state.point
        assert second is not None
        assert second != first
        assert app_of(one).feed.reading.place == place
        assert marked(two) == {second[:2]}
        await one.press("r")
        assert marked(one) == {second[:2]}
        assert room.presence.following == 2
        await one.press("r")
        assert "You see what everyone sees." in bar(one)


async def test_a_new_size_of_the_window_is_no_touch() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("g", "pagedown", "P")
        tick(one)
        await one.resize_terminal(60, 20)
        await one.pause()
        assert room.presence.following == 1
        assert room.state.point is not None
        assert marked(one) == {room.state.point[:2]}


async def test_who_has_left_the_clock_is_not_taken_to_a_place() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await one.press("space")
        before = app_of(one).feed.reading.place
        await ada.press("g", "P")
        room.say("Look at this post.")  # which they hear all the same
        tick(one)
        assert app_of(one).feed.reading.place == before


async def test_follow_me_shows_every_place_until_it_is_pressed_again() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("F")
        assert "F: your feed leads" in bar(ada)
        assert "Everyone sees where you are" in bar(ada)
        for key in ("g", "pagedown", "j"):
            await ada.press(key)
            await ada.pause()
            tick(one)
            assert room.state.point is not None
            assert marked(one) == marked(ada) == {room.state.point[:2]}
        await ada.press("f")
        await ada.pause()
        tick(one)
        assert app_of(one).feed.reading.following
        await ada.press("F", "g")
        await ada.pause()
        assert room.state.point is None


async def test_f_of_who_drives_lets_all_go_from_what_is_shown() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("g", "P")
        tick(one)
        assert not app_of(one).feed.reading.following
        await ada.press("f")
        tick(one)
        assert room.state.point is None
        assert app_of(one).feed.reading.following


async def test_a_jump_of_the_clock_ends_what_is_shown() -> None:
    async with hall("Ada", "") as (_, (ada, one)):
        await ada.press("g", "P")
        tick(one)
        await ada.press("8")
        tick(one)
        assert app_of(one).feed.reading.following
        assert marked(one) == {app_of(one).feed.reading.mark}


async def test_a_filter_that_hides_what_is_shown_says_so() -> None:
    async with hall("Ada", "") as (_, (ada, one)):
        app_of(one).filter_actions.select(Selection(authors=frozenset({"nobody"})))
        await ada.press("g", "P")
        tick(one)
        assert HIDDEN_NOTE in bar(one)


async def test_a_late_guest_comes_to_what_is_shown() -> None:
    async with hall("Ada") as (room, (ada,)):
        await ada.press("g", "pagedown", "P", "exclamation_mark", *"hi", "enter")
        await ada.pause()
        options = ViewOptions(clock_faces(BLOG, (), None))
        player = Player(BLOG, now=room.now, tempo=constant(60))
        late = RoomApp(player, options, LayoutCache(BLOG), now=room.now, room=room)
        async with late.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            tick(pilot)
            assert room.state.point is not None
            assert marked(pilot) == {room.state.point[:2]}
            assert any(row.startswith(" hi ") for row in rows(pilot))


async def test_a_line_is_shown_to_everybody_in_full_and_taken_away() -> None:
    said = "[bold]All[/] " + "of these words are shown " * 7
    async with hall("Ada", "", "") as (room, (ada, one, alone)):
        await alone.press("space")
        await ada.press("exclamation_mark")
        app_of(ada).screen.query_one(TextLine).value = said
        await ada.press("enter")
        await ada.pause()
        tick(one, alone)
        for guest in (ada, one, alone):
            await guest.pause()
            text = " ".join(" ".join(rows(guest)).split())
            assert " ".join(said.split()) in text
            (style,) = {
                segment.style
                for strip in guest.app.screen._compositor.render_strips()
                for segment in strip
                if "[bold]All" in segment.text
            }
            assert style is not None
            assert style.color != style.bgcolor
        await ada.press("x")
        tick(one, alone)
        for guest in (ada, one, alone):
            await guest.pause()
            assert not any("[bold]All" in row for row in rows(guest))
        assert room.state.said == ""


async def test_a_raised_hand_is_seen_and_taken_down() -> None:
    async with hall("Ada", "", "") as (room, (ada, one, two)):
        await one.press("h")
        await two.press("h", "h")
        tick(ada)
        assert "1 hand (h)" in bar(ada)
        assert "your hand is up" in bar(one)
        await one.resize_terminal(PHONE_COLUMNS, 50)
        assert "your hand is up" in bar(one)
        assert "your hand is up" not in bar(two)
        await ada.press("h")
        tick(one, two)
        assert "The presenter has seen your hand." in bar(one)
        assert room.presence.hands == 0
        await ada.press("h")
        assert "No hand is up." in bar(ada)


async def test_a_guest_on_their_own_learns_at_once_that_their_hand_was_seen() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await one.press("space", "h")
        assert not app_of(one).following
        app_of(one).look_at_room()
        await ada.press("h")
        app_of(one).look_at_room()
        assert "The presenter has seen your hand." in bar(one)
        assert room.presence.hands == 0


async def test_a_presenter_sees_at_once_that_a_hand_is_up() -> None:
    async with hall("Ada", "") as (_, (ada, one)):
        await one.press("h")
        app_of(ada).look_at_room()
        assert "1 hand (h)" in bar(ada)


async def test_who_loses_the_wheel_leads_no_more() -> None:
    async with hall("Ada", "Bob", "") as (room, (ada, bob, one)):
        await ada.press("F")
        await bob.press("w", "enter")
        await bob.pause()
        tick(ada, one)
        state = room.state
        await ada.press("g", "pagedown", "P")
        await ada.pause()
        assert room.state is state
        await bob.press("g", "P")
        tick(ada, one)
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
        tick(bob, cid, one)
        assert "Ada has left: you present now." in bar(bob)
        for other in (cid, one):
            assert "has left" not in bar(other)
        seat = room.sit("Ada")
        tick(bob, cid, one)
        assert "Ada presents now." in bar(bob)
        room.leave(seat)
        await cid.press("w", "enter")
        assert "You present now." in bar(cid)
        assert "has left" not in bar(cid)


@pytest.mark.parametrize("drops", [False, True], ids=["", "the driver's line drops"])
async def test_of_two_who_ask_for_the_wheel_the_second_is_asked_about_the_first(
    drops: bool,
) -> None:
    async with hall("Ada", "Bob", "Cid") as (room, (ada, bob, cid)):
        await bob.press("w")
        await cid.press("w")
        if drops:
            app_of(ada).guest_left()
        await bob.press("enter")
        await cid.press("enter")
        await cid.pause()
        assert room.driver == "Bob"
        assert "Bob presents now. w takes over." in bar(cid)
        await cid.press("w", "enter")
        await cid.pause()
        assert room.driver == "Cid"


@pytest.mark.parametrize("height", [30, 12, 8])
async def test_of_a_line_that_a_low_window_has_no_room_for_the_end_is_left_out(
    height: int,
) -> None:
    async with hall("Ada") as (room, (ada,)):
        await ada.resize_terminal(40, height)
        room.say("漢" * MOST_SAID_CHARACTERS)
        tick(ada)
        await ada.pause()
        shown = [row.strip() for row in rows(ada) if "漢漢" in row]
        assert all(cell_len(row) <= 38 for row in shown)
        if height == 30:
            assert "".join(shown) == room.state.said
        else:
            assert shown[-1].endswith("漢…")
            assert not any("…" in row for row in shown[:-1])


async def test_a_tick_at_the_end_of_an_app_leaves_what_was_said_unseen() -> None:
    async with hall("Ada") as (room, (ada,)):
        app = app_of(ada)
    room.say("Come back at two.")
    app.tick()


async def test_of_two_presenters_with_one_name_one_drives() -> None:
    async with hall("Ada", "Ada", "") as (room, (one, two, guest)):
        assert [app_of(each).drives for each in (one, two)] == [True, False]
        assert "Ada is already presenting; you are Ada (2)." in bar(two)
        assert "you are" not in bar(one)
        before = room.state
        await two.press("9")
        assert room.state == before
        await two.press("w", "enter")
        tick(one, two, guest)
        assert [app_of(each).drives for each in (one, two)] == [False, True]
        assert "Ada (2) presents now." in bar(one)
        assert "ROOM · Ada (2)" in bar(guest)


async def test_at_the_end_the_last_post_is_shown_and_without_posts_nothing() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("9", "space", "G", "G")
        app_of(ada).player.seek(BLOG.end)
        app_of(ada).show_moment(jumped=True)
        await ada.press("G", "P")
        assert room.state.point is not None
        assert room.state.point.post < len(BLOG.posts)
        app_of(ada).filter_actions.select(Selection(authors=frozenset({"nobody"})))
        state = room.state
        await ada.press("P")
        assert room.state is state
        assert "No post to show." in bar(ada)
        tick(one)


async def test_selected_text_can_be_shown() -> None:
    async with hall("Ada", "") as (room, (ada, one)):
        await ada.press("g")
        feed = app_of(ada).feed
        at = next(
            y
            for y, row in enumerate(feed.drawn.rows)
            if row is not None
            and feed.rows.lines(row.place.post).lines[row.place.line].text.startswith("Paragraph 1")
        )
        column = feed.rows.text_column
        await ada.mouse_down("#feed", offset=(column, at))
        await ada.hover("#feed", offset=(column + 9, at))
        await ada.mouse_up("#feed", offset=(column + 9, at))
        await ada.press("P")
        tick(one)
        point = room.state.point
        assert point is not None
        lines = app_of(one).feed.rows.lines(point.post)
        assert lines.parts[point.part].startswith("Paragraph 1")
        assert marked(one) == {point[:2]}
