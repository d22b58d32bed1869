"""What is kept between runs in the user's own directories: the keys they changed, the theme they chose."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

APP = "liveblog-tui"
PLACES_KEPT = 200


class Place(NamedTuple):
    """A moment of a blog, and where in the feed the reader was: post, part, character, whether following."""

    moment: datetime
    feed: tuple[int, int, int, bool]


def config_file() -> Path:
    """Where the user may write settings."""
    return platformdirs.user_config_path(APP) / "config.toml"


def state_file() -> Path:
    """Where the program notes what it should remember."""
    return platformdirs.user_state_path(APP) / "state.json"


def keymap(known: frozenset[str]) -> dict[str, str]:
    """The `[keys]` table of the config file: ids of keys.py to keys. OptionError if it cannot be followed."""
    path = config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"The settings in {path} cannot be read: {error}.") from error
    import tomllib  # takes 2 ms, and most people have no such file

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OptionError(f"The settings in {path} cannot be read: {error}.") from error
    keys = settings.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise OptionError(f'In {path} the table [keys] must give each id a text, like play = "p".')
    if unknown := sorted(set(keys) - known):
        names = ", ".join(sorted(known))
        raise OptionError(f"In {path} there is no key called {unknown[0]!r}; the ids are: {names}.")
    return keys


def recall(name: str) -> Any:
    """A value noted in an earlier run, or None; a state file that cannot be read counts as empty."""
    return _state().get(name)


def remember(name: str, value: Any) -> None:
    """Notes a value for later runs; where nothing can be written, nothing is remembered."""
    import json

    state = _state() | {name: value}
    path = state_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(f".{os.getpid()}.tmp")
        written.write_text(json.dumps(state, indent=1), encoding="utf-8")
        written.replace(path)
    except OSError:
        return


def place_in(blog: LiveBlog) -> Place | None:
    """Where the reader left this blog the last time, if they ever did."""
    noted: Any = _places().get(_identity(blog))
    try:
        moment = datetime.fromisoformat(noted["moment"])
        post, part, start, following = noted["feed"]
    except (TypeError, KeyError, ValueError):
        return None
    if moment.tzinfo is None or not all(isinstance(number, int) for number in (post, part, start)):
        return None
    return Place(moment, (post, part, start, bool(following)))


def remember_place(blog: LiveBlog, place: Place) -> None:
    """Notes where the reader leaves a blog; the blogs left longest ago are forgotten."""
    places = _places()
    places.pop(_identity(blog), None)
    places[_identity(blog)] = {"moment": place.moment.isoformat(), "feed": list(place.feed)}
    remember("places", dict(list(places.items())[-PLACES_KEPT:]))


def _places() -> dict[str, Any]:
    places = recall("places")
    return places if isinstance(places, dict) else {}


def _identity(blog: LiveBlog) -> str:
    """The same for the same page, wherever its file lies; another when posts were added to it."""
    return f"{blog.url or blog.title} {blog.start.isoformat()} {blog.end.isoformat()} {len(blog.posts)}"


def _state() -> dict[str, Any]:
    try:
        text = state_file().read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json  # only where there is a state to read: a start without one is 1 ms shorter

    try:
        state = json.loads(text)
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}
