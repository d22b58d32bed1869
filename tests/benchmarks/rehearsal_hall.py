"""Who is in the hall of a rehearsal, and what each sees of a step."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from crowd import percentile
from rehearsal_browsers import at_websocket, in_chromium
from rehearsal_guests import Seen, Viewer, by_program, over_ssh
from rehearsal_host import ADDRESS, PRESENTERS, Host
from rich.table import Table

SIZES = ((80, 24), (120, 30), (80, 24), (100, 30), (200, 60), (132, 43), (60, 20), (150, 45))
PAGES = (((1200, 700), False), ((390, 844), True))
"""Windows of the Chromiums: a desktop's, and a phone's."""
PROGRAMS = 3
"""Of those who come over SSH so many have the `ssh` program."""
BYSTANDERS = 2
"""Who press keys on a clock of their own: with two workers probably one at each."""
READ_SECONDS = 1.5
"""After a press, before anything is drawn here: drawing would delay the reading."""
LOOK_SECONDS = 0.3
STEP_SECONDS = 25.0
"""Within which all should see a step."""
HERE = Path(__file__).parent


@dataclass
class Told:
    """A step: how many of how many saw it, seconds from the press, and keys meanwhile."""

    name: str
    should: int
    times: list[float]
    missing: list[str]
    wrong: list[str] = field(default_factory=list)
    """Who saw it and should not have."""
    keys: list[float] = field(default_factory=list)
    note: str = ""
    screen: str = ""
    """What stands on a screen that does not show it."""

    @property
    def ok(self) -> bool:
        """Whether all saw it, and nobody else."""
        return not self.missing and not self.wrong and not self.note.startswith("failed")


class Keys:
    """A bystander's keys, from a process of its own: when, and the milliseconds to the redraw."""

    def __init__(self) -> None:
        self.pressed: list[tuple[float, float]] = []

    async def watch(self, process: asyncio.subprocess.Process) -> None:
        """Read until the end."""
        assert process.stdout is not None
        while line := await process.stdout.readline():
            at, took = json.loads(line)
            self.pressed.append((at, took))

    def between(self, since: float, until: float) -> list[float]:
        """The milliseconds of the keys of a stretch of time."""
        return [took for at, took in self.pressed if since <= at <= until]


@asynccontextmanager
async def bystander(host: Host) -> AsyncIterator[Keys]:
    """One who presses keys all the time, on a clock of their own that stands."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "probe.py"), str(host.port), "", ADDRESS, "0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    keys = Keys()
    reading = asyncio.create_task(keys.watch(process))
    try:
        yield keys
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading


@dataclass
class Hall:
    """All who are there; `guests` are those over SSH and in browsers."""

    host: Host
    guests: list[Viewer]
    presenters: dict[str, Viewer]
    projector: Viewer
    bystanders: list[Keys]
    told: list[Told] = field(default_factory=list)

    @property
    def everybody(self) -> list[Viewer]:
        """Guests, presenters and the projector."""
        return [*self.guests, *self.presenters.values(), self.projector]

    def of_kind(self, kind: str) -> list[Viewer]:
        """The guests who came in one way."""
        return [guest for guest in self.guests if guest.kind == kind]

    async def see(
        self,
        name: str,
        who: Iterable[Viewer],
        seen: Seen,
        act: Callable[[], Awaitable[float]] | None = None,
        *,
        not_for: Iterable[Viewer] = (),
        within: float = STEP_SECONDS,
    ) -> Told:
        """Do something, and note who sees it when; `act` returns when its last key was pressed."""
        who, others = list(who), list(not_for)
        before = {viewer.name for viewer in [*who, *others] if seen(viewer.screen)}
        began = perf_counter()
        pressed = await act() if act is not None else began
        await self._all_read(min(READ_SECONDS, within))
        waiting, times = list(who), list[float]()
        while True:
            for viewer in list(waiting):
                at = viewer.seen_at(seen)
                if viewer.name in before:
                    if at is not None or seen(viewer.screen):
                        waiting.remove(viewer)
                elif at is not None:
                    waiting.remove(viewer)
                    times += [max(0.0, at - pressed)] if act is not None else []
                await asyncio.sleep(0)
            if not waiting or perf_counter() > pressed + within:
                break
            await asyncio.sleep(LOOK_SECONDS)
        told = Told(
            name,
            len(who),
            times,
            [viewer.name for viewer in waiting],
            [each.name for each in others if each.name not in before and each.seen_at(seen)],
        )
        told.keys = self.keys_between(began, perf_counter())
        if waiting:
            told.screen = f"{name}: {waiting[0].name}\n{waiting[0].screen}"
        if missing := [viewer for viewer in waiting if viewer.gone]:
            told.note = f"{len(missing)} are cut off"
        self.told.append(told)
        return told

    def keys_between(self, since: float, until: float) -> list[float]:
        """The bystanders' milliseconds from key to redraw in a stretch of time."""
        return [took for keys in self.bystanders for took in keys.between(since, until)]

    async def _all_read(self, at_most: float) -> None:
        """Wait until nothing more arrives, or so long."""
        until = perf_counter() + at_most
        while perf_counter() < until:
            await asyncio.sleep(0.1)
            if max(viewer.heard_at for viewer in self.everybody) < perf_counter() - LOOK_SECONDS:
                return


