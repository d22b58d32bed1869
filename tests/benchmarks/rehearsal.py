"""Rehearses a talk in a hall, with the real command: `python tests/benchmarks/rehearsal.py`.

A host with two workers and a store, two presenters, a projector, guests over SSH and at websockets
that speak the page's protocol, all behind one address; in a minute with `rehearsal.py 1`. Prints
for each step the number of guests who saw it, the time from the press to the redraw, and guests who
saw it but should not. They run beside the host: the figures hold for a machine that does both.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "support"))

from bundled_host import MANY, BundledHost, bundled_host, presenter
from crowd import SIZES, first_frame, percentile
from hosting_stage import Client, WebClient, room_client, web_client
from rich.console import Console
from rich.table import Table
from store_server import store_server

from tui.hosting.session import FAREWELLS
from tui.hosting.web.visit import MOVED_CODE
from tui.sources import load
from tui.sources.bundled import BUNDLED

WORKERS, OVER_SSH, IN_BROWSERS = 2, 60, 20
STEP_SECONDS, COMING_SECONDS = 25.0, 120.0  # in which all should see a step, and the lobby
LOOK_SECONDS = 0.3
SAID = "Coffee [b]in the foyer[/b] at 10:30"
FIRST_POST = load(BUNDLED[0].name).posts[0].title[:14]
TIME = re.compile(r"\b(\d\d):(\d\d)\b")

type Act = Callable[[], Awaitable[object]]
type Seen = Callable[[str], object]


def shows(*words: str) -> Seen:
    return lambda screen: all(each in screen for each in words)


def hides(*words: str) -> Seen:
    return lambda screen: not any(each in screen for each in words)


def plays_from(moment: str) -> Seen:
    """The clock, in the last rows, shows this moment or one of the next minutes."""
    hour, minute = map(int, moment.split(":"))

    def seen(screen: str) -> bool:
        times = TIME.findall("\n".join(screen.rstrip().splitlines()[-3:]))
        return any(0 <= int(h) * 60 + int(m) - hour * 60 - minute <= 3 for h, m in times)

    return seen


class Viewer:
    """Somebody who watches, over SSH or in a browser, and the time of their last output."""

    guest: Client | WebClient

    def __init__(self, host: BundledHost, name: str, number: int, **options: Any) -> None:
        self._host, self.name, self._options = host, name, options
        self._size = SIZES[number % len(SIZES)]
        self.in_browser = name.startswith("web")
        self.heard_at = 0.0
        self._token = ""
        self._stack = AsyncExitStack()

    async def join(self) -> None:
        """Come, or come back to the kept place; as often as another worker has it."""
        come = room_client(self._host.port, size=self._size, **self._options)
        if not self.in_browser:
            self.guest = guest = await self._stack.enter_async_context(come)
            await first_frame(guest)
        else:
            code: int | None = MOVED_CODE
            while code == MOVED_CODE:
                visit = web_client(self._host.web, self._size, self._token, Origin=self._host.web)
                self.guest = browser = await self._stack.enter_async_context(visit)
                code = await browser.first_code()
        self.watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while await self.guest.more():
            self.heard_at = perf_counter()

    async def send(self, keys: str) -> None:
        if isinstance(self.guest, WebClient):
            await self.guest.press(keys)
        else:
            self.guest.send(keys.encode())

    async def cut(self) -> None:
        """Lose the connection, without a farewell."""
        if isinstance(self.guest, WebClient):
            (self._token,) = {each["token"] for each in self.guest.told if "token" in each}
            self.guest.vanish()
        else:
            self.guest.connection.abort()

    def was_told(self, words: str) -> bool:
        told = self.guest.told if isinstance(self.guest, WebClient) else ""
        return words in f"{told} {self.guest.output[-4096:].decode(errors='replace')}"


class Hall:
    """All viewers, and the figures of each step."""

    def __init__(self, guests: list[Viewer], staff: dict[str, Viewer]) -> None:
        self.guests, self.staff = guests, staff
        self.all = [*guests, *staff.values()]
        self.failed: list[str] = []
        self.table = Table("step", "saw it", "p50 ms", "p95", "wrong")

    def but(self, some: Iterable[Viewer]) -> list[Viewer]:
        """All guests but some."""
        names = {each.name for each in some}
        return [guest for guest in self.guests if guest.name not in names]

    async def see(
        self,
        step: str,
        who: Sequence[Viewer],
        seen: Seen,
        act: Act | None = None,
        *,
        not_for: Sequence[Viewer] = (),
        within: float = STEP_SECONDS,
    ) -> None:
        """Do something, and note who sees it when, and who sees it but should not."""
        others = [each for each in not_for if not seen(each.guest.screen)]
        waiting, times, began = list(who), list[float](), perf_counter()
        if act is not None:
            await act()
        pressed = perf_counter()
        while waiting and perf_counter() - began < within:
            await asyncio.sleep(LOOK_SECONDS)
            for each in tuple(waiting):
                if seen(each.guest.screen):
                    waiting.remove(each)
                    times.append(max(0.0, each.heard_at - pressed) * 1000)
        told = [f"not: {each.name}" for each in waiting[:4]]
        told += [f"also: {each.name}" for each in others if seen(each.guest.screen)]
        self.table.add_row(
            step,
            f"{len(who) - len(waiting)} of {len(who)}",
            *(f"{percentile(times, share):.0f}" if times else "" for share in (0.5, 0.95)),
            "; ".join(told),
        )
        if told:
            self.failed.append(f"{step}\n{waiting[0].guest.screen if waiting else told}")

    def press(self, viewers: Sequence[Viewer], *keys: str) -> Act:
        """All of them press keys, the next when the ones before are drawn."""

        async def act() -> None:
            for each in keys:
                for viewer in viewers:
                    await viewer.send(each)
                await asyncio.sleep(LOOK_SECONDS if each != keys[-1] else 0)

        return act


async def talk(hall: Hall, store_kill: Act, store_start: Act, pause: Act) -> None:
    """The steps, with a pause after each."""
    see, press, guests = hall.see, hall.press, hall.guests
    ada, grace, projector = hall.staff["Ada"], hall.staff["Grace"], hall.staff["projector"]
    presenters = (ada, grace)
    here = len(guests) + len(presenters)
    await see("lobby", hall.all, shows(f"{here} are here"), within=COMING_SECONDS)

    def begun(screen: str) -> bool:
        return "are here" not in screen and FIRST_POST in screen

    await see("a presenter begins", hall.all, begun, press([ada], " "))
    await pause()
    await see("jump", hall.all, plays_from("10:27"), press([ada], "t", "10:27", "\r"))
    await see("point", guests, shows(FIRST_POST), press([ada], "g", "P"))
    await pause()
    said = shows("Coffee [b]in the foyer[/b]")
    await see("say a line", hall.all, said, press([ada], "!", SAID, "\r"))
    await see("take it away", hall.all, hides("Coffee"), press([ada], "x"))
    raised = guests[:: max(1, len(guests) // 7)][:7]
    up = shows("Your hand is up")
    await see("hands up", raised, up, press(raised, "h"), not_for=hall.but(raised))
    await see("… presenters know", presenters, shows(f"{len(raised)} hands"), not_for=guests)
    down = shows("has seen your hand")
    await see("… hands down", raised, down, press([ada], "h"), not_for=hall.but(raised))
    await pause()
    stray = shows("Ada presents. w takes over.")
    await see("a stray key", [grace], stray, press([grace], " "), not_for=[*guests, ada])
    taken = shows("Grace presents now")
    await see("the wheel changes hands", [ada], taken, press([grace], "w", "\r"))
    jump = press([grace], "t", "10:44", "\r")
    await see("… the new driver jumps", hall.all, plays_from("10:44"), jump)
    left = shows("Grace has left: you present now")
    await see("the driver's line drops", [ada], left, grace.cut, not_for=guests)
    await grace.join()
    await see("… and comes back", [grace], shows("YOU PRESENT"))
    await see("… and gives it up", [grace], shows("ROOM · Ada"), press([ada], "w", "\r"))
    await pause()
    down = shows("store does not answer")
    await see("the store is killed", presenters, down, store_kill)
    await see("… a press", [ada], plays_from("10:12"), press([ada], "t", "10:12", "\r"))
    await see("… and is back: one clock", hall.all, plays_from("10:12"), store_start)
    await pause()
    helped = guests[:10]
    opened = shows("esc close")
    await see("help", helped, opened, press(helped, "?"), not_for=hall.but(helped))
    jump = press([ada], "t", "09:58", "\r")
    await see("… others see a jump", hall.but(helped), plays_from("09:58"), jump)
    await see("… and who closes it", helped, plays_from("09:58"), press(helped, "\x1b"))
    alone = guests[10:13]
    away = shows("on your own")
    await see("some look elsewhere", alone, away, press(alone, "3"), not_for=hall.but(alone))
    jump = press([ada], "t", "10:45", "\r")
    await see("… a jump leaves them", hall.but(alone), plays_from("10:45"), jump, not_for=alone)
    await see("… r brings them back", alone, plays_from("10:45"), press(alone, "r"))
    await pause()
    lost = [each for each in guests if each.in_browser][-2:]
    await asyncio.gather(*(each.cut() for each in lost))
    jump = press([ada], "t", "09:46", "\r")
    await see("jump while two are away", hall.but(lost), plays_from("09:46"), jump)
    await asyncio.gather(*(each.join() for each in lost))
    await see("… who come back", lost, plays_from("09:46"))
    await guests[-1].send("\x1b[200~" + "words " * 5_000)
    jump = press([ada], "t", "10:28", "\r")
    await see("jump beside a paste", [*hall.but(guests[-1:]), projector], plays_from("10:28"), jump)


async def rehearse(minutes: float, console: Console) -> bool:
    """Returns True if everybody saw every step, and nothing else."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        store = await stack.enter_async_context(store_server(folder))
        keys = {name: presenter(folder, name) for name in ("Ada", "Grace")}
        hosting = bundled_host(
            folder,
            *("--class", "--title", "Rehearsed", "--speed", 6, "--web", "127.0.0.1:0", *MANY),
            *("--workers", WORKERS, "--presenter-keys", keys["Ada"][1], "--room-store", store.url),
        )
        host = await stack.enter_async_context(hosting)
        staff = {name: Viewer(host, name, 1, client_keys=[key]) for name, (key, _) in keys.items()}
        staff["projector"] = Viewer(host, "projector", 6, command="--projector")
        guests = [Viewer(host, f"ssh-{each}", each) for each in range(OVER_SSH)]
        guests[1:1] = [Viewer(host, f"web-{each}", each) for each in range(IN_BROWSERS)]
        hall = Hall(guests, staff)
        for each in hall.all:
            await each.join()
        rest = max(0.0, minutes * 60 - 60) / 7
        try:
            await talk(hall, store.kill, store.start, lambda: asyncio.sleep(rest))
            host.stop()
            await asyncio.wait([each.watching for each in hall.all], timeout=30)
            goodbye = FAREWELLS["stopping"]
            hall.failed += [f"no farewell: {e.name}" for e in hall.all if not e.was_told(goodbye)]
            hall.failed += [] if await host.ended() == 0 else ["the host's status"]
        finally:
            console.print(hall.table)
        hall.failed += map(str, host.events("crashed"))
    console.print("\n\n".join(hall.failed), markup=False, highlight=False, style="dim")
    return not hall.failed


if __name__ == "__main__":
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    sys.exit(not asyncio.run(rehearse(minutes, Console(width=150))))
