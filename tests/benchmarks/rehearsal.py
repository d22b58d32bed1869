"""Rehearses a talk in a hall, with the real command: `python tests/benchmarks/rehearsal.py`.

A host with two workers and a store, two presenters, a projector, guests over SSH and at websockets
that speak the page's protocol, all behind one address. Prints for each step how many saw what they
should, the time from the press to the redraw, that of a bystander's keys, and who saw what was not
for them. The guests run beside the host, so the figures hold for a machine that does both.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter

import aiohttp
import asyncssh

if __name__ == "__main__":
    HERE = Path(__file__).parent
    sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from crowd import PROGRAM, percentile, probe
from rich.console import Console
from rich.table import Table
from store_server import free_port, store_server
from viewers import Host, Seen, SshViewer, Viewer, WebViewer

from tui.hosting.session import FAREWELLS
from tui.sources import load
from tui.sources.bundled import BUNDLED

STEP_SECONDS, COMING_SECONDS = 25.0, 120.0
"""Within which all should see a step, and the lobby."""
LOOK_SECONDS = 0.3
SAID = "Coffee [b]in the foyer[/b] at 10:30"
FIRST_POST = load(BUNDLED[0].name).posts[0].title[:14]
TIME = re.compile(r"\b(\d\d):(\d\d)\b")

type Act = Callable[[], Awaitable[object]]


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


class Hall:
    """All who are there, and what they have seen."""

    def __init__(self) -> None:
        self.guests: list[Viewer] = []
        self.staff: dict[str, Viewer] = {}
        self.keys: list[tuple[float, float]] = []
        self.failed: list[str] = []
        self.table = Table("step", "saw it", "p50 ms", "p95", "key p95", "wrong")

    @property
    def all(self) -> list[Viewer]:
        return [*self.guests, *self.staff.values()]

    def but(self, some: Iterable[Viewer]) -> list[Viewer]:
        """All guests but some."""
        names = {each.name for each in some}
        return [guest for guest in self.guests if guest.name not in names]

    async def read_keys(self, bystander: asyncio.subprocess.Process) -> None:
        """Note when a bystander has pressed each key, and the milliseconds to its redraw."""
        assert bystander.stdout is not None
        while line := await bystander.stdout.readline():
            when, took = json.loads(line)
            self.keys.append((when, took))

    async def see(
        self,
        step: str,
        who: Iterable[Viewer],
        seen: Seen,
        act: Act | None = None,
        *,
        not_for: Iterable[Viewer] = (),
        within: float = STEP_SECONDS,
    ) -> None:
        """Do something, and note who sees it when, and who sees it but should not."""
        waiting, others = list(who), list(not_for)
        for each in (*waiting, *others):
            each.first_seen(lambda _: False)
        others = [each for each in others if not seen(each.text)]
        many, times, began = len(waiting), list[float](), perf_counter()
        if act is not None:
            await act()
        pressed = perf_counter()
        while waiting and perf_counter() - began < within:
            await asyncio.sleep(LOOK_SECONDS)
            for each in tuple(waiting):
                if (when := each.first_seen(seen)) is not None:
                    waiting.remove(each)
                    times += [max(0.0, when - pressed) * 1000] if when else []
        wrong = [each.name for each in others if each.first_seen(seen) is not None]
        keys = [took for when, took in self.keys if when >= began]
        figures = [(times, 0.5), (times, 0.95), (keys, 0.95)]
        told = [f"not: {each.name}" for each in waiting[:4]] + [f"also: {each}" for each in wrong]
        self.table.add_row(
            step,
            f"{many - len(waiting)} of {many}",
            *(f"{percentile(values, share):.0f}" if values else "" for values, share in figures),
            "; ".join(told),
        )
        if told:
            self.failed.append(f"{step}\n{waiting[0].text if waiting else told}")

    def press(self, viewers: Iterable[Viewer], *keys: str) -> Act:
        """All of them press keys, the next when the ones before are drawn."""

        async def act() -> None:
            for each in keys:
                for viewer in viewers:
                    viewer.send(each.encode())
                await asyncio.sleep(LOOK_SECONDS if each != keys[-1] else 0)

        return act


async def talk(hall: Hall, store_kill: Act, store_start: Act, pause: Act) -> None:
    """The steps, with a pause after each."""
    see, press, guests = hall.see, hall.press, hall.guests
    ada, grace, projector = hall.staff["Ada"], hall.staff["Grace"], hall.staff["projector"]
    presenters = (ada, grace)
    here = len(guests) + len(presenters) + 1  # the bystander
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
    stray = shows("your keys move nobody")
    await see("a stray key", [grace], stray, press([grace], " "), not_for=[*guests, ada])
    taken = shows("Grace presents now")
    await see("the wheel changes hands", [ada], taken, press([grace], "w", "\r"))
    await see("… the new driver jumps", hall.all, plays_from("10:44"),
              press([grace], "t", "10:44", "\r"))  # fmt: skip
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
    await see("ten open the help", helped, shows("esc close"), press(helped, "?"),
              not_for=hall.but(helped))  # fmt: skip
    jump = press([ada], "t", "09:58", "\r")
    await see("… others see a jump", hall.but(helped), plays_from("09:58"), jump)
    await see("… and who closes it", helped, plays_from("09:58"), press(helped, "\x1b"))
    alone = guests[10:13]
    await see("some look elsewhere", alone, shows("on your own"), press(alone, "3"),
              not_for=hall.but(alone))  # fmt: skip
    jump = press([ada], "t", "10:45", "\r")
    await see("… a jump leaves them", hall.but(alone), plays_from("10:45"), jump, not_for=alone)
    await see("… r brings them back", alone, plays_from("10:45"), press(alone, "r"))
    await pause()
    lost = [each for each in guests if isinstance(each, WebViewer)][-2:]
    await asyncio.gather(*(each.cut() for each in lost))
    jump = press([ada], "t", "09:46", "\r")
    await see("jump while two are away", hall.but(lost), plays_from("09:46"), jump)
    await asyncio.gather(*(each.join() for each in lost))
    await see("… who come back", lost, plays_from("09:46"))
    guests[-1].send(b"\x1b[200~" + b"words " * 10_000)
    jump = press([ada], "t", "10:28", "\r")
    await see("jump beside a paste", [*hall.but(guests[-1:]), projector], plays_from("10:28"), jump)


async def rehearse(asked: argparse.Namespace, console: Console) -> bool:
    """Returns whether everybody saw every step, and nothing else."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        store = await stack.enter_async_context(store_server(folder))
        keys = {name: asyncssh.generate_private_key("ssh-ed25519", comment=name)
                for name in ("Ada", "Grace")}  # fmt: skip
        for name, key in keys.items():
            key.write_private_key(folder / name)
        listed = folder / "presenters"
        listed.write_bytes(b"".join(key.export_public_key() for key in keys.values()))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        at, hall = Host(free_port(), f"http://127.0.0.1:{free_port()}", session), Hall()
        log = (folder / "log").open("w")
        host = await asyncio.create_subprocess_exec(
            *(str(PROGRAM), "serve", "--class", "--title", "Rehearsed", "--speed", "6"),
            *("--listen", f"127.0.0.1:{at.port}", "--web", at.web.removeprefix("http://")),
            *("--workers", str(asked.workers), "--presenter-keys", str(listed)),
            *("--room-store", store.url, "--log-json"),
            stdout=asyncio.subprocess.PIPE, stderr=log,
            env=os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        )  # fmt: skip
        assert host.stdout is not None
        while b"Limited:" not in await host.stdout.readline():
            assert host.returncode is None, (folder / "log").read_text()
        for name in (*keys, "projector"):
            hall.staff[name] = viewer = SshViewer(at, name, 1 if name in keys else 6)
            viewer.key = str(folder / name) if name in keys else ""
            viewer.command = "" if name in keys else "--projector"
        hall.guests += [SshViewer(at, f"ssh-{each}", each) for each in range(asked.ssh)]
        hall.guests[1:1] = [WebViewer(at, f"web-{each}", each) for each in range(asked.web)]
        for each in hall.all:
            await each.join()
        bystander = await stack.enter_async_context(probe(at.port))
        reading = asyncio.create_task(hall.read_keys(bystander))
        rest = max(0.0, asked.minutes * 60 - 60) / 7
        try:
            await talk(hall, store.kill, store.start, lambda: asyncio.sleep(rest))
            goodbye, ends = FAREWELLS["stopping"].encode(), hall.all
            host.terminate()
            await asyncio.wait([each.watching for each in ends if each.watching], timeout=30)
            hall.failed += [f"no farewell: {e.name}" for e in ends if goodbye not in e.tail]
            hall.failed += [] if await host.wait() == 0 else ["the host's status"]
        finally:
            reading.cancel()
            if host.returncode is None:
                host.kill()
            log.close()
            console.print(hall.table)
        lines = (folder / "log").read_text().splitlines()
        hall.failed += [line for line in lines if "crashed" in line or not line.startswith("{")]
    console.print("\n\n".join(hall.failed), markup=False, highlight=False, style="dim")
    return not hall.failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Rehearse a talk in a hall.")
    parser.add_argument("--minutes", type=float, default=20, help="the talk's length (20)")
    parser.add_argument("--workers", type=int, default=2, help="the host's workers (2)")
    parser.add_argument("--ssh", type=int, default=60, help="guests over SSH (60)")
    parser.add_argument("--web", type=int, default=20, help="guests at websockets (20)")
    sys.exit(not asyncio.run(rehearse(parser.parse_args(), Console(width=150))))
