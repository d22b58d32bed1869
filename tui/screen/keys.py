"""The one table of keys: bindings, help, hints and the README's list of keys all come from it."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from tui.model.errors import OptionError
from tui.screen.transport.hints import Hint


class Key(NamedTuple):
    """An action and its keys.

    Settings remap it by its `id`; `keys` has Textual's names, `shown` those for people.
    """

    id: str
    keys: str
    action: str
    shown: str
    does: str
    hint: str = ""
    """The hint in the transport bar, keys first; keys without a hint are only in the help."""


HINT_ORDER = (
    "play", "turn", "jump", "authors", "search", "help", "quit", "follow", "summary", "forward",
    "next-post", "next-match", "previous-match", "clear", "links", "copy", "zone", "order",
)  # fmt: skip
KEYS = (
    Key(
        "play",
        "space",
        "toggle_play",
        "space",
        "play or pause; at the end, watch again",
        "space play",
    ),
    Key("turn", "enter", "turn", "enter", "turn the page now", "enter turn"),
    Key("forward", "right", "step(60)", "→", "one minute on", "←→ minute"),
    Key("back", "left", "step(-60)", "←", "one minute back"),
    Key("forward-10", "shift+right", "step(600)", "shift →", "ten minutes on"),
    Key("back-10", "shift+left", "step(-600)", "shift ←", "ten minutes back"),
    Key("next-post", "right_square_bracket", "next_post", "]", "to the next post", "[ ] post"),
    Key(
        "previous-post",
        "left_square_bracket",
        "previous_post",
        "[",
        "this post's start, or the one before",
    ),
    Key("next-post-paused", "full_stop", "next_post_paused", ".", "pause, next post"),
    Key(
        "previous-post-paused",
        "comma",
        "previous_post_paused",
        ",",
        "pause, previous post",
    ),
    Key("faster", "plus", "faster", "+", "faster: a higher pace or speed"),
    Key("slower", "minus", "slower", "-", "slower: a lower pace or speed"),
    Key("default-speed", "equals_sign", "default_speed", "=", "back to the usual pace or speed"),
    Key("tempo", "p", "other_tempo", "p", "reading pace or constant speed"),
    *(
        Key(f"tenth-{n}", str(n), f"tenth({n})", str(n), f"to {n} tenths of the blog")
        for n in range(10)
    ),
    Key(
        "jump",
        "t,colon",
        "time_box",
        "t :",
        "jump to a time: 10:26, +10m, 50%, #7, a headline",
        "t jump",
    ),
    Key("undo", "backspace", "undo", "backspace", "undo the last jump"),
    Key("go-on", "r", "go_on", "r", "go on where you left this blog"),
    Key("authors", "a", "authors", "a", "choose authors and kinds of post", "a filter"),
    Key("search", "slash", "search", "/", "search what has been posted", "/ search"),
    Key("next-match", "n", "next_match(1)", "n", "to the next match", "n next"),
    Key("previous-match", "N", "next_match(-1)", "N", "to the previous match", "N back"),
    Key("matches", "M", "matches", "M", "all matches in a list"),
    Key("clear", "escape", "clear", "esc", "clear the search, then the filter", "esc clear"),
    Key("down", "j,down", "scroll(1)", "j ↓", "scroll down"),
    Key("up", "k,up", "scroll(-1)", "k ↑", "scroll up"),
    Key("page-down", "pagedown", "page(1)", "PgDn", "a window down"),
    Key("page-up", "pageup", "page(-1)", "PgUp", "a window up"),
    Key("top", "g,home", "top", "g", "to the top"),
    Key("bottom", "G,end", "bottom", "G", "to the bottom"),
    Key("follow", "f", "follow", "f", "follow: back to what is being read", "f follow"),
    Key("summary", "s", "sidebar", "s", "show or hide the summary", "s summary"),
    Key("whole-summary", "S", "whole_summary", "S", "all of the summary, and back"),
    Key(
        "focus",
        "tab",
        "focus_sidebar",
        "tab",
        "into the summary and back: arrows choose",
    ),
    Key("order", "o", "order", "o", "oldest or newest first", "o order"),
    Key("look-back", "v", "look_back", "v", "what an edited post was before"),
    Key("theme", "T", "theme", "T", "choose the colours"),
    Key("zone", "z", "zone", "z", "show times in the next zone", "z zone"),
    Key("copy", "y", "copy_post", "y", "copy the post", "y copy"),
    Key("copy-moment", "Y", "copy_moment", "Y", "copy the moment as a command"),
    Key("links", "l", "links", "l", "the post's links, by number", "l links"),
    Key("mark", "m", "mark", "m", "mark the post; again: a note"),
    Key("marks", "apostrophe", "marks", "'", "marked posts"),
    Key("help", "question_mark,f1", "help", "? F1", "all keys", "? help"),
    Key(
        "suspend",
        "ctrl+z",
        "suspend_process",
        "ctrl+z",
        "back to the shell; fg goes on",
    ),
    Key("quit", "q", "quit", "q", "quit", "q quit"),
)
BACK_TO_LIST = ("back to the list of live blogs", "list")
"""What the key that quits does where a list led here: for the help, and in one word."""

KEY_GROUPS = {
    "play": "The clock",
    "authors": "Choose and search",
    "down": "Scroll",
    "summary": "The window",
}
"""The groups of keys in help and README, by the id of the first key of each."""


def bindings() -> list[Binding]:
    """The table as Textual's bindings."""
    return [Binding(key.keys, key.action, key.does, show=False, id=key.id) for key in KEYS]


