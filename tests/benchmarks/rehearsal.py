"""Rehearses an hour in a hall, with the real commands: `python tests/benchmarks/rehearsal.py`.

A host with a store, two presenters, a projector, guests over SSH and in browsers, all behind one
address, and a talk of N minutes; then a short one with `--pause-alone`. Prints for each step how
many saw what they should, the time from a press to each redraw, and that of bystanders' keys. The
guests run beside the host, so the figures hold for a machine that does both. Exits with 1 if
somebody missed a step, or saw what was not for them.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    HERE = Path(__file__).parent
    sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from rehearsal_hall import BYSTANDERS, PROGRAMS, Told, hall, table
from rehearsal_host import host
from rehearsal_talk import Talk
from rich.console import Console
from store_server import StoreServer, store_server

WIDTH = 150
MOST_MINUTES = 25
SPEED = "6"
"""Blog seconds a second in the long talk: the clock goes on, and comes to no end in between."""


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description="Rehearse a talk in a hall.")
    parser.add_argument("--minutes", type=float, default=20, help="the talk's length (20)")
    parser.add_argument("--workers", type=int, default=2, help="the host's workers (2)")
    parser.add_argument("--ssh", type=int, default=60, help="guests over SSH (60)")
    parser.add_argument("--browsers", type=int, default=20, help="guests in browsers (20)")
    parser.add_argument("--chromiums", type=int, default=2, help="real ones among those (2)")
    asked = parser.parse_args()
    if asked.minutes > MOST_MINUTES:
        parser.error(f"the blog is over after {MOST_MINUTES} minutes")
    return asked


def crowd_line(asked: argparse.Namespace) -> str:
    """Who is in the hall, and which of them are real."""
    return (
        f"{asked.ssh} guests over SSH ({PROGRAMS} by the ssh program, the others by asyncssh) and "
        f"{asked.browsers} in browsers ({asked.chromiums} Chromium, looked at ten times a second, "
        "the others websockets that speak the page's protocol); two presenters, a projector, "
        f"{BYSTANDERS} bystanders on a clock of their own; {asked.workers} workers."
    )


async def take(talk: Talk, steps: Sequence[Callable[[], Awaitable[None]]], until: float) -> None:
    """All steps, one after the other, spread over the time; one that fails stops no other."""
    told = talk.hall.told
    for number, step in enumerate(steps):
        if talk.hall.host.process.returncode is not None:
            told.append(Told("the host", 0, [], [], note="failed: it has ended"))
            return
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - the next step may go well
            reason = str(error).partition("\n")[0][:100]
            name = step.__name__.replace("_", " ")
            told.append(Told(name, 0, [], [], note=f"failed: {type(error).__name__} {reason}"))
        rest = (until - perf_counter()) / (len(steps) - number)
        await asyncio.sleep(max(0.0, rest))


async def act(
    asked: argparse.Namespace, folder: Path, store: StoreServer, told: list[Told], *, alone: bool
) -> None:
    """One host's talk; with `alone` the short one for `--pause-alone`."""
    folder.mkdir()
    async with AsyncExitStack() as stack:
        url = f"{store.url}/{int(alone)}"
        options = ("--pause-alone",) if alone else ("--speed", SPEED)
        running = await stack.enter_async_context(
            host(folder, *options, workers=asked.workers, store=url)
        )
        crowd = hall(
            running, folder, ssh=asked.ssh, browsers=asked.browsers, chromiums=asked.chromiums
        )
        there = await stack.enter_async_context(crowd)
        there.told = told
        talk = Talk(there, stack, store)
        if alone:
            await take(talk, [talk.come_in, talk.start, talk.pause_alone], perf_counter())
        else:
            steps = [
                *(talk.lobby, talk.start, talk.point, talk.follow_me, talk.say, talk.hands),
                *(talk.wheel, talk.dropped, talk.store, talk.helped, talk.wander, talk.lift),
                *(talk.paste, talk.end),
            ]
            await take(talk, steps, perf_counter() + asked.minutes * 60)
        await take(talk, [talk.closed], perf_counter())
        told.append(Told("the host's log has no crash", 1, [], running.crashes()[:3]))


async def rehearse(asked: argparse.Namespace, console: Console) -> bool:
    """Both talks. Returns whether everybody saw all of both."""
    told: list[Told] = []
    load = os.getloadavg()[0]
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            async with store_server(Path(home)) as store:
                for alone in (False, True):
                    folder = Path(home) / f"host{int(alone)}"
                    try:
                        await act(asked, folder, store, told, alone=alone)
                    except Exception as error:  # noqa: BLE001 - the table is printed all the same
                        told.append(Told("an act", 0, [], [], note=f"failed: {error!r}"[:200]))
    finally:
        console.print(table(told), crowd_line(asked), f"The machine's load before: {load:.1f}.")
        for each in told:
            if each.screen:
                console.print(each.screen, markup=False, highlight=False, style="dim")
    return bool(told) and all(each.ok for each in told)


if __name__ == "__main__":
    try:
        sys.exit(not asyncio.run(rehearse(arguments(), Console(width=WIDTH))))
    except (asyncio.CancelledError, KeyboardInterrupt):
        sys.exit("The rehearsal was ended before its end.")
