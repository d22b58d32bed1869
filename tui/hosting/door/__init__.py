"""The door of a host: it accepts all connections and hands their sockets to workers. It checks
every limit that guests share, and reads nothing but a load balancer's PROXY header."""

import asyncio
import socket
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tui.hosting.door.links import Line, Send
from tui.hosting.door.proxy_protocol import HEALTH_CHECK, Network, is_in_networks, read_client
from tui.hosting.door.refusals import REFUSALS, VERSION_LINE, RefusalNotes, refusal_bytes
from tui.hosting.monitoring import EventLog, Metrics
from tui.hosting.options import Limits
from tui.hosting.rate_limit import MinuteCounts, address_group

ACCEPT_RETRY_SECONDS = 0.5
HEADER_SECONDS = 5.0  # for a balancer to send its header
REFUSAL_SECONDS = 2.0  # for a refused client to read the sentence and to close
MOST_STARTING = 200  # connections that are refused or send a header; the next are just closed
LED_SECONDS = 5.0  # for a browser to reach the worker that has its visit
READ_BYTES = 4096

type Kind = Literal["ssh", "web"]


@dataclass(slots=True)
class Place:
    worker: int
    group: str  # of a guest's address; "" for presenters and projectors
    is_projectors: bool


class Door:
    """Counts the guests of all `workers`, by their numbers; a worker hears the lines of
    `Worker.hear`."""

    def __init__(
        self, limits: Limits, log: EventLog, metrics: Metrics, proxies: Sequence[Network] = ()
    ) -> None:
        self.workers: dict[int, Send] = {}  # who got a connection last is last
        self.accepting: set[asyncio.Task[None]] = set()
        self._limits, self._log, self._proxies = limits, log, proxies
        self._note = RefusalNotes(log, metrics).note
        self._places: dict[str, Place] = {}
        self._connects = MinuteCounts(limits.connects_per_minute, asyncio.get_running_loop().time)
        self._led: dict[str, int] = {}  # workers that have the visits of these peers
        self._starting: set[asyncio.Task[None]] = set()

    # Connections

    def open(self, kind: Kind, listener: socket.socket) -> None:
        listener.setblocking(False)
        self.accepting.add(asyncio.get_running_loop().create_task(self._accept(kind, listener)))

    @property
    def is_open(self) -> bool:
        return bool(self.accepting and self.workers)

    def close(self) -> None:
        for task in (*self.accepting, *self._starting):
            task.cancel()
        self.accepting.clear()

    async def _accept(self, kind: Kind, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, peer = await loop.sock_accept(listener)
            except OSError as error:  # no file descriptor is left, or the client is gone already
                self._log.record("accept failed", reason=error.strerror)
                await asyncio.sleep(ACCEPT_RETRY_SECONDS)
                continue
            sock.setblocking(False)
            address = str(peer[0])
            if kind == "web":
                self._hand_over(kind, sock, address)
            elif self._proxies:
                self._start(self._read_header(sock, address), sock)
            else:
                self._receive(sock, address)
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def _read_header(self, sock: socket.socket, balancer: str) -> None:
        try:
            async with asyncio.timeout(HEADER_SECONDS):
                if not is_in_networks(balancer, self._proxies):
                    raise ValueError("not a balancer")
                client = await read_client(sock)
        except (ValueError, OSError):
            self._refuse(sock, balancer, "proxy-protocol")
            return
        except asyncio.CancelledError:
            sock.close()
            raise
        if client == HEALTH_CHECK:
            await _send_and_close(sock, VERSION_LINE)
        else:
            self._receive(sock, client or balancer)

    def _receive(self, sock: socket.socket, address: str) -> None:
        if self._connects.are_over(address):
            self._refuse(sock, address, "rate")
        else:
            self._hand_over("ssh", sock, address)

    def _hand_over(self, kind: Kind, sock: socket.socket, address: str) -> None:
        """Give a socket to the worker with the browser's visit, else with the fewest guests; equals
        take turns."""
        guests = Counter(place.worker for place in self._places.values())
        worker = self._led.get(address) if kind == "web" else None
        if worker not in self.workers:
            worker = min(self.workers, key=lambda each: guests[each], default=None)
        if worker is None:
            self._refuse(sock, address, "busy", kind)
            return
        send = self.workers[worker] = self.workers.pop(worker)
        send({"do": "take", "kind": kind, "address": address}, sock)

    def hear(self, worker: int, line: Line) -> Any:
        """Act on a worker's line. Returns the answer to a question."""
        match line:
            case {"do": "admit", "place": place, "address": address}:
                return self._admit(worker, place, address, line["presents"], line["projector"])
            case {"do": "gone", "place": place}:
                self._places.pop(place, None)
            case {"do": "lead", "peer": peer, "place": place} if place in self._places:
                # The peer's next browsers go to the worker that has the place.
                self._led[peer] = self._places[place].worker
                asyncio.get_running_loop().call_later(LED_SECONDS, self._led.pop, peer, None)
                return True
        return None

    # Guests

    def _admit(self, worker: int, name: str, address: str, presents: bool, projector: bool) -> str:
        """Give a guest a place, or return the reason for a refusal. Presenters pass all limits,
        because a full hall waits for them; projectors have a limit of their own."""
        group = address_group(address)
        reason = "" if presents else self._refusal_of(group, projector=projector)
        if reason:
            self._note(address, reason)
        else:
            self._places[name] = Place(worker, "" if presents or projector else group, projector)
        return reason

    def _refusal_of(self, group: str, *, projector: bool) -> str:
        limits, places = self._limits, self._places.values()
        if projector:
            there = sum(place.is_projectors for place in places)
            return "limit-projectors" if there >= limits.projectors else ""
        guests = Counter(place.group for place in places if place.group)
        if guests.total() >= limits.guests:
            return "limit-guests"
        return "limit-per-address" if guests[group] >= limits.per_address else ""

    def forget_worker(self, worker: int) -> None:
        self.workers.pop(worker, None)
        self._places = {at: place for at, place in self._places.items() if place.worker != worker}

    # Refusals

    def _refuse(self, sock: socket.socket, address: str, reason: str, kind: Kind = "ssh") -> None:
        self._note(address, reason)
        data = refusal_bytes(kind, REFUSALS[reason])
        self._start(_send_and_close(sock, data), sock)

    def _start(self, work: Coroutine[Any, Any, None], sock: socket.socket) -> None:
        """Run work on a socket in the background, unless there is too much."""
        if len(self._starting) >= MOST_STARTING:
            work.close()
            sock.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)


async def _send_and_close(sock: socket.socket, data: bytes) -> None:
    """Close only after the client: unread bytes would turn the sentence into a reset."""
    loop = asyncio.get_running_loop()
    with sock:
        try:
            async with asyncio.timeout(REFUSAL_SECONDS):
                await loop.sock_sendall(sock, data)
                sock.shutdown(socket.SHUT_WR)
                while await loop.sock_recv(sock, READ_BYTES):
                    pass
        except (OSError, TimeoutError):
            pass  # the client is gone, or does not close
