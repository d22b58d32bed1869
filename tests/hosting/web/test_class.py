"""A class: who has the present link drives it, in a browser or over SSH; nobody else does."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

import asyncssh
import pytest
from hosting_stage import Stage, WebClient, client, eventually, stage, web_client
from patience import patience
from sample_blogs import many

from tui.hosting.auth import WRONG_CODE, Presenters, new_code
from tui.hosting.host import CODES_A_MINUTE
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.room.state import read_presence
from tui.hosting.views import build_views
from tui.model.errors import OptionError

SIZE = (120, 40)
IN_CLASS: dict[str, Any] = {"room": True, "in_class": True, "title": "A talk", "web": ":0"}
CLASS = ServeOptions(**IN_CLASS, present_link=True, speed=1.0)


@dataclass
class Lesson:
    """A running class."""

    host: Stage
    room: Room
    code: str


@asynccontextmanager
async def lesson(options: ServeOptions = CLASS) -> AsyncIterator[Lesson]:
    made = build_views(options, {"": many(120)}, now=time.monotonic, wall=time.time)
    (room,) = made.rooms
    async with stage(views=made.views[""], room=room, presenters=made.presenters) as host:
        yield Lesson(host, room, made.presenters.code)


async def has_buttons(guest: WebClient, *words: str) -> None:
    """Read until these buttons are in the first row."""
    async with patience(lambda: guest.told):
        while tuple(word for word, *_ in (await guest.until_told("buttons"))[0]) != words:
            assert await guest.more()


async def test_the_link_presents_and_everybody_sees_it() -> None:
    async with lesson() as it, web_client(it.host.url, SIZE) as pupil:
        await pupil.shows("A   T A L K")
        await has_buttons(pupil, "Your name", "Raise hand")
        await pupil.press("h")
        await pupil.shows("Nobody presents here")
        assert it.room.presence.hands == 0
        async with web_client(it.host.url, SIZE, present=it.code.lower()) as ada:
            await has_buttons(ada, "Begin", "Say…", "Your name", "End")
            await ada.shows("You present.")
            async with web_client(it.host.url, SIZE, present=it.code) as phone:
                await has_buttons(phone, "Take over", "Say…", "Your name")
                await phone.press("w\r")
                await has_buttons(phone, "Begin", "Say…", "Your name", "End")
            await eventually(lambda: it.room.driver == "Host")
            await ada.press(" ")
            await pupil.shows("Post number")
            await has_buttons(pupil, "Raise hand", "Summary", "Pause alone")
            await ada.press("t10:00\r")
            await pupil.shows("Post number 70")
            await ada.press("!Look here.\r")
            await pupil.shows("Look here.")
            playing = ("Pause", "Back", "On", "Next post", "Say…", "Clear message")
            await has_buttons(ada, *playing, "Point", "Lobby", "End")
            await ada.press("P")
            await has_buttons(ada, *playing, "Point", "Let go", "Lobby", "End")
            await eventually(lambda: it.room.state.point)
            await pupil.press("h")
            await eventually(lambda: it.room.presence.hands == 1)
            await pupil.press("IBen\r")
            await ada.shows("1 hand: Ben")
            async with web_client(it.host.url, SIZE, present=it.code) as bob:
                await bob.shows("HELD BY Host")
                await bob.press("IBob\r")
                await eventually(lambda: it.room.presence.presenters == ("Bob", "Host"))
                await bob.press("w")
                await bob.shows("Take over?")
                await bob.press("\r")
                await pupil.shows("Bob")
                assert it.room.driver == "Bob"
                await bob.press("B")
                await bob.shows("space goes on")
                assert it.room.in_lobby
                assert not it.room.clock.playing
                await bob.press(" ")
                await eventually(lambda: not it.room.in_lobby)
                await bob.press("E")
                await bob.shows("End the class for everybody?")
                await has_buttons(bob, "OK", "Close")
                await bob.press("\r")
                await pupil.shows("The class has ended.")
                await bob.shows("space goes on")
                await has_buttons(pupil, "Read on", "Leave")
            await pupil.press(" ")
            await pupil.shows("ON YOUR OWN")
            moves = ("Back", "Next", "Go to…", "Hand down")
            await has_buttons(pupil, "Back to class", "Pause", *moves)


async def test_a_class_that_is_ended_before_it_has_begun_can_begin() -> None:
    async with lesson() as it, web_client(it.host.url, SIZE, present=it.code) as ada:
        await ada.shows("You present. space begins.")
        await ada.press("E\r")
        await ada.shows("The class has ended. space begins.")
        await has_buttons(ada, "Begin", "Say…", "Your name")


FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("typed", "name"),
    [(FAMILY, FAMILY), ("A\u200dda\u200d", "Ada"), (f"{FAMILY}\x01\u200d", FAMILY)],
)
async def test_emoji_of_a_name_stay_joined_and_letters_do_not(typed: str, name: str) -> None:
    async with lesson() as it, web_client(it.host.url, SIZE) as pupil:
        await pupil.shows("1 is here")
        await pupil.press(f"I{typed}\r")
        await eventually(lambda: it.room.presence.names == (name,))
        heard = read_presence(json.loads(json.dumps(asdict(it.room.presence))))
        assert heard.names == (name,)


async def test_name_and_hand_come_back_with_a_page_that_is_loaded_again() -> None:
    async with lesson() as it, web_client(it.host.url, SIZE, present=it.code) as ada:
        await ada.shows("Host")
        await ada.press("IAda\r")
        await ada.shows("Others see you as Ada.")
        async with web_client(it.host.url, SIZE) as page:
            await page.shows("Ada starts it.")
            await page.press("IZoe\r")
            await page.shows("Others see you as Zoe.")
            await page.press("h")
            await page.shows("Your hand is up.")
            raised = await page.until_told("own")
        await ada.shows("1 is here")
        async with web_client(it.host.url, SIZE, own=raised) as page:
            await page.shows("Ada, Zoe")
            await eventually(lambda: [name for _, name in it.room.presence.raised] == ["Zoe"])
            await page.press("h")
            await page.shows("Your hand is down.")
            assert await page.until_told("own") == {"name": "Zoe", "hand": ""}
        own = await ada.until_told("own")
    async with lesson() as it, web_client(it.host.url, SIZE, present=it.code, own=own):
        await eventually(lambda: it.room.driver == "Ada")
        async with web_client(it.host.url, SIZE, own=raised):
            await eventually(lambda: it.room.presence.names == ("Zoe",))
            assert it.room.presence.hands == 0  # it was up in another class
        strange = {"name": "\x1b[31mA\n" + "x" * 99, "hand": "yes"}
        async with web_client(it.host.url, SIZE, own=strange):
            await eventually(lambda: it.room.presence.names)
            assert it.room.presence.names == (f"\ufffd[31mA {'x' * 13}",)
            assert it.room.presence.hands == 0


@pytest.mark.parametrize("code", ["7F3K-9Q2M", "x", "\u00e9" * 50, "A" * 30_000])
async def test_a_wrong_code_is_refused_in_a_sentence_and_the_class_goes_on(code: str) -> None:
    async with lesson() as it, web_client(it.host.url, SIZE, present=it.code) as ada:
        await ada.shows("T A L K")
        async with web_client(it.host.url, SIZE, present=code) as thief:
            assert await thief.until_told("ended") == WRONG_CODE
        assert it.room.presence.presenters == ("Host",)
        await ada.press(" ")
        await ada.shows("Post number")
        assert code not in str(it.host.log)
        assert it.code not in str(it.host.log)


async def test_without_a_link_no_code_is_right() -> None:
    with pytest.raises(OptionError, match="Nobody could start this class"):
        ServeOptions(**IN_CLASS)
    later = ServeOptions(**IN_CLASS, start_at="2099-01-01T14:00")
    async with lesson(later) as it, web_client(it.host.url, SIZE, present="any") as thief:
        assert await thief.until_told("ended") == WRONG_CODE


async def test_after_many_wrong_codes_a_wrong_one_waits_and_the_right_one_does_not() -> None:
    async with lesson() as it:
        host = it.host.worker.host
        for _ in range(CODES_A_MINUTE):
            assert not await host.admits_code("wrong", "192.0.2.7")
        waiting = asyncio.create_task(host.admits_code("wrong", "192.0.2.7"))
        assert await host.admits_code(it.code, "192.0.2.7")
        assert not await host.admits_code("wrong", "192.0.2.8")
        assert not waiting.done()
        waiting.cancel()


def test_a_code_has_all_its_bits_and_is_typed_in_any_case() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert len(code.replace("-", "")) * 5 >= 128
        link = Presenters(code=code)
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert link.is_code(f" {typed} ")
        assert not link.is_code(code[:-1])
        assert not link.is_code("")


async def test_the_code_can_be_typed_over_ssh() -> None:
    def typing(*answers: str) -> Callable[[], asyncssh.SSHClient]:
        left = list(answers)

        class Typist(asyncssh.SSHClient):
            def kbdint_auth_requested(self) -> str:
                return ""

            def kbdint_challenge_received(
                self, name: str, told: str, lang: str, prompts: Sequence[tuple[str, bool]]
            ) -> list[str] | None:
                asked.append((told, list(prompts)))
                return [left.pop(0)] if left else None

        return Typist

    asked: list[tuple[str, list[tuple[str, bool]]]] = []
    async with lesson() as it:
        port = it.host.port
        options: Mapping[str, Any] = {"username": "present", "size": SIZE}
        async with client(port, client_factory=typing("wrong", it.code), **options) as ada:
            await ada.shows("You present. space begins.")
        assert [told for told, _ in asked] == ["", WRONG_CODE]
        ((prompt, is_echoed),) = asked[0][1]
        assert "#present=" in prompt
        assert not is_echoed
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(port, client_factory=typing("wrong", "wrong"), **options):
                pass
        async with client(port) as guest:  # who logs in by another name is asked nothing
            await guest.until(b"T A L K")
