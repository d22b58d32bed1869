"""The only table of keys: bindings, help, hints and the README use it."""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from tui.model.errors import OptionError


class Key(NamedTuple):
    """Keys of an action such as "clock.turn": `keys` in Textual's names, `shown` for people."""

    id: str
    keys: str
    action: str
    shown: str
    does: str  # in the palette; the help has its own words in HELP
    hint: str = ""  # word in the bar


class Hint(NamedTuple):
    """A key in the bar; an `id` outside the table names an action."""

    id: str
    keys: str
    word: str
    does: str = ""  # for the shelf's help


USUAL: Mapping[str, str] = MappingProxyType({})  # no key is changed
HINT_PAIRS = {"forward": "←→", "next-post": "[ ]"}
FIRST_OF_PAIR = {"forward": "back", "next-post": "previous-post"}
_TENTHS = range(1, 10)
KEYS = (  # those with a word for the bar as they stand there
    Key("follow", "f", "follow", "f", "follow what is being read", "follow"),
    Key("down", "j,down", "scroll(1)", "j ↓", "scroll down"),
    Key("up", "k,up", "scroll(-1)", "k ↑", "scroll up"),
    Key("page-down", "pagedown", "page(1)", "PgDn", "page down"),
    Key("page-up", "pageup", "page(-1)", "PgUp", "page up"),
    Key("top", "g,home", "top", "g", "top"),
    Key("bottom", "G,end", "bottom", "G", "bottom"),
    Key("clear", "escape", "clear", "esc", "clear search, then filter", "clear"),
    Key("next-match", "n", "next_match(1)", "n", "next match", "next"),
    Key("previous-match", "N", "next_match(-1)", "N", "previous match", "back"),
    Key("matches", "M", "matches", "M", "list all matches"),
    Key("play", "space", "clock.toggle_play", "space", "play, pause; at the end, replay", "play"),
    Key("turn", "enter", "clock.turn", "enter", "next page or post", "next"),
    Key("forward", "right", "clock.step(60)", "→", "a minute on", "minute"),
    Key("back", "left", "clock.step(-60)", "←", "a minute back"),
    Key("forward-10", "shift+right", "clock.step(600)", "shift →", "ten minutes on"),
    Key("back-10", "shift+left", "clock.step(-600)", "shift ←", "ten minutes back"),
    Key("faster", "plus", "clock.tempo('stepped', True)", "+", "faster"),
    Key("slower", "minus", "clock.tempo('stepped', False)", "-", "slower"),
    Key("default-speed", "equals_sign", "clock.tempo('default')", "=", "reset pace or speed"),
    Key("tempo", "p", "clock.tempo('other')", "p", "reading pace or constant speed; twice: reset"),
    Key("tenth-0", "0", "clock.tenth(0)", "0", "start of the live blog"),
    *(Key(f"tenth-{n}", f"{n}", f"clock.tenth({n})", f"{n}", f"jump to {n}0 %") for n in _TENTHS),
    Key("jump", "colon,t,ctrl+p", "open('palette')", ": t", "go to a time, do anything", "go to"),
    Key("live", "L", "live.to_edge", "L", "go to the live edge"),
    Key("undo", "backspace", "clock.undo", "bksp", "undo a jump"),
    Key("go-on", "r", "resume.resume", "r", "resume where you left it"),
    Key("search", "slash", "open('lists', 'search')", "/", "search the posts so far", "search"),
    Key("help", "question_mark,f1", "open('help')", "? F1", "help", "help"),
    Key("suspend", "ctrl+z", "suspend_process", "ctrl+z", "suspend (fg resumes)"),
    Key("quit", "q", "quit", "q", "quit", "quit"),
    Key("next-post", "right_square_bracket", "clock.post(1)", "]", "next post", "post"),
    Key("previous-post", "left_square_bracket", "clock.post(-1)", "[", "this or the previous post"),
    Key("next-post-paused", "full_stop", "clock.post(1, True)", ".", "pause, next post"),
    Key("previous-post-paused", "comma", "clock.post(-1, True)", ",", "pause, previous post"),
    Key("authors", "a", "open('filter')", "a", "filter authors, kinds", "filter"),
    Key("summary", "s", "sidebar.cycle", "s", "summary: off, so far, all", "summary"),
    Key("focus", "tab,shift+tab", "sidebar.focus", "tab", "go to the side panel and back"),
    Key("picture", "i", "open('pictures')", "i", "pictures of the post", "picture"),
    Key("mark", "m", "post.mark", "m", "mark the post; twice: all marks", "mark"),
    Key("marks", "apostrophe", "open('lists', 'marks')", "'", "list or copy the marked posts"),
    Key("copy", "y", "post.copy", "y", "copy the post; twice: this moment", "copy"),
    Key("copy-moment", "Y", "post.copy_moment", "Y", "copy a command for this moment"),
    Key("links", "l", "open('lists', 'links')", "l", "links of the post", "links"),
    Key("look-back", "v", "look_back", "v", "earlier versions of a post"),
    Key("zone", "z", "zone", "z", "change time zone", "zone"),
    Key("theme", "T", "open('palette', 'themes')", "T", "themes"),
    Key("order", "o", "order", "o", "oldest or newest first", "order"),
)
AGAIN = {  # actions of a second press
    "tempo": "clock.tempo('reset')",
    "copy": "post.copy_moment",
    "mark": "open('lists', 'marks')",
}
BY_ID: Mapping[str, Key] = MappingProxyType({key.id: key for key in KEYS})
BACK_TO_LIST = "list"  # hint of the quit key

