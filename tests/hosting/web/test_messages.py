"""What reaches a guest's process of what a browser sends, and how fast."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from aiohttp import WSMessage, WSMsgType, web
from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.options import Limits
from tui.hosting.web.messages import PIECE_CHARACTERS, RateLimitedSocket


class Browser:
    """Has sent all it will ever send."""

    def __init__(self, *sent: object) -> None:
        self._sent = sent
        self.read = 0
        self.answered: list[object] = []

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        for message in self._sent:
            self.read += 1
            text = message if isinstance(message, str) else json.dumps(message)
            yield WSMessage(WSMsgType.TEXT, text, None)

    async def send_json(self, data: object) -> None:
        self.answered.append(data)


def rationed(browser: Browser, limits: Limits | None = None) -> RateLimitedSocket:
    return RateLimitedSocket(cast(web.WebSocketResponse, browser), limits or Limits(), lambda: 0.0)


async def passed(*sent: object) -> list[Any]:
    return [json.loads(message.data) async for message in rationed(Browser(*sent))]


async def test_the_pages_messages_pass_unchanged() -> None:
    sent = [
        ["stdin", "é j\x1b[6~"],
        ["resize", {"width": 80, "height": 24}],
        ["ping", 7],
        ["blur"],
        ["focus", None],
    ]
    assert await passed(*sent) == sent


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[",
        "[" * 100_000,
        "7",
        {"stdin": "x"},
        [],
        [7],
        ["stdin"],
        ["stdin", 7],
        ["resize", {"width": "80"}],
        ["resize", [80, 24]],
        ["ping", {"a": [[]]}],
        ["other", "x"],
    ],
)
async def test_other_messages_are_dropped(sent: object) -> None:
    assert await passed(sent, ["stdin", "j"]) == [["stdin", "j"]]


async def test_half_a_character_is_a_bad_character_and_not_the_end() -> None:
    assert await passed('["stdin", "\\ud800j"]') == [["stdin", "?j"]]


async def test_only_the_inside_of_a_paste_is_cut() -> None:
    pieces = await passed(
        ["stdin", "j\x1b[200~" + "x" * 4096], ["stdin", "y" * 10**6 + "\x1b[201~k"]
    )
    assert "".join(text for _, text in pieces) == "j\x1b[200~" + "x" * 4096 + "\x1b[201~k"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x1b"), max_size=500))
def test_long_texts_pass_whole_in_small_pieces(text: str) -> None:
    pieces = [
        json.loads(piece)[1]
        for piece in rationed(Browser()).accepted_parts(json.dumps(["stdin", text]))
    ]
    assert "".join(pieces) == text
    assert all(len(piece) <= PIECE_CHARACTERS for piece in pieces)


async def test_a_guest_who_sends_too_much_waits_and_is_read_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    browser = Browser(*([["stdin", "j"]] * 10))
    reading = aiter(rationed(browser, Limits(input_events=2)))
    for _ in range(5):
        await anext(reading)
    assert (waits, browser.read) == ([], 5)  # the fifth is paid for when the sixth is asked for
    await anext(reading)
    assert (waits, browser.read) == ([0.5], 6)


async def test_bytes_are_rationed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    async for _ in rationed(
        Browser(["stdin", "j" * 10 * PIECE_CHARACTERS]), Limits(input_bytes=PIECE_CHARACTERS)
    ):
        pass
    assert len(waits) > 4
    assert max(waits) > 4


async def test_answers_pass() -> None:
    browser = Browser()
    await rationed(browser).send_json(["pong", 7])
    assert browser.answered == [["pong", 7]]
