"""The page: its options, the feed, the player's moment, the next look at the clock, notes."""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, NamedTuple, cast

from textual import events, on
from textual.reactive import var
from textual.screen import Screen
from textual.types import CSSPathType

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.safe_text import printable
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import FREEZE_SECONDS, SHORTEST_SECONDS, next_look
from tui.playback.view import FeedPlace, View
from tui.screen.base_app import BaseApp
from tui.screen.drawing.picture import PictureSource
from tui.screen.feed.card import card_of
from tui.screen.feed.matches import Matches
from tui.screen.feed.rows import FeedRows
from tui.screen.feed.widget import Feed
from tui.screen.fixes import BaseScreen
from tui.screen.keys import BACK_TO_LIST, key_name

NOTE_SECONDS = 4.0
PAGE_CSS = Path(__file__).with_name("page.tcss")


class ViewOptions(NamedTuple):
    """`face` indexes `faces`; `keymap` maps ids of keys.py to keys."""

    faces: Sequence[ClockFace]
    face: int = 0
    newest_first: bool = False
    spoilers: bool = False  # whole summary from the start
    theme: str = ""  # empty: by the terminal
    selection: str = ""  # part of the posts, for the title; empty: all
    place: FeedPlace | None = None  # at the start; None: newest post
    keymap: Mapping[str, str] = MappingProxyType({})
    command: tuple[str, ...] = ()  # start of a command for this replay; empty: none
    moment_option: tuple[str, ...] = ("--at",)  # before the moment; empty for a host
    marks: Mapping[int, str] = MappingProxyType({})  # notes by post
    keep_mark: Callable[[LiveBlog, int, str | None], str] = lambda _blog, _post, _note: ""
    """Called after each change; returns a sentence if the marks cannot be kept."""
    pictures: PictureSource | None = None  # None: not shown
    back_to_list: bool = False  # the quit key leads to a list of live blogs


class TextScreen(BaseScreen, inherit_bindings=False):
    """Page whose clock waits while a box covers the text. Tab is the app's key."""

    BLANK = True  # its parts cover it

    @on(events.ScreenSuspend)
    @on(events.ScreenResume)
    def _hold(self, event: events.ScreenSuspend | events.ScreenResume) -> None:
        if isinstance(self.app, ReplayPage) and self.app.is_mounted(self):
            self.app.player.hold(isinstance(event, events.ScreenSuspend))
            self.app.show_moment()


