"""The only table of keys: bindings, help, hints and the README use it."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from tui.model.errors import OptionError


class Key(NamedTuple):
    """Keys of an action such as "feed.top": `keys` in Textual's names, `shown` for people."""

    id: str
    keys: str
    action: str
    shown: str
    does: str
    hint: str = ""  # of the bar: keys, two spaces, word


class Hint(NamedTuple):
    """A key in the bar; an `id` outside the table names an action."""

    id: str
    keys: str
    word: str


HINT_ORDER = (  # from left to right
    "follow", "clear", "next-match", "previous-match", "play", "turn", "forward", "jump", "search",
    "help", "quit", "next-post", "authors", "summary", "picture", "copy", "links", "zone", "order",
)  # fmt: skip
KEYS = (
    Key(
        "play",
        "space",
        "clock.toggle_play",
        "space",
        "play, pause; at the end, watch again",
        "space  play",
    ),
    Key("turn", "enter", "clock.turn", "enter", "next page or post", "enter  next"),
    Key("forward", "right", "clock.step(60)", "→", "a minute on", "←→  minute"),
    Key("back", "left", "clock.step(-60)", "←", "a minute back"),
    Key("forward-10", "shift+right", "clock.step(600)", "shift →", "ten minutes on"),
    Key("back-10", "shift+left", "clock.step(-600)", "shift ←", "ten minutes back"),
    Key("next-post", "right_square_bracket", "clock.next_post", "]", "next post", "[ ]  post"),
    Key(
        "previous-post",
        "left_square_bracket",
        "clock.previous_post",
        "[",
        "start of this post, then the previous",
    ),
    Key("next-post-paused", "full_stop", "clock.next_post_paused", ".", "pause, next post"),
    Key("previous-post-paused", "comma", "clock.previous_post_paused", ",", "pause, previous post"),
    Key("faster", "plus", "clock.faster", "+", "faster"),
    Key("slower", "minus", "clock.slower", "-", "slower"),
    Key("default-speed", "equals_sign", "clock.default_speed", "=", "reset pace or speed"),
    Key(
        "tempo",
        "p",
        "twice('clock.other_tempo', 'clock.reset_tempo')",
        "p",
        "reading pace or constant speed; twice: reset",
    ),
    *(
        Key(
            f"tenth-{n}",
            str(n),
            f"clock.tenth({n})",
            str(n),
            f"jump to {n}0 %" if n else "start of the live blog",
        )
        for n in range(10)
    ),
    Key(
        "jump", "colon,t,ctrl+p", "open('palette')", ": t", "go to a time, do anything", ":  go to"
    ),
    Key("live", "L", "live.to_edge", "L", "go to the live edge"),
    Key("undo", "backspace", "clock.undo", "bksp", "undo a jump"),
    Key("go-on", "r", "resume.resume", "r", "resume where you left it"),
    Key("authors", "a", "open('filter')", "a", "filter authors, kinds", "a  filter"),
    Key("search", "slash", "open('search')", "/", "search the posts so far", "/  search"),
    Key("next-match", "n", "feed.next_match(1)", "n", "next match", "n  next"),
    Key("previous-match", "N", "feed.next_match(-1)", "N", "previous match", "N  back"),
    Key("matches", "M", "feed.matches", "M", "list all matches"),
    Key("clear", "escape", "clear", "esc", "clear search, then filter", "esc  clear"),
    Key("down", "j,down", "feed.scroll(1)", "j ↓", "scroll down"),
    Key("up", "k,up", "feed.scroll(-1)", "k ↑", "scroll up"),
    Key("page-down", "pagedown", "feed.page(1)", "PgDn", "page down"),
    Key("page-up", "pageup", "feed.page(-1)", "PgUp", "page up"),
    Key("top", "g,home", "feed.top", "g", "top"),
    Key("bottom", "G,end", "feed.bottom", "G", "bottom"),
    Key("follow", "f", "follow", "f", "follow what is being read", "f  follow"),
    Key("summary", "s", "sidebar.cycle", "s", "summary: off, so far, all", "s  summary"),
    Key("whole-summary", "S", "sidebar.whole_summary", "S", "all of the summary, and back"),
    Key("focus", "tab", "sidebar.focus", "tab", "go to the side panel and back"),
    Key("order", "o", "feed.order", "o", "oldest or newest first", "o  order"),
    Key("look-back", "v", "feed.look_back", "v", "earlier versions of a post"),
    Key("theme", "T", "open('theme')", "T", "choose a theme"),
    Key("zone", "z", "zone", "z", "change time zone", "z  zone"),
    Key(
        "copy",
        "y",
        "twice('post.copy', 'post.copy_moment')",
        "y",
        "copy the post; twice: this moment",
        "y  copy",
    ),
    Key("copy-moment", "Y", "post.copy_moment", "Y", "copy a command for this moment"),
    Key("links", "l", "open('links')", "l", "links of the post", "l  links"),
    Key(
        "mark",
        "m",
        """twice('post.mark', "open('marks')")""",
        "m",
        "mark the post; twice: all marks",
    ),
    Key("marks", "apostrophe", "open('marks')", "'", "list the marked posts"),
    Key("picture", "i", "open('pictures')", "i", "pictures of the post", "i  picture"),
    Key("help", "question_mark,f1", "open('help')", "? F1", "this help", "?  help"),
    Key("suspend", "ctrl+z", "suspend_process", "ctrl+z", "suspend (fg resumes)"),
    Key("quit", "q", "quit", "q", "quit", "q  quit"),
)
BY_ID: Mapping[str, Key] = MappingProxyType({key.id: key for key in KEYS})
BACK_TO_LIST = ("back to the list of live blogs", "list")  # for the quit key: help, bar


