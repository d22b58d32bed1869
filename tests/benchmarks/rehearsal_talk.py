"""The talks of a rehearsal, step by step."""

import asyncio
import time
from collections.abc import Iterable
from contextlib import AsyncExitStack
from time import perf_counter

from rehearsal_browsers import SocketViewer
from rehearsal_guests import Viewer, by_program
from rehearsal_hall import Hall
from rehearsal_host import TITLE, WELCOME
from rehearsal_keys import jump, press, press_all, typed, until
from rehearsal_words import (
    both,
    clock,
    countdown,
    counts_below,
    either,
    hides,
    later_than,
    marked,
    shows,
    sign,
    stands_at,
    title,
)
from store_server import StoreServer

from tui.hosting.room.bar import STORE_DOWN
from tui.hosting.session import FAREWELLS

SAID = "Coffee [b]in the foyer[/b] at 10:30"
BEGINNING = "Thank you for joining"
"""Of the first post's text; four lines down in the presenter's window."""
HANDS, HELPED, WANDERERS = 7, 10, 3
PASTED_BYTES = 4 * 1024 * 1024
COMING_SECONDS = 120.0
"""For all to come in, one after the other."""
END_SECONDS = 60.0
"""For the talk's last two minutes of the blog."""
BAR_COLUMNS = 100
"""Of a window from which the bar has room for who drives."""
AWAY_SECONDS = 3.0
GOODBYE = FAREWELLS["stopping"]


def gave_back(viewer: Viewer) -> bool:
    """Whether a guest was told the end, and over SSH has their own screen again."""
    tail = viewer.output_tail
    if isinstance(viewer, SocketViewer):
        return viewer.farewell == GOODBYE
    return b"\x1b[?1049l" in tail and GOODBYE.encode() in tail


