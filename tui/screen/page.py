"""The page: its parts, and the player's moment in them. `actions` has the key actions."""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, cast

from textual import events
from textual.app import App
from textual.reactive import var
from textual.screen import Screen
from textual.types import CSSPathType

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import FREEZE_SECONDS, SHORTEST_SECONDS, next_look
from tui.playback.view import View
from tui.screen.bar import bar_state, in_room, posts_to_edge
from tui.screen.feed.card import Card
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.matches import Matches
from tui.screen.feed.pages import Spot
from tui.screen.feed.widget import Feed
from tui.screen.fixes import PageScreen
from tui.screen.keys import Hint, hints, key_name
from tui.screen.themes import DARK, SIXTEEN_COLOURS_THEME
from tui.screen.transport.notes import Notes
from tui.screen.transport.scale import years_apart
from tui.screen.transport.state import BarState, Chip
from tui.screen.transport.widget import Transport
from tui.screen.view_options import ViewOptions
from tui.screen.window_sizes import ACROSS, DOWN, size_classes

SPEED_WITHOUT_SECONDS = 3  # blog seconds per second; a faster clock hides seconds
PAGE_CSS = Path(__file__).with_name("page.tcss")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class TextScreen(PageScreen):
    """Page whose clock waits while a box covers the text."""

    def on_screen_suspend(self) -> None:
        self._hold(True)

    def on_screen_resume(self) -> None:
        self._hold(False)

    def _hold(self, waits: bool) -> None:
        if isinstance(self.app, ReplayPage) and self.app.is_mounted(self):
            self.app.player.hold(waits)
            self.app.show_moment()


