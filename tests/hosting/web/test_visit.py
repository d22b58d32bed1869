"""A guest's visit over websockets: the screen, forbidden actions, and the way back."""

import pytest
from hosting_stage import Stage, client, eventually, stage, web_client

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.options import Limits
from tui.hosting.terminal import MOST_UNSENT_BYTES
from tui.hosting.views import ReplayViews
from tui.hosting.web import visit
from tui.hosting.web.visit import REFUSED_CODE


async def test_a_guest_in_a_browser_is_a_guest_like_any_other() -> None:
    async with stage() as host, web_client(host.url) as guest, client(host.port) as one:
        await guest.until("line 20")
        await one.until(b"line 20")
        assert host.count("guests") == 2
        assert host.count("connections") == 2
        assert [line["address"] for line in host.events("joined")] == ["127.0.0.1"] * 2
        await guest.press("\x1b[6~")
        await guest.until("line 30")
        await eventually(lambda: host.count("key_to_redraw_seconds_count"))
        await guest.press("q")
        assert await guest.until_told("ended") == ""
        assert await guest.closed() == 1000
        await eventually(lambda: host.count("guests") == 1)
        assert [line["reason"] for line in host.events("left")] == ["left"]


async def test_keys_and_sizes_reach_the_app() -> None:
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        (app,) = host.views.apps
        await guest.press("a\x1b")
        await eventually(lambda: app.seen[:2] == ["a", "escape"])
        await guest.ask(size=[100, 30])
        await eventually(lambda: app.size == (100, 30))
        await guest.ask(size=[9_000, 10**9])
        await eventually(lambda: app.size == (200, 60))


async def test_a_browser_that_reads_gets_frames_without_end() -> None:
    async with stage() as host, web_client(host.url, (200, 60)) as guest:
        await guest.until("line 50")
        while len(guest.output) < 2 * MOST_UNSENT_BYTES:
            for key, line in (("\x1b[F", "line 499"), ("\x1b[H", "line 1 ")):
                await guest.press(key)
                await guest.shows(line)


@pytest.mark.parametrize("size", [[0, 24], ["80", 24], [80], [-1, 24], None])
async def test_who_does_not_say_how_large_the_terminal_is_is_no_guest(size: object) -> None:
    async with stage() as host, web_client(host.url, size=None) as guest:
        await guest.ask(size=size)
        assert await guest.closed() == 1008
        assert not host.events("joined")


@pytest.mark.parametrize("sent", ["[", "[" * 30_000, "7", '{"size": {}}'])
async def test_messages_that_mean_nothing_are_dropped(sent: str) -> None:
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        await guest.socket.send_str(sent)
        await guest.press("a")
        await eventually(lambda: host.views.apps[0].seen == ["a"])


async def test_a_moment_without_a_meaning_is_told(replays: ReplayViews) -> None:
    async with stage(views=replays) as host, web_client(host.url, at="--speed max $(id)") as guest:
        assert "A span is a number" in await guest.until_told("ended")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(guests=1), "limit-guests"),
        (Limits.of_options(room=True, guests=1), "limit-guests"),
        (Limits(per_address=1), "limit-per-address"),
        (Limits(connects_per_minute=1), "rate"),
    ],
)
async def test_a_refused_guest_learns_which_limit_it_was(limits: Limits, reason: str) -> None:
    async with stage(limits) as host, web_client(host.url) as one:
        await one.until("line 20")
        async with web_client(host.url) as other:
            assert await other.until_told("ended") == REFUSALS[reason]
        assert [line["reason"] for line in host.events("refused")] == [reason]


async def test_a_class_of_one_address_may_load_its_pages_again_and_again() -> None:
    async with stage(Limits.of_options(room=True, guests=1)) as host:
        for _ in range(20):
            async with web_client(host.url) as page:
                await page.until("line 20")
            await eventually(lambda: host.count("guests") == 0)


async def test_who_asks_for_nothing_is_no_connection_for_long() -> None:
    limits = Limits(login_time=0.05)
    async with stage(limits) as host, web_client(host.url, size=None) as guest:
        assert await guest.closed() == 1008


async def lost(host: Stage, keys: str = "a", *, projector: bool = False) -> str:
    """A guest who has pressed keys and then lost the connection; returns the token to come back."""
    async with web_client(host.url, projector=projector) as guest:
        await guest.until("line 20")
        token = await guest.until_told("token")
        await guest.press(keys)
        await eventually(lambda: not keys or host.views.apps[-1].seen)
        guest.vanish()
    await eventually(lambda: host.count("connections") == 0)
    return str(token)


async def test_a_lost_guest_comes_back_to_the_same_place() -> None:
    async with stage() as host:
        token = await lost(host, "\x1b[6~")
        assert host.count("guests") == 1  # the seat is kept
        async with web_client(host.url, (80, 20), token=token) as again:
            await again.until("line 40")
            assert b"\x1b[?1049h" in again.output  # a new terminal
            await eventually(lambda: host.views.apps[0].size == (80, 20))
            await again.press("a")
            await eventually(lambda: "a" in host.views.apps[0].seen)
        assert len(host.views.apps) == 1


async def test_a_browser_whose_old_connection_seems_alive_takes_it_over() -> None:
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        token = await guest.until_told("token")
        async with web_client(host.url, token=token) as again:
            await again.until("line 20")
            assert await guest.closed() == 1000
            await again.press("a")
            await eventually(lambda: "a" in host.views.apps[0].seen)
        await eventually(lambda: host.count("guests") == 0)


async def test_the_place_is_kept_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "AWAY_SECONDS", 0.1)
    async with stage() as host:
        token = await lost(host)
        await eventually(lambda: host.events("left"))
        assert host.events("left")[0]["reason"] == "lost"
        async with web_client(host.url, token=token) as late:
            assert await late.closed() == REFUSED_CODE


@pytest.mark.parametrize("stayed", [True, False])
async def test_only_who_stays_or_presses_a_key_keeps_the_place(
    monkeypatch: pytest.MonkeyPatch, stayed: bool
) -> None:
    monkeypatch.setattr(visit, "STAYED_SECONDS", 0.0 if stayed else 1000.0)
    async with stage() as host:
        await lost(host, keys="")
        await eventually(lambda: host.count("guests") == stayed)


async def test_each_post_that_comes_is_told_by_its_headline(replays: ReplayViews) -> None:
    async with stage(views=replays) as host, web_client(host.url, (120, 40)) as guest:
        assert await guest.until_told("headline")
        guest.told.clear()
        await guest.press("t10:26\r")
        headline = await guest.until_told("headline")
        told = guest.told[-1]
        assert "A visit stripped of fanfare" in headline
        assert told["asOf"] == "10:26"
        assert told["came"] > 1
        guest.told.clear()
        await guest.press("t10:00\r")
        await guest.until("10:00", len(guest.output))
        assert not any("headline" in told for told in guest.told)  # nothing comes when going back