class HelpRow(NamedTuple):
    """Keys in a row of the help. In `does`, {id} is a key, {id+id} the key pressed twice."""

    ids: tuple[str, ...]
    does: str


FIRST_ROWS = (  # the ten main keys
    HelpRow(("play",), "play, pause"),
    HelpRow(("turn",), "next page or post"),
    HelpRow(("back", "forward"), "a minute (shift: ten)"),
    HelpRow(("previous-post", "next-post"), "previous post, next post"),
    HelpRow(("jump",), "go to a time, do anything"),
    HelpRow(("search",), "search; {next-match} {previous-match} matches"),
    HelpRow(("authors",), "filter authors, kinds"),
    HelpRow(("summary",), "summary: off, so far, all"),
    HelpRow(("follow",), "follow what is read"),
    HelpRow(("quit",), "quit; {help} this help"),
)
MORE_ROWS: Mapping[str, tuple[HelpRow, ...]] = MappingProxyType(
    {
        "Time": (
            HelpRow(("faster", "slower"), "faster, slower"),
            HelpRow(("tempo",), "pace or speed"),
            HelpRow(("tenth-0",), "tenths of the blog"),
            HelpRow(("undo",), "undo a jump"),
            HelpRow(("go-on",), "where you left it"),
        ),
        "Page": (
            HelpRow(("down", "up"), "scroll"),
            HelpRow(("page-down",), "down, {page-up}"),
            HelpRow(("top", "bottom"), "top, bottom"),
            HelpRow(("focus",), "to the panel"),
            HelpRow(("clear",), "clear the search"),
        ),
        "Take away": (
            HelpRow(("copy",), "copy; {copy+copy} moment"),
            HelpRow(("links",), "links"),
            HelpRow(("mark",), "mark; {mark+mark} all"),
            HelpRow(("picture",), "picture"),
            HelpRow(("look-back",), "before the edit"),
        ),
    }
)


