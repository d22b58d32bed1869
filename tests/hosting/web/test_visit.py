"""A guest's visit over websockets: the screen, forbidden actions, and the way back."""

import asyncio
import itertools

import aiohttp
import pytest
from hosting_stage import Stage, client, eventually, stage, web_client
from patience import patience

from tui.hosting import host as hosts
from tui.hosting import rate_limit, terminal
from tui.hosting.door.refusals import REFUSALS
from tui.hosting.options import Limits
from tui.hosting.terminal import MOST_UNSENT_BYTES
from tui.hosting.views import ReplayViews
from tui.hosting.web import visit
from tui.hosting.web.visit import LEAST_CHARGE_BYTES, REFUSED_CODE


async def test_a_guest_in_a_browser_is_a_guest_like_any_other() -> None:
    async with stage() as host, web_client(host.url) as guest, client(host.port) as one:
        await guest.until("line 20")
        await one.until(b"line 20")
        assert host.count("guests") == 2
        assert len(host.worker.host.connections) == 2
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
        await guest.ask(size=[9_000, 9_000])
        await eventually(lambda: app.size == (200, 60))


async def test_a_browser_that_reads_gets_frames_without_end() -> None:
    async with stage() as host, web_client(host.url, (200, 60)) as guest:
        await guest.until("line 50")
        while len(guest.output) < 2 * MOST_UNSENT_BYTES:
            for key, line in (("\x1b[F", "line 499"), ("\x1b[H", "line 1 ")):
                await guest.press(key)
                await guest.shows(line)


async def test_a_browser_that_asks_but_never_reads_loses_its_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terminal, "STALLED_SECONDS", 0.2)
    monkeypatch.setattr(visit, "FAREWELL_SECONDS", 0.1)

    async def ask_without_end() -> None:
        for frame in itertools.count():
            for page in host.views.apps[0].query("Page"):
                page.scroll_to(y=60 * (frame % 2), animate=False, immediate=True)
            await guest.socket.ping()
            await asyncio.sleep(0.005)

    async with stage() as host, web_client(host.url, (200, 60)) as guest:
        await guest.until("line 50")
        async with patience():
            with pytest.raises(aiohttp.ClientConnectionResetError):
                await ask_without_end()
        assert host.events("left")[0]["reason"] == "stalled"


@pytest.mark.parametrize("size", [[0, 24], ["80", 24], [80], [10**9, 24], None])
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
    ("limit", "reason"),
    [("guests", "full"), ("per_address", "address"), ("connects_per_minute", "rate")],
)
async def test_a_refused_guest_learns_which_limit_it_was(limit: str, reason: str) -> None:
    limits = Limits(**{limit: 1})
    async with stage(limits) as host, web_client(host.url) as one:
        await one.until("line 20")
        async with web_client(host.url) as other:
            assert await other.until_told("ended") == REFUSALS[reason].sentence
        assert [line["reason"] for line in host.events("refused")] == [reason]


async def test_who_asks_for_nothing_is_no_connection_for_long() -> None:
    limits = Limits(login_time=0.05)
    async with stage(limits) as host, web_client(host.url, size=None) as guest:
        assert "asked for in time" in await guest.until_told("ended")
        assert await guest.closed() == 1000
        assert [line["reason"] for line in host.events("refused")] == ["login time"]


async def lost(host: Stage, keys: str = "a") -> str:
    """A guest who has pressed keys and then lost the connection; returns the token to come back."""
    async with web_client(host.url) as guest:
        await guest.until("line 20")
        token = await guest.until_told("token")
        await guest.press(keys)
        await eventually(lambda: not keys or host.views.apps[-1].seen)
        guest.vanish()
    await eventually(lambda: not host.worker.host.connections)
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


@pytest.mark.parametrize("limit", ["guests", "per_address"])
async def test_where_the_host_is_full_who_is_away_longest_loses_the_place(limit: str) -> None:
    limits = Limits(**{"connects_per_minute": 100, limit: 2})
    async with stage(limits) as host:
        first, second = [await lost(host) for _ in range(2)]
        async with web_client(host.url) as third:
            await third.until("line 20")
            async with web_client(host.url, token=first) as again:
                assert await again.closed() == REFUSED_CODE
            async with web_client(host.url, token=second) as again:
                await again.until("line 20")


async def test_a_browser_of_a_light_system_gets_the_light_theme(replays: ReplayViews) -> None:
    async with stage(views=replays) as host, web_client(host.url, size=None) as guest:
        await guest.ask(size=[80, 24], light=True)
        await guest.until("48;2;251;247;240")  # the ground


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


@pytest.mark.parametrize(
    ("sent", "rate", "times", "most"),
    [(b"\x1b[200~" + b"x" * 4000, 1000, 20, 20_000), (b"k", LEAST_CHARGE_BYTES, 200, 100)],
    ids=["long", "short"],
)
async def test_who_sends_too_much_is_read_no_further(
    monkeypatch: pytest.MonkeyPatch, sent: bytes, rate: int, times: int, most: int
) -> None:
    monkeypatch.setattr(hosts, "STOP_SECONDS", 0.0)  # the connection would be read for longer
    monkeypatch.setattr(rate_limit, "BYTES_A_SECOND", rate)
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        before = host.count("received_bytes_total")
        for _ in range(times):
            await guest.socket.send_bytes(sent)
        await eventually(lambda: host.count("received_bytes_total") > before)
        await asyncio.sleep(0.2)
        assert host.count("received_bytes_total") < before + most
        guest.vanish()  # a farewell would be read no sooner