class ReplayPage(BaseApp):
    """Shows the player's moment; its real clock is the player's, too."""

    CSS_PATH: ClassVar[CSSPathType | None] = PAGE_CSS
    view: var[View] = var(cast(View, None), init=False)  # shown now
    _note = ""
    _noted_at = float("-inf")  # a clock that is set back ends a note
    keep_theme: Callable[[str], None] = staticmethod(lambda _: None)  # saves it for later runs
    picture_shown: Callable[[int, int | None], str] = staticmethod(lambda _post, _number: "")
    """Called with a post and which of its pictures a box shows, None: no more. Returns a sentence
    for below the picture."""
    OPENS_LINKS: ClassVar[bool] = True  # the reader is on this machine, with a browser
    live_figure_in: float | None = None  # real seconds until a live blog's figure changes

    def __init__(self, player: Player, options: ViewOptions) -> None:
        super().__init__(options.theme)
        self._disable_tooltips = True  # a private name of Textual 8.2: no widget that stays empty
        self.player, self._now = player, player.now
        self.options = options
        self.face_number = options.face  # index in options.faces
        self.set_reactive(ReplayPage.view, player.view())
        self.searching = Matches(player)
        self._read_seconds, self._shown_at = 0.0, self._now()  # real time while playing; of a frame
        self._next_tick: TimerHandle | None = None
        rows = FeedRows(player, self.face, self.searching)
        self.feed = Feed(rows, newest_first=options.newest_first, key=self.key)
        player.place = lambda: self.feed.reading.place

    def get_default_screen(self) -> Screen[None]:
        return TextScreen(id="_default")

    def on_mount(self) -> None:
        self.set_keymap(self.options.keymap)
        self.show_moment(jumped=True)
        if self.options.place is not None:
            self.feed.reading.restore(self.options.place)

    @property
    def face(self) -> ClockFace:
        return self.options.faces[self.face_number]

    def tick(self) -> None:
        """Advance the player and show its moment; called by the timer, maybe as the app ends."""
        if self.is_running:
            self.player.tick()
            self.show_moment()

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue with a longer state of the blog; posts on screen stay."""
        self.player.continue_with(blog)
        self.options = self.options._replace(
            faces=tuple(face.until(blog.end) for face in self.options.faces)
        )
        self.feed.reading.continue_with(self.player.timeline.indices)

    def show_moment(self, *, jumped: bool = False) -> None:
        view = self.player.view()
        self.show_view(view, jumped=jumped)
        self._look_again(view)

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Show a moment in every part; no part asks the player again."""
        player, face = self.player, self.face
        now, last = self._now(), self.view
        if last.playing:
            self._read_seconds += min(max(now - self._shown_at, 0.0), last.left)
        self._shown_at = now
        self.feed.rows.face = face
        marks, seconds = len(self.feed.bookmarks), int(self._read_seconds)
        quits = BACK_TO_LIST if self.options.back_to_list else "quit"
        card = card_of(player, view, face, self.key, marks, seconds, quits)
        self.feed.show(view, card=card, jumped=jumped)
        self.searching.update(player.timeline.indices, view.shown, view.changes)
        self.view = view

    def _look_again(self, view: View) -> None:
        """Set the timer to the next visible change."""
        wait = next_look(view, self._turn_in(view))
        note_left = self._noted_at + NOTE_SECONDS - self._now() if self._note else None
        for left in (note_left, self.live_figure_in):
            wait = wait if left is None else min(wait, max(left, SHORTEST_SECONDS))
        loop = get_running_loop()
        due = loop.time() + wait

        def tick() -> None:
            # If it is far too late the program was stopped, and the player loses that time.
            if (late := loop.time() - due) > FREEZE_SECONDS:
                self.player.lose(late)
            self.tick()

        self.wake_in(wait, tick)

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Call `tick` in so many seconds, instead of an earlier call."""
        if self._next_tick is not None:
            self._next_tick.cancel()
        self._next_tick = get_running_loop().call_later(seconds, self.call_next, tick)

    def _turn_in(self, view: View) -> float | None:
        """Real seconds until the page turns, the mark moves on, or the next post starts."""
        place, reading = view.reading, self.feed.reading
        if place is None or view.read_rate <= 0:
            return None
        shares = (*(reading.next_shares if reading.following else ()), 1.0)
        ways = (share * place.seconds - place.read for share in shares)
        return min((way / view.read_rate for way in ways if way > 0), default=None)

    def select(self, selection: Selection) -> None:
        if selection != self.player.selection:
            self.player.select(selection)
            self.show_moment()

    def search(self, words: str) -> None:
        """Search for words; empty words end the search."""
        if words != self.searching.words:
            self.searching.start(words)
        self.show_moment()

    def go_to(self, post: int) -> None:
        """Scroll to a post that is known and not filtered out; undo returns."""
        self.player.remember()
        self.feed.reading.go_to(post)

    def action_zone(self) -> None:
        self.choose_face((self.face_number + 1) % len(self.options.faces))

    def choose_face(self, number: int) -> None:
        self.face_number = number
        self.tell(f"Times: {self.face.label}")

    def choose_theme(self, name: str) -> None:
        self.theme = name
        self.keep_theme(name)
        self.tell(f"Theme: {name}")

    # A note in the bar for a few seconds

    def tell(self, note: str) -> None:
        self._note, self._noted_at = printable(note), self._now()
        self.show_moment()

    @property
    def note(self) -> str:
        if not 0 <= self._now() - self._noted_at < NOTE_SECONDS:
            self._note = ""
        return self._note

    async def on_event(self, event: events.Event) -> None:
        # A note belongs to the key before.
        if isinstance(event, events.Key) and self._note:
            self._note = ""
            self.call_later(self.call_after_keys, self.show_moment)
        await super().on_event(event)

    @property
    def has_begun(self) -> bool:
        """False while a room's lobby covers the page."""
        return True

    def key(self, id: str) -> str:
        return key_name(id, self.options.keymap)


class PartActions:
    """Key actions beside the page: methods named `action_...`."""

    def __init__(self, page: ReplayPage) -> None:
        self.app, self.player, self.feed = page, page.player, page.feed
        self.tell, self.show_moment, self.key = page.tell, page.show_moment, page.key

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: every action is allowed at any time."""
        return True
