"""Kept between runs in the user's own directories: changed keys, the theme, places and
marks in blogs."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from tui.model.blog import LiveBlog, Post
from tui.model.errors import OptionError
from tui.model.safe_text import one_line

APP = "liveblog-tui"
MOST_PLACES = 200
"""Blogs whose places are remembered."""
LONGEST_WAIT = 3.0
"""Seconds to wait for another run that writes what it remembers."""


class Place(NamedTuple):
    """A moment of a blog, and the reader's place in the feed: post, part, character, following."""

    moment: datetime
    feed: tuple[int, int, int, bool]


def config_file() -> Path:
    """The file in which the user writes settings."""
    return platformdirs.user_config_path(APP) / "config.toml"


def state_file() -> Path:
    """The file in which the program remembers."""
    return platformdirs.user_state_path(APP) / "state.json"


def config() -> tuple[dict[str, Any], str]:
    """The tables of the config file; without any, and a note why, if it cannot be looked at.

    Raises OptionError if it is no TOML.
    """
    path = config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"Your settings are not used: {path} cannot be read ({error.strerror})."
    except UnicodeDecodeError as error:
        raise OptionError(f"The settings in {path} cannot be read: {error}.") from error
    import tomllib  # takes 2 ms, and most people have no such file

    try:
        return tomllib.loads(text), ""
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise OptionError(f"The settings in {path} cannot be read: {error}.") from error


def keymap(tables: Mapping[str, Any], known: frozenset[str]) -> dict[str, str]:
    """The `[keys]` table of the config file: ids to keys; `known` are all ids.

    Raises OptionError if it is not of that kind, or names an unknown id.
    """
    path = config_file()
    keys = tables.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise OptionError(f'In {path} the table [keys] must give each id a text, like play = "p".')
    if unknown := sorted(set(keys) - known):
        names = ", ".join(sorted(known))
        raise OptionError(f"In {path} there is no key called {unknown[0]!r}; the ids are: {names}.")
    return keys


def recall(name: str) -> Any:
    """A value remembered in an earlier run, or None; an unreadable state file counts as empty."""
    return _state().get(name)


def remember(name: str, value: Any) -> None:
    """Keep a value for later runs, if the state file can be written."""
    _change_state(lambda _: {name: value})


def place_in(blog: LiveBlog) -> Place | None:
    """The place where the reader last left this blog, or None."""
    noted: Any = _table(_state(), "places").get(_identity(blog))
    try:
        moment = datetime.fromisoformat(noted["moment"])
        post, part, start, following = noted["feed"]
    except (TypeError, KeyError, ValueError):
        return None
    if moment.tzinfo is None or not all(isinstance(number, int) for number in (post, part, start)):
        return None
    return Place(moment, (post, part, start, bool(following)))


def remember_place(blog: LiveBlog, place: Place) -> None:
    """Remember where the reader leaves a blog; the blogs left longest ago are forgotten."""

    def with_place(state: dict[str, Any]) -> dict[str, Any]:
        places = _table(state, "places")
        places.pop(_identity(blog), None)
        places[_identity(blog)] = {"moment": place.moment.isoformat(), "feed": list(place.feed)}
        return {"places": dict(list(places.items())[-MOST_PLACES:])}

    _change_state(with_place)


def marks_in(blog: LiveBlog) -> dict[int, str]:
    """The posts of a blog that the reader marked, by index, with a note each, empty or not."""
    noted = _table(_state(), "marks").get(_name(blog))
    if not isinstance(noted, list):
        return {}
    notes: dict[tuple[str, str], str] = {}
    for entry in noted:
        if isinstance(entry, list) and len(entry) == 3 and all(isinstance(x, str) for x in entry):
            notes[entry[0], entry[1]] = one_line(entry[2])
    found = {index: notes.pop(_post_name(post), None) for index, post in enumerate(blog.posts)}
    return {index: note for index, note in found.items() if note is not None}


def remember_marks(blog: LiveBlog, marks: Mapping[int, str]) -> None:
    """Remember which posts are marked; those of blogs marked longest ago are forgotten."""
    noted = [[*_post_name(blog.posts[index]), note] for index, note in sorted(marks.items())]

    def with_marks(state: dict[str, Any]) -> dict[str, Any]:
        every = _table(state, "marks")
        every.pop(_name(blog), None)
        if noted:
            every[_name(blog)] = noted
        return {"marks": dict(list(every.items())[-MOST_PLACES:])}

    _change_state(with_marks)


def _name(blog: LiveBlog) -> str:
    """A text that is the same for later copies of a page, which have more posts."""
    return blog.url or blog.title or _identity(blog)


def _post_name(post: Post) -> tuple[str, str]:
    return (post.published.isoformat(), post.title)


def _table(state: dict[str, Any], name: str) -> dict[str, Any]:
    table = state.get(name)
    return table if isinstance(table, dict) else {}


def _identity(blog: LiveBlog) -> str:
    """A text that is the same for copies of a page, and another when posts were added to it."""
    times = f"{blog.start.isoformat()} {blog.end.isoformat()}"
    return f"{blog.url or blog.title} {times} {len(blog.posts)}"


def _state() -> dict[str, Any]:
    try:
        text = state_file().read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json  # takes 1 ms, and a first start has no state

    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def _change_state(changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Writes new values, made of those there are, while no other run does; if it can be written."""
    import json

    from filelock import FileLock  # takes 10 ms, at the end of a run

    path = state_file()
    written = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT):
            try:
                state = _state()
                written.write_text(json.dumps(state | changed(state), indent=1), encoding="utf-8")
                written.replace(path)
            finally:
                written.unlink(missing_ok=True)
    except OSError:  # a time out, too
        return
