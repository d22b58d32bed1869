"""What the palette finds: headlines so far, the moment that a text means, commands."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from textual.command import Hits, Provider
from textual.screen import Screen

from tui.model.errors import MomentError
from tui.playback.search import as_typed
from tui.screen.actions.clock import ClockActions
from tui.screen.actions.palette_effects import PaletteEffects
from tui.screen.dialogs.palette import PaletteHit, PaletteHits
from tui.screen.keys import KEYS, Key, shown_keys

MOST_HEADLINES = 6
MOST_COMMANDS = 8
FIRST = ("theme", "order", "zone", "authors", "marks", "copy-moment", "help", "quit")
"""The commands of an empty line, by their keys' ids."""
MORE_WORDS = {
    "theme": "theme colours",
    "zone": "time zone",
    "order": "newest first oldest first",
    "quit": "list of live blogs",
    "copy-moment": "share link",
    "marks": "bookmarks notes",
}
"""Other words that lead to a command."""


class Headlines(Provider):
    """The headlines of the posts that have been published, the newest first."""

    def __init__(self, screen: Screen[Any], part: PaletteEffects) -> None:
        super().__init__(screen)
        self._part = part

    async def search(self, query: str) -> Hits:
        for hit in self.found(query):
            yield hit

    def found(self, query: str) -> Iterator[PaletteHit]:
        """The first hits for a query."""
        part, wanted, count = self._part, as_typed(query).casefold().strip(), 0
        shown = part.player.view().shown
        for post in reversed(part.player.timeline.indices[:shown]):
            standing = part.feed.rows.versions.standing(post).post
            at = _word_with(as_typed(standing.title).casefold(), wanted)
            if at < 0 or count == MOST_HEADLINES:
                continue
            count += 1
            yield PaletteHit(
                1.0,
                standing.title,
                partial(part.go_to, post),
                text=standing.title,
                time=part.face.time(standing.published),
                marked=(at, at + len(wanted)),
                preview=re.sub(r"\n\s*\n", "\n", standing.text),
            )


class MomentProvider(Provider):
    """The moment that a text means."""

    def __init__(self, screen: Screen[Any], part: PaletteEffects, clock: ClockActions) -> None:
        super().__init__(screen)
        self._part, self._clock = part, clock

    async def search(self, query: str) -> Hits:
        for hit in self.found(query):
            yield hit

    def found(self, query: str) -> Iterator[PaletteHit]:
        """The hit for a query. Raises MomentError if it is no moment."""
        understood = self._clock.parse(query)
        player = self._part.player
        said = understood.describe(player.blog, player.view().known)
        yield PaletteHit(
            1.0,
            said,
            partial(self._clock.seek, understood.moment),
            text=said,
            preview=said,
            time=self._part.face.time(understood.moment),
        )


class Commands(Provider):
    """All that keys do, and each theme and time zone by its name."""

    def __init__(self, screen: Screen[Any], part: PaletteEffects) -> None:
        super().__init__(screen)
        self._part = part

    async def search(self, query: str) -> Hits:
        for hit in self.found(query):
            yield hit

    async def discover(self) -> Hits:
        for hit in self.first():
            yield hit

    def found(self, query: str) -> Iterator[PaletteHit]:
        """The commands for a query, the best first."""
        wanted = query.casefold().strip()
        rated = []
        for hit, words in self._all():
            text = hit.text or ""
            at = _word_with(text.casefold(), wanted)
            if at >= 0:
                hit.marked = (at, at + len(wanted))
                rated.append((at > 0, hit))
            elif _word_with(words, wanted) >= 0:
                rated.append((True, hit))
        rated.sort(key=lambda pair: pair[0])
        yield from (hit for _, hit in rated[:MOST_COMMANDS])

    def first(self) -> Iterator[PaletteHit]:
        """The commands for an empty line."""
        by_id = {key.id: key for key in self._keys()}
        yield from (self._key_hit(by_id[id]) for id in FIRST if id in by_id)

    def _keys(self) -> Iterable[Key]:
        absent = self._part.absent_keys()
        return (key for key in KEYS if key.id != "jump" and key.id not in absent)

    def _key_hit(self, key: Key) -> PaletteHit:
        part = self._part
        return PaletteHit(
            1.0,
            key.does,
            partial(part.app.run_action, key.action),
            text=key.does,
            key=shown_keys(key, part.options.keymap),
        )

    def _all(self) -> Iterator[tuple[PaletteHit, str]]:
        for key in self._keys():
            if key.id == "tenth-0" or not key.id.startswith("tenth-"):
                yield self._key_hit(key), MORE_WORDS.get(key.id, "")
        part = self._part
        for number, face in enumerate(part.options.faces):
            text = f"times: {face.label}"
            yield PaletteHit(1.0, text, partial(part.set_face, number), text=text), "time zone"
        if part.app.no_color:
            return
        for name in sorted(part.app.available_themes):
            text = f"theme: {name}"
            yield (
                PaletteHit(
                    1.0,
                    text,
                    partial(part.keep_theme, name),
                    text=text,
                    shows=partial(part.show_theme, name),
                ),
                "colours",
            )


class Finder:
    """All hits for a text, in their groups."""

    def __init__(self, screen: Screen[Any], part: PaletteEffects, clock: ClockActions) -> None:
        self._part = part
        self._headlines = Headlines(screen, part)
        self._moments = MomentProvider(screen, part, clock)
        self._commands = Commands(screen, part)

    def find(self, text: str) -> PaletteHits:
        """The hits for a text, in their groups."""
        self._part.show_chosen_theme()
        if not text.strip():
            hits = list(self._commands.first())
            hits.sort(key=lambda hit: hit.text not in self._part.recent)
            return PaletteHits([("Commands", hits)])
        headlines, commands = list(self._headlines.found(text)), list(self._commands.found(text))
        times: list[PaletteHit] = []
        wrong, start, end = "", 0, 0
        try:
            times = list(self._moments.found(text))
        except MomentError as error:
            wrong, start, end = str(error), error.start, error.end
        if headlines and not _is_like_a_time(text):
            return PaletteHits([("So far", headlines), ("Commands", commands)], wrong, start, end)
        groups = [("Times", times), ("So far", headlines), ("Commands", commands)]
        return PaletteHits(groups, wrong, start, end)


def _word_with(text: str, wanted: str) -> int:
    """The place of a word in the text that begins with what is wanted; -1 without one."""
    at = text.find(wanted)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at


def _is_like_a_time(text: str) -> bool:
    words = ("start", "end", "next", "previous", "now", "noon", "midnight")
    return any(character.isdigit() for character in text) or text.strip().casefold() in words
