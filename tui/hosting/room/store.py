"""Shares rooms between machines in Valkey or Redis: a key for each state, a channel for its lines.
A heartbeat publishes a machine's guests and states, keeps these from expiring, replaces one that
another machine put there at the same time, and tests the connection."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from tui.hosting.door.links import Line
from tui.hosting.monitoring import EventLog, traceback_summary
from tui.hosting.room.copies import RoomCopy
from tui.model.errors import OptionError

NAME = "store"  # among a copy's neighbours
ANSWER_SECONDS = 2.0  # for the store to answer
RETRY_SECONDS = 0.5  # between two attempts to connect
HEARTBEAT_SECONDS = 10.0
SILENCE_SECONDS = 3 * HEARTBEAT_SECONDS  # then a worker, or the connection, counts as dead
STATE_SECONDS = 3600  # a state outlives the last worker so long
MEANINGLESS = (ValueError, KeyError, TypeError, OverflowError, RecursionError)


class RoomStore:
    """A neighbour of the first process's `copies` of rooms, by id: `run` it until cancelled, then
    `close`. Names of this machine's workers begin with `machine`. Raises OptionError for an invalid
    URL."""

    def __init__(
        self, url: str, machine: str, copies: Mapping[str, RoomCopy], log: EventLog
    ) -> None:
        self._url, self._machine, self._copies, self._log = url, machine, copies, log
        for each in copies.values():
            each.neighbours[NAME] = self._put
        self._now = asyncio.get_running_loop().time
        self._unsent: asyncio.Queue[Line] = asyncio.Queue()
        self._heard_at: dict[tuple[str, str], float] = {}  # by room and worker
        self.settled = asyncio.Event()  # after the first attempt to connect
        self._up: bool | None = None
        client_for(url)

    def _put(self, line: Line) -> None:
        """Share a line; while the store is down, reconnecting will share it."""
        if self._up:
            self._unsent.put_nowait(line)

    async def run(self) -> None:
        while True:
            try:
                await self._connected()
            except* Exception as errors:  # noqa: BLE001  # guests of this machine go on
                error = errors.exceptions[0]
                is_down = isinstance(error, RedisError | OSError)
                reason = type(error).__name__ if is_down else traceback_summary(error)
                self._note(up=False, reason=reason)
            await asyncio.sleep(RETRY_SECONDS)

    async def close(self) -> None:
        """Report that this machine has no guests any more."""
        try:
            async with client_for(self._url) as client, asyncio.timeout(ANSWER_SECONDS):
                for line in self._presences_here():
                    await self._share(client, line | {"presence": None})
        except (RedisError, OSError, TimeoutError) as error:
            self._note(up=False, reason=type(error).__name__)

    def _presences_here(self) -> list[Line]:
        lines = (line for each in self._copies.values() for line in each.presence_lines())
        return [line for line in lines if line["from"].startswith(self._machine)]

    async def _connected(self) -> None:
        async with (
            client_for(self._url) as client,
            client.pubsub(ignore_subscribe_messages=True) as subscription,
        ):
            async with asyncio.timeout(ANSWER_SECONDS):
                await subscription.subscribe(*map(_channel, self._copies))
                # After the subscription, so that no press is missed in between.
                for room in self._copies:
                    with suppress(ResponseError):  # the key has a value of another kind
                        if held := await client.get(_key(room)):
                            self._hear(held)
            self._unsent = asyncio.Queue()
            self._note(up=True)
            # Nobody could be heard before: else whoever drives elsewhere would have left.
            self._heard_at = dict.fromkeys(self._heard_at, self._now())
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen(subscription))
                group.create_task(self._send_lines(client))
                group.create_task(self._beat(client))

    async def _share(self, client: Redis, line: Line) -> None:
        """Publish a line; the present state is kept too, for machines that come later."""
        if "state" in line:
            line = self._copies[line["room"]].state_line()
            await client.set(_key(line["room"]), json.dumps(line), ex=STATE_SECONDS)
        await client.publish(_channel(line["room"]), json.dumps(line))

    async def _listen(self, subscription: PubSub) -> None:
        while True:
            async with asyncio.timeout(SILENCE_SECONDS):  # it hears its own heartbeats
                message = await subscription.get_message(timeout=None)
            if message is not None:
                self._hear(message["data"])

    async def _send_lines(self, client: Redis) -> None:
        while True:
            line = await self._unsent.get()
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._share(client, line)

    async def _beat(self, client: Redis) -> None:
        while True:
            async with asyncio.timeout(ANSWER_SECONDS):
                states = [copy.state_line() for copy in self._copies.values()]
                for line in (*self._presences_here(), *states):
                    await self._share(client, line)
            self._forget_silent()
            await asyncio.sleep(HEARTBEAT_SECONDS)

    def _hear(self, data: bytes | str) -> None:
        """Pass a line on, unless it is invalid."""
        try:
            line = json.loads(data)
            copy = self._copies[line["room"]]
            if "state" in line:
                copy.hear({"room": copy.id, "state": line["state"]}, NAME)
            else:
                self._hear_presence(copy, str(line["from"]), line["presence"])
        except MEANINGLESS as error:
            self._log.record("store nonsense", reason=type(error).__name__)

    def _hear_presence(self, copy: RoomCopy, worker: str, here: Any) -> None:
        if worker.startswith(self._machine):
            return
        copy.hear({"room": copy.id, "from": worker, "presence": here}, NAME)
        if (copy.id, worker) not in self._heard_at:  # it does not know of the guests here yet
            for own in self._presences_here():
                self._put(own)
        self._heard_at[copy.id, worker] = self._now()

    def _forget_silent(self) -> None:
        now = self._now()
        silent = [each for each, heard in self._heard_at.items() if now - heard > SILENCE_SECONDS]
        for room, worker in silent:
            del self._heard_at[room, worker]
            self._copies[room].hear({"room": room, "from": worker, "presence": None}, NAME)

    def _note(self, *, up: bool, reason: str = "") -> None:
        if up is not self._up:
            self._up = up
            self._log.record("store up" if up else "store down", reason=reason)
            for room, copy in self._copies.items():
                copy.hear({"room": room, "shared": up}, NAME)
        self.settled.set()


def _key(room: str) -> str:
    return f"liveblog-tui:room:{room}"


def _channel(room: str) -> str:
    return f"{_key(room)}:told"


def client_for(url: str) -> Redis:
    """A client, not connected yet. Raises OptionError for an invalid URL."""
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