@asynccontextmanager
async def hall(
    host: Host, folder: Path, *, ssh: int, browsers: int, chromiums: int
) -> AsyncIterator[Hall]:
    """So many guests over SSH, and in browsers of which some are real; all have come in."""
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        presenters: dict[str, Viewer] = {
            PRESENTERS[0]: await enter(
                over_ssh(host, PRESENTERS[0], (120, 36), presenter=PRESENTERS[0])
            ),
            PRESENTERS[1]: await enter(
                by_program(host, PRESENTERS[1], (120, 36), presenter=PRESENTERS[1])
            ),
        }
        projector = await enter(over_ssh(host, "projector", (160, 50), "--projector"))
        guests: list[Viewer] = []
        for number in range(chromiums):
            size, touch = PAGES[number % len(PAGES)]
            profile = folder / f"chromium{number}"
            profile.mkdir()
            page = in_chromium(host, f"chromium-{number}", profile, size, touch=touch)
            guests.append(await enter(page))
        for number in range(browsers - chromiums):
            size = SIZES[number % len(SIZES)]
            guests.append(await enter(at_websocket(host, f"websocket-{number}", size)))
        for number in range(ssh):
            size = SIZES[number % len(SIZES)]
            real = number < PROGRAMS
            come = by_program if real else over_ssh
            guests.append(await enter(come(host, f"{'ssh' if real else 'guest'}-{number}", size)))
        keys = [await enter(bystander(host)) for _ in range(BYSTANDERS)]
        yield Hall(host, guests, presenters, projector, keys)


def table(told: Sequence[Told]) -> Table:
    """The steps as a table: the times from a press to the redraws, and of bystanders' keys."""
    drawn = Table("step", "saw it", "redraw p50", "p95", "key p50", "p95", "wrong")
    for each in told:
        saw = f"{each.should - len(each.missing)} of {each.should}"
        figures = [_ms([1000 * each_time for each_time in each.times], at) for at in (0.5, 0.95)]
        figures += [_ms(each.keys, at) for at in (0.5, 0.95)]
        wrong = [f"not: {_names(each.missing)}"] if each.missing else []
        wrong += [f"also: {_names(each.wrong)}"] if each.wrong else []
        wrong += [each.note] if each.note else []
        drawn.add_row(each.name, saw, *figures, "; ".join(wrong))
    for column in drawn.columns[1:6]:
        column.justify = "right"
    return drawn


def _ms(values: list[float], share: float) -> str:
    return f"{percentile(values, share):,.0f} ms" if values else ""


def _names(names: list[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
