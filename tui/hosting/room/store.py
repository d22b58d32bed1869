"""One room for several workers and machines: its state in Valkey or Redis, and a channel that tells of presses.

Nothing is sent while the clock runs. Every `BEAT` seconds each worker says who watches there, which also keeps the
state from being forgotten, and shows that the connection lives.
"""

import asyncio
import json
from collections.abc import Coroutine
from datetime import datetime
from hashlib import sha256
from math import isfinite
from secrets import token_hex
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from tui.hosting.monitoring.log import EventLog
from tui.hosting.room.clock import Presence, Room, RoomState
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.playhead import Clock, usable_speed

ANSWER = 2.0  # seconds in which a store answers
AGAIN = 0.5  # seconds between two attempts to reach it
BEAT = 10.0
APART = 0.5  # seconds at least between two words on who watches
SILENT = 3 * BEAT  # after which a worker is not there any more, and neither is the connection
KEPT = 3600  # seconds the state is remembered after the last worker has gone
SAMPLES = 5  # of the store's time
NOTABLE = 0.05  # seconds by which two measures of it must differ to count

# Compare and set: whoever pressed on an older state than the one held gets that one back.
PRESS = """
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).revision >= tonumber(ARGV[1]) then return held end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[2])
return false
"""


class RoomStore:
    """Keeps `room` in step with the store; `run` until cancelled. Raises OptionError for a URL that is none."""

    def __init__(self, url: str, room: Room, log: EventLog) -> None:
        self._url = url
        self._room = room
        self._log = log
        self._worker = token_hex(8)
        self.key = f"liveblog-tui:room:{blog_mark(room.blog)}"
        self.channel = f"{self.key}:told"
        self._pressed = asyncio.Event()
        self._present = asyncio.Event()
        self._settled = asyncio.Event()
        self._up: bool | None = None
        self._heard: dict[str, float] = {}
        self._elsewhere: dict[str, Presence] = {}
        self._stated = room.driven or not room.scheduled  # else each computes it from the hour
        room.elsewhere = self._elsewhere
        room.on_press = self._pressed.set
        room.on_presence = self._present.set
        client_for(url)

    async def settled(self) -> None:
        """Wait until the store has been reached, or not, for the first time."""
        await self._settled.wait()

    async def run(self) -> None:
        """Connect, and again whenever the connection is lost."""
        while True:
            try:
                await self._connected()
            except* (RedisError, OSError, TimeoutError) as errors:
                self._tell_down(errors.exceptions[0])
            await asyncio.sleep(AGAIN)

    async def close(self) -> None:
        """Tell the others that nobody watches here any more."""
        try:
            async with client_for(self._url) as client, asyncio.timeout(ANSWER):
                await client.publish(self.channel, presence_text(self._worker, Presence()))
        except (RedisError, OSError, TimeoutError) as error:
            self._tell_down(error)

    async def _connected(self) -> None:
        async with (
            client_for(self._url) as client,
            client.pubsub(ignore_subscribe_messages=True) as subscription,
        ):
            async with asyncio.timeout(ANSWER):
                await self._measure(client)
                await subscription.subscribe(self.channel)
                await self._put(
                    client
                )  # after the subscription, so that no press is missed in between
            self._tell_up()
            async with asyncio.TaskGroup() as group:
                jobs: list[Coroutine[Any, Any, None]] = [
                    self._listen(subscription),
                    self._put_presses(client),
                    self._tell_presence(client),
                ]
                for job in jobs:
                    group.create_task(job)

    async def _measure(self, client: Redis) -> None:
        """How far the store's clock is from this machine's, by the quickest of several answers."""
        samples = []
        for _ in range(SAMPLES):
            before = self._room.wall()
            seconds, micros = await client.time()
            after = self._room.wall()
            samples.append((after - before, seconds + micros / 1e6 - (before + after) / 2))
        took, offset = min(samples)
        known = self._room.offset
        if known is None or abs(offset - known) > max(took, NOTABLE):
            self._room.set_offset(offset)

    async def _put(self, client: Redis) -> None:
        """Set the state, if the store has an older one or none; else take the store's."""
        if not self._stated:
            return
        state = self._room.state
        held = await client.eval(
            PRESS, 1, self.key, state.revision, state_text(state), KEPT, self.channel
        )
        if held:
            self._take(held)

    async def _listen(self, subscription: PubSub) -> None:
        while True:
            async with asyncio.timeout(SILENT):  # even alone, one hears oneself
                message = await subscription.get_message(timeout=None)
            if message is not None:
                self._take(message["data"])

    async def _put_presses(self, client: Redis) -> None:
        while True:
            await self._pressed.wait()
            self._pressed.clear()
            async with asyncio.timeout(ANSWER):
                await self._put(client)

    async def _tell_presence(self, client: Redis) -> None:
        while True:
            self._present.clear()
            async with asyncio.timeout(ANSWER):
                await client.publish(self.channel, presence_text(self._worker, self._room.here))
                await client.expire(self.key, KEPT)
            self._forget_silent()
            await asyncio.sleep(APART)
            await _set_within(self._present, BEAT)

    def _take(self, data: bytes) -> None:
        """What the store holds, or another worker told."""
        try:
            told = json.loads(data)
            if "worker" in told:
                self._hear(str(told["worker"]), read_presence(told))
            elif self._stated:
                self._room.adopt(read_state(told))
        except (ValueError, KeyError, TypeError, OverflowError, OptionError) as error:
            self._log.tell("store nonsense", reason=type(error).__name__)

    def _hear(self, worker: str, presence: Presence) -> None:
        if worker == self._worker:
            return
        if worker not in self._elsewhere:
            self._present.set()  # a newcomer does not know of us
        self._elsewhere[worker] = presence
        self._heard[worker] = asyncio.get_running_loop().time()

    def _forget_silent(self) -> None:
        now = asyncio.get_running_loop().time()
        for worker in [each for each, heard in self._heard.items() if now - heard > SILENT]:
            del self._heard[worker], self._elsewhere[worker]

    def _tell_up(self) -> None:
        self._room.shared = True
        if self._up is not True:
            self._log.tell("store up")
        self._up = True
        self._settled.set()

    def _tell_down(self, error: BaseException) -> None:
        self._room.shared = False
        if self._up is not False:
            self._log.tell("store down", reason=type(error).__name__)
        self._up = False
        self._settled.set()