class ReplayPage(App[None]):
    """Shows the player's moment; `now` is the real clock in seconds."""

    CSS_PATH: ClassVar[CSSPathType | None] = PAGE_CSS
    ENABLE_COMMAND_PALETTE = False
    TITLE = "liveblog-tui"
    TOASTS: ClassVar[bool] = False  # `notify` shows toasts, as for a host's guests
    face_number = var(0, init=False)  # index in options.faces
    view: var[View] = var(cast(View, None), init=False)  # shown now
    OPENS_LINKS: ClassVar[bool] = True  # the reader's browser is on this machine
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN
    room_chip: Chip | None = None  # replaces the clock's chip; None outside a room
    room_texts: Sequence[str] = ()  # alternatives, the longest first

    def __init__(
        self,
        player: Player,
        options: ViewOptions,
        layouts: LayoutCache,
        *,
        now: Callable[[], float],
    ) -> None:
        # Before the style sheet is read, which else is read a second time.
        self.set_reactive(App.theme, options.theme or DARK.name)
        super().__init__()
        self.animation_level = "none"
        # Private names of Textual 8.2; without them each start mounts widgets that stay empty.
        self._disable_tooltips, self._disable_notifications = True, not self.TOASTS
        self.player = player
        self.options = options
        self.set_reactive(ReplayPage.face_number, options.face)
        self.set_reactive(ReplayPage.view, player.view())
        self.searching = Matches(player.blog)
        self._now = now
        self._notes = Notes(now)
        self._next_tick: TimerHandle | None = None
        self.layouts = layouts
        self.feed = Feed(
            layouts,
            self.face,
            newest_first=options.newest_first,
            follow_key=self.key("follow"),
            live_key=self.key("live"),
        )
        self.transport = Transport()
        self.hints = hints(options.keymap, back_to_list=options.back_to_list)

    def get_default_screen(self) -> Screen[None]:
        """Screen with its size classes set before the first frame."""
        return TextScreen(id="_default", classes=size_classes(self.size))

    def on_mount(self) -> None:
        theme = self.options.theme or self.suitable_theme
        if theme != self.theme:
            self.theme = theme
        self.set_keymap(self.options.keymap)
        self.show_moment(jumped=True)
        if far := years_apart(self.player.blog):
            self.tell(f"These live blogs lie {far} apart: the scrubber counts posts.")
        if self.options.place is not None:
            self.feed.restore(self.options.place)

    @property
    def suitable_theme(self) -> str:
        """Default theme; with 16 colours the terminal's own palette."""
        few = self.console.color_system == "standard" and not self.is_headless
        return SIXTEEN_COLOURS_THEME if few else DARK.name

    @property
    def face(self) -> ClockFace:
        return self.options.faces[self.face_number]

    def watch_face_number(self) -> None:
        self.feed.set_face(self.face)

    def tick(self) -> None:
        """Advance the player and show its moment; called by the timer."""
        if not self.is_running:  # one may come as the app ends
            return
        self.show_tick()

    def show_tick(self) -> None:
        self.player.tick()
        self.show_moment()

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue with a longer state of the blog; posts on screen stay."""
        self.player.continue_with(blog)
        self.layouts.continue_with(blog)
        self.feed.continue_with(blog, self.player.timeline.indices)
        self.searching.continue_with(blog)

    def show_moment(self, *, jumped: bool = False) -> None:
        view = self.player.view()
        self.show_view(view, jumped=jumped)
        self._look_again(view)

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Show a moment in every part; no part asks the player again."""
        timeline, shown = self.player.timeline, view.shown
        empty = "" if shown else self._empty_text()
        # The reason for a page without posts is worth more than the card at the end.
        self.feed.show(
            timeline.indices,
            shown,
            spot=None if view.reading is None else Spot(view.reading.post, view.reading.share),
            card=self._card() if view.ended and shown else None,
            jumped=jumped,
            empty_text=empty,
            changes=view.changes,
            waiting=posts_to_edge(self.player, view),
        )
        self.searching.update(timeline.indices, shown, view.changes)
        self.view = view
        self.transport.scrubber.show(view, self.face, timeline, self.player.all_posts)
        self.transport.show(self.bar_state(view))

    def _look_again(self, view: View) -> None:
        """Set the timer to the next visible change."""
        figure = SECOND if _shows_seconds(view) else MINUTE
        wait = next_look(
            view,
            self.player.all_posts,
            figure,
            self.size.width,
            seconds_to=self.player.seconds_to,
            turn_in=self._turn_in(view),
        )
        for left in (self._notes.seconds_left, self.live_figure_in):
            wait = wait if left is None else min(wait, max(left, SHORTEST_SECONDS))
        self.wake_in(wait, self._tick_due_in(wait))

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Call `tick` in so many seconds, instead of an earlier call."""
        self._stop_ticks()
        self._next_tick = get_running_loop().call_later(seconds, self.call_next, tick)

    def _tick_due_in(self, seconds: float) -> Callable[[], None]:
        """A tick; if it is far too late the program was stopped, and the player loses that time."""
        loop = get_running_loop()
        due = loop.time() + seconds

        def tick() -> None:
            if (late := loop.time() - due) > FREEZE_SECONDS:
                self.player.lose(late)
            self.tick()

        return tick

    def on_unmount(self) -> None:
        self._stop_ticks()

    def _stop_ticks(self) -> None:
        if self._next_tick is not None:
            self._next_tick.cancel()

    def _turn_in(self, view: View) -> float | None:
        """Real seconds until the page turns, the mark moves on, or the next post starts."""
        place = view.reading
        if place is None or view.read_rate <= 0:
            return None
        shares = (*self.feed.reading.next_shares, 1.0)
        ways = (share * place.seconds - place.read for share in shares)
        return min((way / view.read_rate for way in ways if way > 0), default=None)

    def select(self, selection: Selection) -> None:
        if selection != self.player.selection:
            self.player.select(selection)
            self.show_moment()

    def select_author(self, author: str) -> None:
        """Toggle a filter for this author alone."""
        only = frozenset({author})
        chosen = frozenset() if self.player.selection.authors == only else only
        self.select(Selection(authors=chosen))

    def search(self, words: str) -> None:
        """Search for words; empty words end the search."""
        self.searching.start(words)
        self.feed.highlight(words, None)
        self.show_moment()

    def go_to(self, post: int) -> None:
        """Scroll to a post; undo returns."""
        self.player.remember(self.feed.reading.place)
        self.feed.go_to(post)

    def tell(self, note: str) -> None:
        self._notes.tell(note)
        self.show_moment()

    def tell_each(self, notes: Iterable[str]) -> None:
        """Show notes in turn, each for a few seconds."""
        self._notes.tell_each(notes)
        self.show_moment()

    async def on_event(self, event: events.Event) -> None:
        # A note belongs to the key before.
        if isinstance(event, events.Key) and self._notes.dismiss():
            self.show_moment()
        await super().on_event(event)

    @property
    def live_figure_in(self) -> float | None:
        """Real seconds until a live blog's figure in the bar changes."""
        return None

    def bar_state(self, view: View) -> BarState:
        """Bar content; rooms, live blogs and resume offers replace parts of it."""
        state = bar_state(
            self.player,
            view,
            self.face,
            search=self.searching.status(),
            again=self.key("play"),
            note=self._notes.told(),
            hints=self._useful_hints(view),
            with_seconds=_shows_seconds(view),
        )
        if self.room_chip is None:
            return state
        return in_room(state, view, self.room_chip, self.room_texts)

    def _useful_hints(self, view: View) -> list[Hint]:
        """Hints of the keys that do something now; the play key names its action."""
        searching = bool(self.searching.status())
        is_useful = {
            "follow": not self.feed.reading.following,
            "clear": searching or self.player.selection.active,
            "next-match": searching,
            "previous-match": searching,
            "turn": self._turns(view),
        }
        word = "again" if view.ended else "pause" if view.playing else "play"
        return [
            hint._replace(word=word) if hint.id == "play" else hint
            for hint in self.hints
            if is_useful.get(hint.id, True)
        ]

    def _turns(self, view: View) -> bool:
        reading = self.feed.reading
        if not view.ended or not reading.following or reading.next_page() is not None:
            return True
        spot = reading.spot
        if spot is None or self.player.timeline.next_of_moment(spot.post) is not None:
            return spot is not None
        return spot.share < 1.0 and not reading.shows_end

    def key(self, id: str) -> str:
        return key_name(id, self.options.keymap)

    def _card(self) -> Card:
        from tui.screen.end_card import end_card  # only at the end

        options = self.options
        return end_card(
            self.player,
            self.face,
            options.keymap,
            marks=self.feed.bookmarks,
            back_to_list=options.back_to_list,
        )

    def _empty_text(self) -> str:
        """Reason for an empty page, and keys that help."""
        player, choices = self.player, self.player.selection.clause()
        if not player.timeline.indices:
            return (
                f"No post of this live blog is {choices}. "
                f"Press {self.key('authors')} to choose again, {self.key('clear')} to show all."
            )
        when = self.face.named(player.blog.posts[player.timeline.indices[0]].published)
        return (
            f"No post yet {choices}. The first such post comes at {when}: "
            f"press {self.key('next-post')} to go there, {self.key('clear')} to show all."
        )


def _shows_seconds(view: View) -> bool:
    return not view.tempo.reading and view.tempo.speed < SPEED_WITHOUT_SECONDS
