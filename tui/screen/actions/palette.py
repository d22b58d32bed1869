"""Command palette: finds headlines, moments and commands, and runs the chosen hit."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial

from tui.model.errors import MomentError
from tui.playback.search import as_typed
from tui.screen.actions.clock import ClockActions
from tui.screen.actions.part import PartActions
from tui.screen.dialogs.palette import PaletteBox, PaletteHit, PaletteHits
from tui.screen.keys import BY_ID, KEYS, Key, shown_keys
from tui.screen.page import ReplayPage

MOST_HEADLINES, MOST_COMMANDS, MOST_RECENT = 6, 8, 3
FIRST = ("theme", "order", "zone", "authors", "marks", "copy-moment", "help", "quit")
"""Ids of keys, listed for an empty line."""
MORE_WORDS = {  # more search words, by key id
    "theme": "theme colours",
    "zone": "time zone",
    "order": "newest first oldest first",
    "quit": "list of live blogs",
    "copy-moment": "share link",
    "marks": "bookmarks notes",
}
TIME_WORDS = ("start", "end", "next", "previous", "now", "noon", "midnight")


class PaletteActions(PartActions):
    def __init__(
        self,
        app: ReplayPage,
        clock: ClockActions,
        absent_keys: Callable[[], Collection[str]],
        keep_theme: Callable[[str], None],
    ) -> None:
        super().__init__(app)
        self._clock, self._absent_keys, self._keep_theme = clock, absent_keys, keep_theme
        self._recent: list[str] = []  # newest first
        self._theme = ""  # theme before previews

    async def action_open(self) -> None:
        from tui.playback.parse.moment import example_time

        self._theme = self.app.theme
        example = example_time(self.player.blog, (self.face, *self.options.faces))
        hint = f"{example} · 16:30 Beijing · +10m · 50% · #7 · a headline · theme"
        await PaletteBox(self._find, hint).open(self._chosen)

    async def _chosen(self, hit: PaletteHit | None) -> None:
        if hit is None or hit.shows is None:
            self._show_theme(self._theme)
        if hit is None:
            return
        if not hit.time:
            self._recent = [hit.text, *self._recent][:MOST_RECENT]
        if (done := hit.run()) is not None:
            await done

    def _find(self, text: str) -> PaletteHits:
        self._show_theme(self._theme)
        if not text.strip():
            absent = self._absent_keys()
            hits = [self._key_hit(BY_ID[id]) for id in FIRST if id not in absent]
            hits.sort(key=lambda hit: hit.text not in self._recent)
            return PaletteHits([("Commands", hits)])
        headlines = ("So far", list(self._headlines(text)))
        commands = ("Commands", self._commands(text))
        times: list[PaletteHit] = []
        wrong, start, end = "", 0, 0
        try:
            times.append(self._moment(text))
        except MomentError as error:
            wrong, start, end = str(error), error.start, error.end
        if headlines[1] and not _is_like_a_time(text):
            return PaletteHits([headlines, commands], wrong, start, end)
        return PaletteHits([("Times", times), headlines, commands], wrong, start, end)

    def _headlines(self, text: str) -> Iterator[PaletteHit]:
        """Newest published headlines with a word that starts like `text`."""
        wanted, count = as_typed(text).casefold().strip(), 0
        for post in reversed(self.player.timeline.indices[: self.player.view().shown]):
            standing = self.feed.rows.versions.standing(post).post
            at = _word_with(as_typed(standing.title).casefold(), wanted)
            if at < 0:
                continue
            yield PaletteHit(
                standing.title,
                partial(self.go_to, post),
                time=self.face.time(standing.published),
                marked=(at, at + len(wanted)),
                preview=re.sub(r"\n\s*\n", "\n", standing.text),
            )
            count += 1
            if count == MOST_HEADLINES:
                return

    def _moment(self, text: str) -> PaletteHit:
        """Hit for a typed moment. Raises MomentError."""
        understood = self._clock.parse(text)
        said = understood.describe(self.player.blog, self.player.view().known)
        seek = partial(self._clock.seek, understood.moment)
        return PaletteHit(said, seek, time=self.face.time(understood.moment), preview=said)

    def _commands(self, text: str) -> list[PaletteHit]:
        """Commands for a text; a match at the start ranks first."""
        wanted = text.casefold().strip()
        rated = []
        for hit, words in self._all_commands():
            at = _word_with(hit.text.casefold(), wanted)
            if at >= 0:
                rated.append((at > 0, hit._replace(marked=(at, at + len(wanted)))))
            elif _word_with(words, wanted) >= 0:
                rated.append((True, hit))
        rated.sort(key=lambda pair: pair[0])
        return [hit for _, hit in rated[:MOST_COMMANDS]]

    def _key_hit(self, key: Key) -> PaletteHit:
        run = partial(self.app.run_action, key.action)
        return PaletteHit(key.does, run, key=shown_keys(key, self.options.keymap))

    def _all_commands(self) -> Iterator[tuple[PaletteHit, str]]:
        """Commands, time zones and themes, each with more search words."""
        left_out = {"jump", *(f"tenth-{n}" for n in range(1, 10)), *self._absent_keys()}
        for key in KEYS:
            if key.id not in left_out:
                yield self._key_hit(key), MORE_WORDS.get(key.id, "")
        for number, face in enumerate(self.options.faces):
            yield PaletteHit(f"times: {face.label}", partial(self._set_face, number)), "time zone"
        for name in () if self.app.no_color else sorted(self.app.available_themes):
            keep, shows = partial(self._keep_theme, name), partial(self._show_theme, name)
            yield PaletteHit(f"theme: {name}", keep, shows=shows), "colours"

    def _show_theme(self, name: str) -> None:
        if self.app.theme != name:
            self.app.theme = name

    def _set_face(self, number: int) -> None:
        self.app.face_number = number
        self.tell(f"Times: {self.face.label}")


def _word_with(text: str, wanted: str) -> int:
    """Index at which a word starts with `wanted`, or -1."""
    at = text.find(wanted)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at


def _is_like_a_time(text: str) -> bool:
    return any(map(str.isdigit, text)) or text.strip().casefold() in TIME_WORDS
