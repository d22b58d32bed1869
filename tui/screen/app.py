"""The app: the page with its bar and side panel, and the actions of its keys."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, override

from textual.actions import ActionParseResult
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.dom import DOMNode

from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.view import View
from tui.screen.actions.live import LiveActions, ResumeActions
from tui.screen.actions.posts import PostActions
from tui.screen.feed.matches import Match
from tui.screen.feed.widget import Feed
from tui.screen.keys import bindings, hints
from tui.screen.page import ReplayPage, ViewOptions
from tui.screen.sidebar.widget import Sidebar
from tui.screen.title_bar import TitleBar
from tui.screen.transport.scrubber import years_apart
from tui.screen.transport.state import BarState, Chip, bar_state
from tui.screen.transport.widget import Transport

AGAIN_SECONDS = 0.5  # between two presses, for a key's second meaning


class ReplayApp(ReplayPage):
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(),
        ("ctrl+c", "copy_or_quit"),
        ("super+c", "screen.copy_text"),
    ]
    more_keys: tuple[tuple[str, str], ...] = ()  # extra rows of the help: keys, meaning
    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset()  # ids of keys disabled here
    room_chip: Chip | None = None  # replaces the clock's chip; None outside a room
    room_texts: Sequence[str] = ()  # alternatives, the longest first
    last_hits: Sequence[Any] = ()  # chosen in the palette, the latest first
    started: Callable[[], None] = staticmethod(lambda: None)  # called once, after the first frame

    def __init__(self, player: Player, options: ViewOptions) -> None:
        super().__init__(player, options)
        self.title_bar = TitleBar(self)
        self.sidebar = Sidebar(self, self.title_bar)
        self.transport = Transport(self)
        self.post_actions = PostActions(self)
        self.live_actions = LiveActions(self)
        self.resume_actions = ResumeActions(self)
        self._parts: dict[str, Any] = {  # Textual asks of a part no more than PartActions has
            "clock": self.transport,
            "post": self.post_actions,
            "live": self.live_actions,
            "resume": self.resume_actions,
            "sidebar": self.sidebar,
        }
        self.hints = hints(options.keymap, back_to_list=options.back_to_list)
        self._last_press: tuple[str, float] | None = None

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield Container(self.feed, self.sidebar, id="body")
        self.transport.set_class(not self.has_keys, "-touch")
        yield self.transport

    @override
    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; "post.copy" is the action `copy` of the part `post`."""
        return await super().run_action(
            action, default_namespace, {**self._parts, **(namespaces or {})}
        )

    async def action_twice(self, once: str, again: str) -> None:
        """Run `once`; a second press within AGAIN_SECONDS runs `again`."""
        now, last = self._now(), self._last_press
        is_second = last is not None and last[0] == once and now - last[1] < AGAIN_SECONDS
        self._last_press = None if is_second else (once, now)
        await self.run_action(again if is_second else once)

    def on_mount(self) -> None:
        if far := years_apart(self.player.blog):
            self.tell(f"These live blogs lie {far} apart: the scrubber counts posts.")

    def on_ready(self) -> None:
        self.started()

    def show_view(self, view: View, *, jumped: bool) -> None:
        super().show_view(view, jumped=jumped)
        self.title_bar.refresh()
        self.sidebar.refresh()
        self.transport.bar = self.bar_state(view)
        self.transport.refresh()

    def bar_state(self, view: View) -> BarState:
        state = bar_state(self, view, self.hints)
        if self.room_chip is not None:
            beside = state.beside if view.playing or view.ended else "paused"
            state = state._replace(chip=self.room_chip, beside=beside, room=tuple(self.room_texts))
        return self.resume_actions.with_offer(self.live_actions.with_edge(state, view), view)

    def on_feed_moved(self, _message: Feed.Moved) -> None:
        self.show_moment()

    # The feed

    def action_scroll(self, rows: int) -> None:
        self._scroll(partial(self.feed.reading.shift, rows), up=rows < 0)

    def action_page(self, windows: int) -> None:
        self.action_scroll(windows * max(1, self.feed.size.height - 2))

    def action_top(self) -> None:
        self._scroll(self.feed.reading.to_start, up=True)

    def action_bottom(self) -> None:
        self._scroll(self.feed.reading.to_end, up=False)

    def _scroll(self, move: Callable[[], None], *, up: bool) -> None:
        before = self.feed.reading.top
        self.feed.reading.move(move, leaves=False)
        if self.feed.reading.top != before:
            return
        more = "" if self.player.view().ended else f" {self.key('turn')}: next post"
        self.tell("This is the top." if up else f"That's all so far.{more}")

    def action_follow(self) -> None:
        self.feed.reading.follow()
        self.tell("Following.")

    def action_order(self) -> None:
        newest_first = not self.feed.reading.document.newest_first
        self.feed.reading.set_order(newest_first)
        self.tell("Newest first" if newest_first else "Oldest first")

    def action_look_back(self) -> None:
        if self.post_actions.current is None or not self.feed.look_back():
            self.tell("No earlier versions on screen.")

    async def action_next_match(self, step: int) -> None:
        matches, before = self.searching, self.searching.current
        if await self._has_matches():
            self.go_to_match(matches.step(step, self.feed.reading.current_post()))
            if matches.current == before:
                self.tell("This is the only match so far.")

    async def action_matches(self) -> None:
        if await self._has_matches():
            await self.action_open("lists", "matches")

    async def _has_matches(self) -> bool:
        """True if there are matches; else ask for words or show a note."""
        if not self.searching.words:
            await self.action_open("lists", "search")
        elif not self.searching.every:
            self.tell(self.searching.status())
        return bool(self.searching.every)

    def go_to_match(self, match: Match) -> None:
        self.feed.reading.reveal(match.post, self.feed.rows.line_of(match))
        self.show_moment()

    # The program as a whole

    def action_clear(self) -> None:
        """Close the panel, else end the search, else the filter."""
        if self.sidebar.has_focus or self.sidebar.covers_feed:
            self.sidebar.close()
        elif self.searching.words:
            if not self.searching.every:  # in a narrow window nothing else tells
                self.tell("Search ended.")
            self.search("")
        elif self.player.selection.active:
            self.select(Selection())
        else:
            self.tell("Nothing to clear.")

    @property
    def absent_keys(self) -> frozenset[str]:
        return self.ABSENT_KEYS if self.can_suspend else self.ABSENT_KEYS | {"suspend"}

    def action_suspend_process(self) -> None:
        """Handle ctrl+z: the clock loses that time."""
        stopped = self._now()
        super().action_suspend_process()
        self.player.lose(self._now() - stopped)
        self.show_moment()  # before the timer, which would lose that time again