def check_keymap(keymap: Mapping[str, str]) -> None:
    """Raises OptionError for a key that no terminal sends, and for one that two ids have."""
    if not keymap:
        return
    owners: dict[str, str] = {}
    for key in KEYS:
        for name in map(str.strip, keymap.get(key.id, key.keys).split(",")):
            if key.id in keymap and not _is_key(name):
                raise OptionError(
                    f"There is no key {name!r}, which your settings give to {key.id}; "
                    "one is ctrl+t."
                )
            other = owners.setdefault(_character(name), key.id)
            if other != key.id and (other in keymap or key.id in keymap):
                raise OptionError(
                    f"Your settings leave the key {name!r} with both {other} and {key.id}: "
                    "change one."
                )


def _is_key(name: str) -> bool:
    """Whether it is a character or one of Textual's names, with any modifiers before it."""
    modifiers = re.match(r"(ctrl\+|shift\+|alt\+)*", name)
    base = name[modifiers.end() if modifiers else 0 :]
    return base in Keys or len(_character(base)) == 1


def _character(name: str) -> str:
    """The character of a key's name, as "slash" and "/" are one key; else the name itself."""
    return name if len(name) == 1 else key_to_character(REPLACED_KEYS.get(name, name)) or name


def help_groups(
    keymap: Mapping[str, str] = MappingProxyType({}),
    *,
    without: Collection[str] = (),
    back_to_list: bool = False,
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The current keys and their actions, for people; the ten digits share one row.

    The ids in `without` are left out; `back_to_list` says where the key that quits leads.
    """
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for key in KEYS:
        if key.id in KEY_GROUPS:
            groups.append((KEY_GROUPS[key.id], []))
        if key.id == "tenth-0":
            groups[-1][1].append(("0-9", "to so many tenths of the blog"))
        elif not key.id.startswith("tenth-") and key.id not in without:
            does = BACK_TO_LIST[0] if back_to_list and key.id == "quit" else key.does
            groups[-1][1].append((_shown(key, keymap), does))
    return groups


def hints(
    keymap: Mapping[str, str] = MappingProxyType({}), *, back_to_list: bool = False
) -> list[Hint]:
    """All key hints of the transport bar, in the order in which they are worth their place."""
    by_id = {key.id: key for key in KEYS if key.hint}
    shown = []
    for id in (*(id for id in HINT_ORDER if id in by_id), *(by_id.keys() - set(HINT_ORDER))):
        key = by_id[id]
        keys, _, word = key.hint.rpartition(" ")
        word = BACK_TO_LIST[1] if back_to_list and id == "quit" else word
        shown.append(Hint(id, _shown(key, keymap) if id in keymap else keys, word))
    return shown


def key_name(id: str, keymap: Mapping[str, str] = MappingProxyType({})) -> str:
    """The first current key of an id, for people."""
    return _shown(next(key for key in KEYS if key.id == id), keymap).split()[0]


def _shown(key: Key, keymap: Mapping[str, str]) -> str:
    return keymap[key.id].replace(",", " ") if key.id in keymap else key.shown


def readme_keys() -> str:
    """All keys in their groups, as lines of the README."""
    lines: list[str] = []
    for title, rows in help_groups():
        lines += ["", title, *(f"  {keys:<11}{does}" for keys, does in rows)]
    return "\n".join(lines[1:])
