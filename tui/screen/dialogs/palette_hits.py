"""Hits of the palette: headlines, moments, commands."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tui.model.errors import MomentError
from tui.playback.search import as_typed
from tui.screen.app import ReplayApp
from tui.screen.keys import BY_ID, KEYS, Key, shown_keys
from tui.screen.themes import THEMES

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


class PaletteHit(NamedTuple):
    text: str
    run: Callable[[], Awaitable[object] | None]
    time: str = ""
    key: str = ""
    marked: tuple[int, int] = (0, 0)  # typed characters within the text
    preview: str = ""
    theme: str = ""  # previewed on the page


type Groups = Sequence[tuple[str, Sequence[PaletteHit]]]  # title, hits


def find_hits(page: ReplayApp, text: str) -> tuple[Groups, MomentError | None]:
    """Hits, and the error if the text is no moment."""
    if not text.strip():
        hits = [_key_hit(page, BY_ID[id]) for id in FIRST if id not in page.absent_keys]
        hits.sort(key=lambda hit: hit.text not in page.recent_commands)
        return [("Commands", hits)], None
    headlines = ("So far", list(_headlines(page, text)))
    groups = [headlines, ("Commands", _commands(page, text))]
    try:
        times = ("Times", [_moment(page, text)])
    except MomentError as error:
        return groups, error
    is_like_a_time = any(map(str.isdigit, text)) or text.strip().casefold() in TIME_WORDS
    return (groups if headlines[1] and not is_like_a_time else [times, *groups]), None


def _headlines(page: ReplayApp, text: str) -> Iterator[PaletteHit]:
    """Newest published headlines with a word that starts like `text`."""
    wanted, count = as_typed(text).casefold().strip(), 0
    for post in reversed(page.player.timeline.indices[: page.player.view().shown]):
        standing = page.feed.rows.versions.standing(post).post
        at = _word_with(as_typed(standing.title).casefold(), wanted)
        if at < 0:
            continue
        yield PaletteHit(
            standing.title,
            partial(page.go_to, post),
            time=page.face.time(standing.published),
            marked=(at, at + len(wanted)),
            preview=re.sub(r"\n\s*\n", "\n", standing.text),
        )
        count += 1
        if count == MOST_HEADLINES:
            return


def _moment(page: ReplayApp, text: str) -> PaletteHit:
    """Hit for a typed moment. Raises MomentError."""
    from tui.playback.parse.moment import parse_moment  # imports dateutil's parsers

    player = page.player
    understood = parse_moment(
        text,
        blog=player.blog,
        position=player.position,
        zones=(page.face, *page.options.faces),
        timeline=player.timeline,
    )
    said = understood.describe(player.blog, player.view().known)
    seek = partial(page.transport.seek, understood.moment)
    return PaletteHit(said, seek, time=page.face.time(understood.moment), preview=said)


def _commands(page: ReplayApp, text: str) -> list[PaletteHit]:
    """Commands for a text; a match at the start ranks first."""
    wanted = text.casefold().strip()
    rated = []
    for hit, words in _all_commands(page):
        at = _word_with(hit.text.casefold(), wanted)
        if at >= 0:
            rated.append((at > 0, hit._replace(marked=(at, at + len(wanted)))))
        elif _word_with(words, wanted) >= 0:
            rated.append((True, hit))
    rated.sort(key=lambda pair: pair[0])
    return [hit for _, hit in rated[:MOST_COMMANDS]]


def _all_commands(page: ReplayApp) -> Iterator[tuple[PaletteHit, str]]:
    left_out = {"jump", *(f"tenth-{n}" for n in range(1, 10)), *page.absent_keys}
    for key in KEYS:
        if key.id not in left_out:
            yield _key_hit(page, key), MORE_WORDS.get(key.id, "")
    for number, face in enumerate(page.options.faces):
        yield PaletteHit(f"times: {face.label}", partial(page.choose_face, number)), "time zone"
    for name in () if page.no_color else THEMES:
        yield PaletteHit(f"theme: {name}", partial(page.choose_theme, name), theme=name), "colours"


def _key_hit(page: ReplayApp, key: Key) -> PaletteHit:
    run = partial(page.run_action, key.action)
    return PaletteHit(key.does, run, key=shown_keys(key, page.options.keymap))


def _word_with(text: str, wanted: str) -> int:
    """Index at which a word starts with `wanted`, or -1."""
    at = text.find(wanted)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at
