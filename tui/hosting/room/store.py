"""The store of a room that several workers and machines share: its state in Valkey or Redis, and a
channel for presses.

Nothing is sent while the clock runs. Every HEARTBEAT_SECONDS each worker publishes its guests; this
also keeps the state from expiring, and shows that the connection works.
"""

import asyncio
import json
from collections.abc import Coroutine
from hashlib import sha256
from secrets import token_hex
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from tui.hosting.monitoring.log import EventLog
from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence, presence_text, read_presence
from tui.hosting.room.state import StateVersionError, read_state, state_text
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo

ANSWER_SECONDS = 2.0  # for the store to answer
RETRY_SECONDS = 0.5  # between two attempts to connect
HEARTBEAT_SECONDS = 10.0
PRESENCE_SECONDS = 0.5  # between two messages about a worker's guests, at least
SILENCE_SECONDS = 3 * HEARTBEAT_SECONDS  # after which a worker, or the connection, counts as dead
STATE_SECONDS = 3600  # that the store keeps the state after the last worker has gone
CLOCK_SAMPLES = 5  # of the store's time
MIN_OFFSET_SECONDS = 0.05  # that a new measurement must differ by to count

MEANINGLESS = (ValueError, KeyError, TypeError, OverflowError, RecursionError, OptionError)
"""What reading a message without a meaning raises."""

# Compare and set: a press on an older state than the store's changes nothing and returns that one.
PUT_SCRIPT = """
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).revision >= tonumber(ARGV[1]) then return held end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[2])
return false
"""


