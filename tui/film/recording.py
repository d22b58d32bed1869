"""Records the app on a terminal that only notes the output, with exact ticks. Writes asciicast, the
format of asciinema: a header, then events, a JSON value a line."""

import asyncio
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from selectors import SelectorKey, SelectSelector
from typing import NamedTuple, cast, override

from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver

from tui.model.errors import OptionError
from tui.model.safe_text import one_line
from tui.replay import Replay
from tui.screen.app import ReplayApp
from tui.screen.drawing.colours import truecolor_console
from tui.screen.fixes import repaint
from tui.screen.page import ViewOptions

LONGEST_SECONDS = 24 * 3600.0
REST_SECONDS = 3.0  # for the end
OUTPUT, MARKER = "o", "m"  # kinds of events
_DIGITS = 3  # decimals of a second
_LINK_ID = re.compile(r"\x1b\]8;id=\d+;")  # of rich, different in each run
_BEGIN = "\x1b[?25l\x1b[2J"
_END = "\x1b[0m\x1b[{rows};1H\x1b[?25h"
"""The last frame stays, with the cursor on its last row."""


class Event(NamedTuple):
    """Text to print, or a marker with a label, `at` seconds from the start."""

    at: float
    kind: str
    text: str


def record(replay: Replay, view: ViewOptions, size: tuple[int, int]) -> list[Event]:
    """Events of a whole replay on a screen of `size` columns and rows, with a marker for each post.
    Raises OptionError or MomentError for the options, or a film of over a day. Runs its own event
    loop, so none may run in this thread."""
    app = FilmApp(replay, view)
    left = app.player.view().left
    if left > LONGEST_SECONDS:
        raise OptionError(
            f"The film would last {left / 3600:,.0f} hours, and 24 is the most: "
            "give a greater --speed or --pace, or --finish-in 5m."
        )
    with asyncio.Runner(loop_factory=InstantLoop) as runner:
        runner.run(app.run_async(size=size, auto_pilot=lambda _: app.play()))
    return app.events


def asciicast(
    events: Iterable[Event], size: tuple[int, int], *, title: str, version: int = 2
) -> str:
    """Events in order; times since the start, or in version 3 since the last event."""
    columns, rows = size
    header: dict[str, object] = {"version": version}
    if version == 2:
        header |= {"width": columns, "height": rows}
    else:
        header["term"] = {"cols": columns, "rows": rows}
    lines = [_json(header | {"title": title})]
    before = 0.0
    for event in events:
        at = round(event.at, _DIGITS)
        lines.append(_json([round(at - before, _DIGITS), event.kind, event.text]))
        if version != 2:
            before = at
    return "\n".join(lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class FilmApp(ReplayApp):
    def __init__(self, replay: Replay, view: ViewOptions) -> None:
        self._seconds = 0.0  # simulated, since the start
        player = replay.player(lambda: self._seconds)
        super().__init__(player, view)
        self.events: list[Event] = []
        self.written = ""  # since the last event
        self._wait = 0.0
        began = player.view().reading
        self._marked = -1 if began is None else began.post - 1
        """Post of the last marker; posts before the start have none."""
        # The environment must not decide, and every player knows 24-bit colours.
        self.no_color = False
        self.stylesheet.set_variables(self.get_css_variables())
        self.console = truecolor_console()

    def get_driver_class(self) -> type[Driver]:
        return FilmDriver

    @override
    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Note the time of the next tick; the film ticks."""
        self._wait = seconds

    def _is_over(self) -> bool:
        """True when the last post has been read; at a constant speed that is after the end."""
        view = self.player.view()
        return view.ended and (view.reading is None or view.reading.share >= 1.0)

    async def play(self) -> None:
        loop = cast(InstantLoop, asyncio.get_running_loop())
        await loop.at_rest()
        # One whole frame, whatever the start has drawn.
        self.written = _BEGIN
        repaint(self)
        await loop.at_rest()
        self._keep()
        while not self._is_over():
            self._seconds += self._wait
            # Several changes of one moment are one frame.
            with self.batch_update():
                self.tick()
                await loop.at_rest()
            self.screen.check_idle()
            await loop.at_rest()
            self._keep()
            if self.return_code:  # a widget failed, which Textual prints
                raise RuntimeError("The app failed, so there is no film.")
        self._seconds += REST_SECONDS
        self.written = _END.format(rows=self.size.height)
        self._keep()
        self.exit()

    def _keep(self) -> None:
        """Add the output so far, and a marker for each post begun since."""
        at, reading = self._seconds, self.player.view().reading
        if self.written:
            self.events.append(Event(at, OUTPUT, self.written))
            self.written = ""
        if reading is None:
            return
        every = self.player.timeline.indices
        for index in every[bisect_right(every, self._marked) : bisect_right(every, reading.post)]:
            post = self.player.blog.posts[index]
            label = f"{self.face.time(post.published)} {one_line(post.title)}"
            self.events.append(Event(at, MARKER, label))
        self._marked = max(self._marked, reading.post)


class FilmDriver(HeadlessDriver):
    """Textual's driver without a terminal, whose output is kept."""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        cast(FilmApp, self._app).written += _LINK_ID.sub("\x1b]8;;", data)


class InstantLoop(asyncio.SelectorEventLoop):
    """Never waits: apps rest at once, in the same order on every machine."""

    def __init__(self) -> None:
        self._simulated = 0.0
        self._rest: asyncio.Future[None] | None = None
        super().__init__(_InstantSelector(self._idle))

    def time(self) -> float:
        """Seconds since the start, including skipped time."""
        return self._simulated

    async def at_rest(self) -> None:
        """Wait until every task waits for another, and no timer is left."""
        self._rest = self.create_future()
        await self._rest

    def _idle(self, timeout: float | None) -> None:
        """Called instead of a wait for so many seconds, or for ever."""
        if timeout is not None:
            self._simulated += timeout
            return
        if self._rest is None:
            raise RuntimeError("Nothing is left that could go on.")
        self._rest.set_result(None)
        self._rest = None


class _InstantSelector(SelectSelector):
    """Calls `idle` with the seconds instead of waiting for them."""

    def __init__(self, idle: Callable[[float | None], None]) -> None:
        super().__init__()
        self._idle = idle

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        ready = super().select(0)
        if not ready and (timeout is None or timeout > 0):
            self._idle(timeout)
        return ready