HELP = {  # ids of a row's keys: text, in which {id} is a key
    "": {  # the ten main keys
        "play": "play, pause",
        "turn": "next page or post",
        "back forward": "a minute (shift: ten)",
        "previous-post next-post": "previous post, next post",
        "jump": "go to a time, do anything",
        "search": "search; {next-match} {previous-match} matches",
        "authors": "filter authors, kinds",
        "summary": "summary: off, so far, all",
        "follow": "follow what is read",
        "quit": "quit; {help} this help",
    },
    "Time": {
        "faster slower": "faster, slower",
        "tempo": "pace or speed",
        "tenth-0": "tenths of the blog",
        "undo": "undo a jump",
        "go-on": "where you left it",
    },
    "Page": {
        "down up": "scroll",
        "page-down": "down, {page-up}",
        "top bottom": "top, bottom",
        "focus": "to the panel",
        "clear": "clear the search",
    },
    "Take away": {
        "copy": "copy; {copy}{copy} moment",
        "links": "links",
        "mark": "mark; {marks} all marks",
        "picture": "picture",
        "look-back": "before the edit",
    },
}


def bindings(part: str = "") -> list[Binding]:
    """Textual's bindings of the table, or of a part of the page."""
    found = []
    for key in KEYS:
        again = AGAIN.get(key.id)
        action = f"twice({key.action!r}, {again!r})" if again else key.action
        if key.action.startswith(part):
            found.append(Binding(key.keys, action, key.does, show=False, id=key.id))
    return found


def check_keymap(keymap: Mapping[str, str]) -> None:
    """Raises OptionError for an unknown id or key, and for a key with two ids."""
    if unknown := sorted(keymap.keys() - BY_ID.keys()):
        ids = ", ".join(sorted(BY_ID))
        raise OptionError(f"No key {unknown[0]!r}. Ids: {ids}.")
    owners: dict[str, str] = {}
    for key in KEYS:
        for name in map(str.strip, keymap.get(key.id, key.keys).split(",")):
            base = re.sub(r"^(ctrl\+|shift\+|alt\+)*", "", name)
            if key.id in keymap and base not in Keys and len(_character(base)) != 1:
                raise OptionError(
                    f"{key.id} has the key {name!r}, which no terminal sends. Try ctrl+t."
                )
            other = owners.setdefault(_character(name), key.id)
            if other != key.id and (other in keymap or key.id in keymap):
                raise OptionError(f"{other} and {key.id} both have the key {name!r}. Change one.")


def _character(name: str) -> str:
    """Character of a key's name, as "slash" and "/" are the same; else the name."""
    return name if len(name) == 1 else key_to_character(REPLACED_KEYS.get(name, name)) or name


type HelpLines = Sequence[tuple[str, str]]  # keys, action
type HelpGroups = Sequence[tuple[str, HelpLines]]  # title, lines; the first title is empty


def help_groups(
    keymap: Mapping[str, str] = USUAL, *, without: Collection[str] = (), back_to_list: bool = False
) -> HelpGroups:
    """Rows of the help, without the ids in `without`."""
    groups = list[tuple[str, HelpLines]]()
    for title, rows in HELP.items():
        lines = []
        for ids, text in rows.items():
            if ids == "quit" and back_to_list:
                text = text.replace("quit", "back to the list")
            if ids not in without:
                keys = " ".join(key_name(id, keymap) for id in ids.split())
                text = re.sub(r"\{([\w-]+)\}", lambda found: key_name(found[1], keymap), text)
                lines.append(("0-9" if ids == "tenth-0" else keys, text))
        groups.append((title, lines))
    return groups


def hints(keymap: Mapping[str, str] = USUAL, *, back_to_list: bool = False) -> list[Hint]:
    shown = []
    for key in KEYS:
        keys = shown_keys(key, keymap) if key.id in keymap else HINT_PAIRS.get(key.id)
        word = BACK_TO_LIST if back_to_list and key.id == "quit" else key.hint
        if word:
            shown.append(Hint(key.id, keys or key_name(key.id), word))
    return shown


def action_of_hint(id: str) -> str:
    """Action of a click, without spaces."""
    action = (BY_ID[id].action if id in BY_ID else id).replace(" ", "")
    return action if "." in action.partition("(")[0] else f"app.{action}"


def key_name(id: str, keymap: Mapping[str, str] = USUAL) -> str:
    return shown_keys(BY_ID[id], keymap).split()[0]


def shown_keys(key: Key, keymap: Mapping[str, str]) -> str:
    return keymap[key.id].replace(",", " ") if key.id in keymap else key.shown