def bindings(part: str = "") -> list[Binding]:
    """Textual's bindings of the table, or of a part of the page."""
    keys = (key for key in KEYS if key.action.startswith(part))
    return [Binding(key.keys, key.action, key.does, show=False, id=key.id) for key in keys]


def check_keymap(keymap: Mapping[str, str]) -> None:
    """Raises OptionError for an unknown key, and for a key with two ids."""
    if not keymap:
        return
    owners: dict[str, str] = {}
    for key in KEYS:
        for name in map(str.strip, keymap.get(key.id, key.keys).split(",")):
            if key.id in keymap and not _is_key(name):
                raise OptionError(
                    f"Your settings give {key.id} the key {name!r}, which no terminal sends. "
                    "Try ctrl+t."
                )
            other = owners.setdefault(_character(name), key.id)
            if other != key.id and (other in keymap or key.id in keymap):
                raise OptionError(
                    f"Your settings give the key {name!r} to both {other} and {key.id}. Change one."
                )


def _is_key(name: str) -> bool:
    """True for a character or a name of Textual's, with any modifiers."""
    modifiers = re.match(r"(ctrl\+|shift\+|alt\+)*", name)
    base = name[modifiers.end() if modifiers else 0 :]
    return base in Keys or len(_character(base)) == 1


def _character(name: str) -> str:
    """Character of a key's name, as "slash" and "/" are the same; else the name."""
    return name if len(name) == 1 else key_to_character(REPLACED_KEYS.get(name, name)) or name


type HelpLines = list[tuple[str, str]]  # keys, action


def help_groups(
    keymap: Mapping[str, str] = MappingProxyType({}),
    *,
    without: Collection[str] = (),
    back_to_list: bool = False,
) -> list[tuple[str, HelpLines]]:
    """Rows of the help by title (the first is empty), without the ids in `without`."""
    groups: list[tuple[str, HelpLines]] = []
    for title, rows in (("", FIRST_ROWS), *MORE_ROWS.items()):
        lines = [
            (_row_keys(row, keymap), _row_text(row, keymap, back_to_list=back_to_list))
            for row in rows
            if row.ids[0] not in without
        ]
        groups.append((title, lines))
    return groups


def _row_keys(row: HelpRow, keymap: Mapping[str, str]) -> str:
    if row.ids == ("tenth-0",):
        return "0-9"
    return " ".join(key_name(id, keymap) for id in row.ids)


def _row_text(row: HelpRow, keymap: Mapping[str, str], *, back_to_list: bool) -> str:
    def key(named: re.Match[str]) -> str:
        first, _, again = named[1].partition("+")
        name = key_name(first, keymap)
        return name if not again else name * 2 if len(name) == 1 else f"{name} twice"

    text = row.does
    if back_to_list and row.ids == ("quit",):
        text = text.replace("quit", "back to the list")
    return re.sub(r"\{([\w+-]+)\}", key, text)


def hints(
    keymap: Mapping[str, str] = MappingProxyType({}), *, back_to_list: bool = False
) -> list[Hint]:
    """Key hints of the bar, in their order."""
    shown = []
    for id in HINT_ORDER:
        keys, _, word = BY_ID[id].hint.partition("  ")
        word = BACK_TO_LIST[1] if back_to_list and id == "quit" else word
        shown.append(Hint(id, shown_keys(BY_ID[id], keymap) if id in keymap else keys, word))
    return shown


def action_of_hint(id: str, backwards: bool) -> str:
    """Action of a click; `backwards` is a pair's first key, which KEYS lists after the other."""
    if id not in BY_ID:
        return id
    return KEYS[KEYS.index(BY_ID[id]) + backwards].action


def key_name(id: str, keymap: Mapping[str, str] = MappingProxyType({})) -> str:
    """First current key of an id, for people."""
    return shown_keys(BY_ID[id], keymap).split()[0]


def shown_keys(key: Key, keymap: Mapping[str, str]) -> str:
    return keymap[key.id].replace(",", " ") if key.id in keymap else key.shown
