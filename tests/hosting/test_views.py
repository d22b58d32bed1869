"""The real app, hosted."""

import re
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hosting_stage import client, eventually, piped, stage
from readings import answers

from tui.hosting.guest import Guest
from tui.hosting.guest.command import Command
from tui.hosting.guest_app.replay import GuestReplayApp
from tui.hosting.options import ServeOptions
from tui.hosting.views import ReplayViews
from tui.replay import ReplayOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

COLOURS = {
    "truecolor": ("xterm-256color", {"COLORTERM": "truecolor"}, r"[34]8;2;\d+;\d+;\d+"),
    "256": ("xterm-256color", {}, r"[34]8;5;\d+"),
    "16": ("linux", {}, r"3[0-79]|4[0-79]|9[0-7]|10[0-7]"),
    "none": ("xterm-256color", {"COLORTERM": "truecolor", "NO_COLOR": "1"}, "39|49"),
}


async def test_each_of_several_guests_has_their_own_colours_in_every_part_of_the_screen(
    replays: ReplayViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")  # the server's own terminal must not matter
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage(views=replays) as host, AsyncExitStack() as stack:
        guests = {
            name: await stack.enter_async_context(
                client(host.port, "10:26", size=(120, 40), term=term, env=env)
            )
            for name, (term, env, _) in COLOURS.items()
        }
        for guest in guests.values():
            await guest.until("►".encode())
        for name, guest in guests.items():
            await guest.press(b"t", b"Go to a time")
            colours = set()
            for codes in re.findall(r"\x1b\[([\d;]*)m", guest.output.decode()):
                colours.update(re.findall(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d\d+", codes))
            assert len(colours) > (1 if name == "none" else 3)
            allowed = COLOURS[name][2]
            assert not [each for each in colours if not re.fullmatch(allowed, each)], name


async def test_a_screen_needs_a_speed_in_numbers(replays: ReplayViews) -> None:
    async with stage(views=replays) as host, client(host.port, "--speed max") as guest:
        assert await guest.ended() == 2
        assert b"max is for a replay as text" in guest.output
        assert b"\x1b[?1049h" not in guest.output


REFUSED: dict[str, str] = answers("refused-guests-commands")


async def test_a_mistake_in_a_command_is_one_line_that_names_the_option_as_typed(
    replays: ReplayViews,
) -> None:
    async with stage(views=replays) as host:
        for command, words in (*REFUSED.items(), ("x" * 1001, "too long")):
            status, text = await piped(host.port, command)
            assert (status, text.count("\n")) == (2, 1), command[:99]
            assert words in text
            assert "\r" not in text


async def test_the_example_of_the_help_is_of_the_blog() -> None:
    views = ReplayViews(load(BUNDLED[0].name), ServeOptions(), time.monotonic)
    async with stage(views=views) as host:
        _, told = await piped(host.port, "help")
        assert "For example: ssh -t HOST 09:26 --pace 240\n" in told
        assert "ssh HOST 09:26  " in told
        status, page = await piped(host.port, "09:26 --json")
        assert (status, page[:1]) == (0, "{")


END = "Antony Blinken says he raised concerns"


@pytest.mark.parametrize("asked_by", ["nobody", "guest", "host"])
async def test_a_guest_sees_the_summary_as_it_was_known_or_all_of_it(
    replays: ReplayViews, asked_by: str
) -> None:
    if asked_by == "host":
        options = ServeOptions(spoilers=True, pace=240)
        replays = ReplayViews(load(BUNDLED[0].name), options, time.monotonic)
    requested = ReplayOptions(at="10:26", spoilers=asked_by == "guest")
    page = replays.page(requested, 80)
    assert (END in page) == (asked_by != "nobody")
    assert ("Summary, 2 of 7 points so far." in page) == (asked_by == "nobody")
    app = replays.app(Guest(address="203.0.113.7", asked=Command(requested)))
    assert isinstance(app, GuestReplayApp)
    assert app.options.spoilers == (asked_by != "nobody")
    assert app.player.tempo.pace == (240 if asked_by == "host" else 200)


@pytest.fixture
def untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home and a working directory in which nothing may appear."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOWNLOAD_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", f"touch {tmp_path}/browser")
    yield tmp_path
    assert not list(tmp_path.rglob("*"))


async def test_a_guest_has_no_right_over_the_server(
    replays: ReplayViews, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apps: list[GuestReplayApp] = []
    make = replays.app

    def app_of(guest: Guest) -> GuestReplayApp:
        app = make(guest)
        assert isinstance(app, GuestReplayApp)
        apps.append(app)
        return app

    monkeypatch.setattr(replays, "app", app_of)
    async with stage(views=replays) as host, client(host.port) as guest:
        await guest.until("►".encode())
        (app,) = apps
        for key in (b"\x1a", b"\x1c", b"\x13"):  # suspend, quit signal, stop
            guest.send(key)
        with app._context():
            for action in ("screenshot", "screenshot('x')", "suspend_process", "command_palette"):
                await app.run_action(f"app.{action}")
            app.deliver_screenshot("y.svg", str(untouched))
            app.open_url("https://example.org/")
        assert not app.OPENS_LINKS
        assert app.options.command == ServeOptions().command
        await guest.press(b"+", b"words a minute")
        assert app.devtools is None
        assert not app.features
        assert not app._driver.can_suspend if app._driver is not None else False
        assert len(app.screen_stack) == 1
        guest.send(b"q")
        assert await guest.ended() == 0
        await eventually(lambda: host.events("left"))
        assert not host.events("crashed")