def client_for(url: str) -> Redis:
    """A client that has not connected yet; OptionError for a URL that is none."""
    try:
        # No timeout: it would break a subscription on which nobody speaks. No retry: after a reconnection the state
        # must be read again, so it must be noticed.
        return Redis.from_url(
            url, socket_timeout=None, socket_connect_timeout=ANSWER, retry=Retry(NoBackoff(), 0)
        )
    except ValueError as error:
        raise OptionError(
            f"--room-store takes a URL such as redis://127.0.0.1:6379: {error}."
        ) from error


def blog_mark(blog: LiveBlog) -> str:
    """Tells rooms of different blogs apart in one store."""
    named = f"{blog.title}\n{blog.start.isoformat()}\n{blog.end.isoformat()}\n{len(blog.posts)}"
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]


def state_text(state: RoomState) -> str:
    """The state as JSON."""
    clock = state.clock
    return json.dumps(
        {
            "revision": state.revision,
            "anchor": clock.anchor,
            "moment": clock.moment.isoformat(),
            "speed": clock.speed,
            "playing": clock.playing,
            "jumps": state.jumps,
            "driver": state.driver,
        }
    )


def read_state(told: dict[str, Any]) -> RoomState:
    """The state from JSON; ValueError, KeyError, TypeError or OptionError if it is none."""
    moment = datetime.fromisoformat(told["moment"])
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    anchor, speed = float(told["anchor"]), usable_speed(float(told["speed"]))
    if not isfinite(anchor) or not isfinite(speed):
        raise ValueError("an anchor or a speed without end")
    clock = Clock(anchor, moment, speed, bool(told["playing"]))
    return RoomState(int(told["revision"]), clock, int(told["jumps"]), str(told["driver"]))


def presence_text(worker: str, presence: Presence) -> str:
    """Who watches in a worker, as JSON."""
    return json.dumps(
        {"worker": worker, "watching": presence.watching, "presenters": presence.presenters}
    )


def read_presence(told: dict[str, Any]) -> Presence:
    """Who watches in another worker."""
    return Presence(int(told["watching"]), tuple(str(name) for name in told["presenters"]))


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, but no longer."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