class RoomStore:
    """Synchronises `room` with the store: `run` it until cancelled, then `close`.

    Raises OptionError for an invalid URL.
    """

    def __init__(self, url: str, room: Room, log: EventLog) -> None:
        self._url = url
        self._room = room
        self._log = log
        self._worker = token_hex(8)
        self.key = f"liveblog-tui:room:{blog_id(room.blog)}"
        self.channel = f"{self.key}:told"
        self._pressed = asyncio.Event()
        self._present = asyncio.Event()
        self._settled = asyncio.Event()
        self._up: bool | None = None
        self._refused = False
        self._heard_at: dict[str, float] = {}
        self._presence_elsewhere: dict[str, Presence] = {}
        self._has_state = room.driven or not room.scheduled  # otherwise each worker computes it
        room.presence_elsewhere, room.worker = self._presence_elsewhere, self._worker
        room.on_press = self._pressed.set
        room.on_presence = self._present.set
        client_for(url)

    async def settled(self) -> None:
        """Wait for the end of the first attempt to connect, successful or not."""
        await self._settled.wait()

    async def run(self) -> None:
        """Connect, and connect again whenever the connection is lost."""
        while True:
            try:
                await self._connected()
            except* (RedisError, OSError, TimeoutError) as errors:
                self._note_down(errors.exceptions[0])
            await asyncio.sleep(RETRY_SECONDS)

    async def close(self) -> None:
        """Tell the other workers that this one has no guests any more."""
        try:
            async with client_for(self._url) as client, asyncio.timeout(ANSWER_SECONDS):
                await client.publish(self.channel, presence_text(self._worker, Presence()))
        except (RedisError, OSError, TimeoutError) as error:
            self._note_down(error)

    async def _connected(self) -> None:
        async with (
            client_for(self._url) as client,
            client.pubsub(ignore_subscribe_messages=True) as subscription,
        ):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._measure(client)
                await subscription.subscribe(self.channel)
                # After the subscription, so that no press is missed in between.
                await self._put(client)
            self._note_up()
            # Nobody could be heard before: else whoever drives elsewhere would have left.
            self._heard_at = dict.fromkeys(self._heard_at, asyncio.get_running_loop().time())
            async with asyncio.TaskGroup() as group:
                jobs: list[Coroutine[Any, Any, None]] = [
                    self._listen(subscription),
                    self._put_presses(client),
                    self._publish_presence(client),
                ]
                for job in jobs:
                    group.create_task(job)

    async def _measure(self, client: Redis) -> None:
        """Measure the offset of the store's clock, by the quickest of several answers."""
        samples = []
        for _ in range(CLOCK_SAMPLES):
            before = self._room.wall()
            seconds, micros = await client.time()
            after = self._room.wall()
            samples.append((after - before, seconds + micros / 1e6 - (before + after) / 2))
        took, offset = min(samples)
        known = self._room.offset
        if known is None or abs(offset - known) > max(took, MIN_OFFSET_SECONDS):
            self._room.set_offset(offset)

    async def _put(self, client: Redis) -> None:
        """Set the store's state if it is older or missing; otherwise take the store's."""
        if not self._has_state:
            return
        state = self._room.state
        held = await client.eval(
            PUT_SCRIPT, 1, self.key, state.revision, state_text(state), STATE_SECONDS, self.channel
        )
        if held:
            self._receive(held)

    async def _listen(self, subscription: PubSub) -> None:
        while True:
            async with asyncio.timeout(SILENCE_SECONDS):  # it hears its own heartbeats
                message = await subscription.get_message(timeout=None)
            if message is not None:
                self._receive(message["data"])

    async def _put_presses(self, client: Redis) -> None:
        while True:
            await self._pressed.wait()
            self._pressed.clear()
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._put(client)

    async def _publish_presence(self, client: Redis) -> None:
        while True:
            self._present.clear()
            async with asyncio.timeout(ANSWER_SECONDS):
                await client.publish(
                    self.channel, presence_text(self._worker, self._room.presence_here)
                )
                await client.expire(self.key, STATE_SECONDS)
            self._forget_silent()
            await asyncio.sleep(PRESENCE_SECONDS)
            await _wait_for(self._present, HEARTBEAT_SECONDS)

    def _receive(self, data: bytes) -> None:
        """Take the store's state or a message from a worker; log a message without a meaning."""
        try:
            message = json.loads(data)
            if "worker" in message:
                self._receive_presence(str(message["worker"]), read_presence(message))
            elif self._has_state:
                self._room.adopt(read_state(message))
        except StateVersionError as error:
            self._refuse(str(error))
        except MEANINGLESS as error:
            self._log.record("store nonsense", reason=type(error).__name__)

    def _refuse(self, sentence: str) -> None:
        """Note once that the state is not for this host, whose presses no other worker sees."""
        self._room.shared = False
        if not self._refused:
            self._refused = True
            self._log.record("store refused", reason=sentence)

    def _receive_presence(self, worker: str, presence: Presence) -> None:
        if worker == self._worker:
            return
        if worker not in self._presence_elsewhere:
            self._present.set()  # a new worker does not know of this one's guests yet
        self._presence_elsewhere[worker] = presence
        self._heard_at[worker] = asyncio.get_running_loop().time()
        self._room.presence_changed()

    def _forget_silent(self) -> None:
        now = asyncio.get_running_loop().time()
        silent = [each for each, heard in self._heard_at.items() if now - heard > SILENCE_SECONDS]
        for worker in silent:
            del self._heard_at[worker], self._presence_elsewhere[worker]
        if silent:
            self._room.presence_changed()

    def _note_up(self) -> None:
        self._room.shared = not self._refused
        if self._up is not True:
            self._log.record("store up")
        self._up = True
        self._settled.set()

    def _note_down(self, error: BaseException) -> None:
        self._room.shared = False
        if self._up is not False:
            self._log.record("store down", reason=type(error).__name__)
        self._up = False
        self._settled.set()


def client_for(url: str) -> Redis:
    """Make a client that has not connected yet. Raises OptionError for an invalid URL."""
    try:
        # No timeout: it would break a silent subscription. No retry: after a reconnection the
        # state must be read again, so the loss must be noticed.
        return Redis.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError as error:
        raise OptionError(
            f"--room-store takes a URL such as redis://127.0.0.1:6379: {error}."
        ) from error


def blog_id(blog: LiveBlog) -> str:
    """Return an id that tells the rooms of different blogs in one store apart."""
    # Moments depend on how long each post takes to read, so the map is part of it.
    map = ReadingPlan.of(blog).map(Tempo())
    about = f"{blog.title}\n{blog.start.isoformat()}\n{blog.end.isoformat()}\n{len(blog.posts)}"
    named = f"{about}\n{map.watch.tobytes().hex()}"
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, so many seconds at most."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