class Talk:
    """The steps in a hall; `stack` holds who comes again."""

    def __init__(self, hall: Hall, stack: AsyncExitStack, store: StoreServer) -> None:
        self.hall = hall
        self.all = hall.everybody
        self.see = hall.see
        self._stack = stack
        self._store = store
        # The last guests by asyncssh: the others stay with the presenters to the end.
        ssh = hall.of_kind("asyncssh")
        self.paster, self.wanderers = ssh[-1], ssh[-1 - WANDERERS : -1]

    @property
    def ada(self) -> Viewer:
        return self.hall.presenters["Ada"]

    @property
    def grace(self) -> Viewer:
        return self.hall.presenters["Grace"]

    def others(self, some: Iterable[Viewer]) -> list[Viewer]:
        """All guests but these."""
        names = {viewer.name for viewer in some}
        return [guest for guest in self.hall.guests if guest.name not in names]

    async def lobby(self) -> None:
        hall = self.hall
        here = len(hall.guests) + len(hall.presenters) + len(hall.bystanders)
        words = TITLE, WELCOME.splitlines()[0], f"{here} people are here."
        seen = both(*map(shows, words))
        name = "lobby: title, text, how many are here"
        await self.see(name, self.all, seen, within=COMING_SECONDS)
        left = hall.host.starts_at - time.time()
        told = await self.see("lobby: the countdown runs", self.all, counts_below(left - 2))
        await asyncio.sleep(1)
        left = hall.host.starts_at - time.time()
        wrong = [
            f"{each.name} {seconds}"
            for each in self.all
            if (seconds := countdown(each.screen)) is None or abs(seconds - left) > 3
        ]
        if wrong:
            told.note = f"failed: at {left:.0f} s: {', '.join(wrong[:5])}"

    async def come_in(self) -> None:
        """Everybody has come in."""
        await self.see("all are in the lobby", self.all, shows(TITLE), within=COMING_SECONDS)

    async def start(self) -> None:
        seen = both(sign("►"), hides(TITLE), shows(title(0)))
        await self.see("a presenter starts early", self.all, seen, press(self.ada, b" "))

    async def point(self) -> None:
        await self.see("jump to 10:27", self.all, stands_at("10:27"), jump(self.ada, "10:27"))
        self.ada.send(b"g")
        await until(self.ada, shows(title(0)))
        await self.see("point at the first post", self.all, marked(title(0)), press(self.ada, b"P"))

    async def follow_me(self) -> None:
        self.ada.send(b"F")
        await until(self.ada, shows("your feed leads"))
        seen = marked(BEGINNING)
        await self.see("follow me: four lines down", self.all, seen, press(self.ada, b"jjjj"))
        act = press(self.ada, b"f")
        await self.see("back to what is being read", self.all, hides(BEGINNING), act)
        self.ada.send(b"F")
        await until(self.ada, hides("your feed leads"))

    async def say(self) -> None:
        act = typed(self.ada, b"!", "Say to everybody", SAID)
        await self.see("say a line", self.all, both(shows(SAID), hides("Say to everybody")), act)
        await self.see("take the line away", self.all, hides(SAID), press(self.ada, b"x"))

    async def hands(self) -> None:
        raised = self.hall.guests[:: len(self.hall.guests) // HANDS][:HANDS]
        others = self.others(raised)
        seen = either(shows("your hand is up"), shows("Your hand is up"))
        act = press_all(raised, b"h")
        presenters = self.hall.presenters.values()
        await self.see(f"{HANDS} raise a hand: they know", raised, seen, act, not_for=others)
        count = shows(f"{HANDS} hands (h)")
        await self.see("… and the presenters", presenters, count, not_for=self.hall.guests)
        seen = shows("The presenter has seen your hand")
        act = press(self.ada, b"h")
        await self.see("all hands down: they know", raised, seen, act, not_for=others)
        await self.see("… and the presenters", presenters, hides("hands (h)"))

    async def wheel(self) -> None:
        grace, ada = self.grace, self.ada
        stray = shows("your keys move nobody")
        told = await self.see(
            "a stray key of who does not drive", [grace], stray, press(grace, b" "),
            not_for=[*self.hall.guests, ada],
        )  # fmt: skip
        if moved := [each.name for each in self.all if clock(each.screen)[0] != "►"]:
            told.note = f"failed: it has stopped {', '.join(moved[:4])}"
        grace.send(b"w")
        await until(grace, shows("Take the wheel?"))
        wide = [each for each in self.hall.guests if each.size[0] >= BAR_COLUMNS]
        await self.see(
            "the wheel is handed over", [*wide, self.hall.projector], shows("ROOM · Grace"),
            press(grace, b"\r"),
        )  # fmt: skip
        await self.see("… and who had it is told", [ada], shows("Grace has taken the wheel"))
        await self.see("the new driver jumps", self.all, stands_at("10:44"), jump(grace, "10:44"))

    async def dropped(self) -> None:
        """The driver's connection is cut; the room goes on."""
        stays = [each for each in self.all if each is not self.grace]
        at = clock(self.ada.screen)[1]

        async def drop() -> float:
            self.grace.drop()
            return perf_counter()

        has_left = shows("Grace has left: you present now")
        await self.see(
            "the driver's line drops", [self.ada], has_left, drop, not_for=self.hall.guests
        )
        await self.see("… and the clock goes on", stays, both(sign("►"), later_than(at)))
        come = by_program(self.hall.host, "Grace", (120, 36), presenter="Grace")
        self.hall.presenters["Grace"] = await self._stack.enter_async_context(come)
        self.all = self.hall.everybody
        await self.see("… and comes back: who drives", [self.grace], shows("YOU PRESENT"))
        back = shows("Grace has taken the wheel")
        await self.see("… and the other is told", [self.ada], back, not_for=self.hall.guests)
        self.ada.send(b"w")
        await until(self.ada, shows("Take the wheel?"))
        await self.see(
            "… and gives it up",
            [self.grace],
            shows("Ada has taken the wheel"),
            press(self.ada, b"\r"),
            not_for=self.hall.guests,
        )

    async def store(self) -> None:
        """The store is killed, and comes back."""
        down = either(
            shows(STORE_DOWN), shows("store does not answer"), shows("presses are not shared")
        )

        async def kill() -> float:
            await self._store.kill()
            return perf_counter()

        async def start() -> float:
            await self._store.start()
            return perf_counter()

        try:
            await self.see("the store is killed", self.all, down, kill)
            not_shared = shows("this press is not shared")
            act = jump(self.ada, "10:12")
            name = "… a press says that it is not shared"
            await self.see(name, [self.ada], not_shared, act, not_for=self.hall.guests)
        finally:
            up = both(lambda screen: not down(screen), stands_at("10:12"))
            await self.see("… and is back: one clock", self.all, up, start)

    async def paste(self) -> None:
        """A guest pastes megabytes."""
        self.paster.send(b"\x1b[200~" + b"words " * (PASTED_BYTES // 6) + b"\x1b[201~")
        await self.see(
            "a guest pastes 4 MB; jump", self.all, stands_at("10:28"), jump(self.ada, "10:28")
        )

    async def helped(self) -> None:
        """Ten guests open the help."""
        asking = self.others([self.paster, *self.wanderers])[:HELPED]
        seen = shows("j k scroll · esc close")
        others = self.others(asking)
        await self.see(f"{HELPED} press ?", asking, seen, press_all(asking, b"?"), not_for=others)
        act = jump(self.ada, "09:58")
        await self.see("… and the others see a jump", others, stands_at("09:58"), act)
        seen = both(stands_at("09:58"), hides("esc close"))
        await self.see("… who closes it, too", asking, seen, press_all(asking, b"\x1b"))

    async def wander(self) -> None:
        """Guests look elsewhere, and come back."""
        alone, stay = self.wanderers, self.others(self.wanderers)
        seen = either(shows("on your own"), shows("r: back to class"))
        act = press_all(alone, b"3")
        await self.see("guests wander off", alone, seen, act, not_for=stay)
        count = f"{len(alone) + len(self.hall.bystanders)} alone"
        await self.see("… and the presenters know", [self.ada, self.grace], shows(count))
        act = jump(self.ada, "10:45")
        await self.see("… a jump leaves them", stay, stands_at("10:45"), act, not_for=alone)
        seen = both(stands_at("10:45"), shows("Back with everybody"))
        await self.see("… and r brings them back", alone, seen, press_all(alone, b"r"))

    async def lift(self) -> None:
        """Browsers lose their line, and come back to where the others are meanwhile."""
        lost = [each for each in self.all if isinstance(each, SocketViewer)][:2]
        for each in lost:
            await each.lose_line()
        stay = [each for each in self.all if each not in lost]
        await self.see("jump while two are away", stay, stands_at("09:46"), jump(self.ada, "09:46"))
        await asyncio.sleep(AWAY_SECONDS)

        async def come_back() -> float:
            at = perf_counter()
            for each in lost:
                await each.connect()
            return at

        await self.see("… who come back within a minute", lost, stands_at("09:46"), come_back)

    async def end(self) -> None:
        """The blog ends."""
        await self.see("jump before the end", self.all, stands_at("11:16"), jump(self.ada, "11:16"))
        seen = both(sign("■"), shows("The end"))
        await self.see("the end of the blog", self.all, seen, within=END_SECONDS)

    async def pause_alone(self) -> None:
        """With --pause-alone the driver's connection is cut, and the room stands still."""
        stays = [each for each in self.all if each is not self.ada]
        await self.see(
            "--pause-alone: a jump", self.all, stands_at("10:13"), jump(self.ada, "10:13")
        )

        async def drop() -> float:
            self.ada.drop()
            return perf_counter()

        await self.see("--pause-alone: the driver's line drops", stays, sign("║"), drop)
        await self.see("… another has the wheel", [self.grace], shows("YOU PRESENT"))
        await self.see("… and goes on", stays, sign("►"), press(self.grace, b" "))
        self.all = stays

    async def closed(self) -> None:
        """The host is stopped: terminals are given back, and everybody is told."""

        async def stop() -> float:
            self.hall.host.stop()
            return perf_counter()

        pages = self.hall.of_kind("Chromium")
        terminals = [each for each in self.all if each not in pages]
        told = await self.see("the host stops: all are told", pages, shows(GOODBYE), stop)
        left = [each for each in terminals if not gave_back(each)]
        told.should += len(terminals)
        told.missing += [each.name for each in left]
        told.note = "" if told.missing else told.note
