"""The user's config.toml: defaults of a replay, and changed keys."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import platformdirs

from tui.model.blog import ORDERS
from tui.model.errors import OptionError
from tui.settings.state import APP

TABLES = ("defaults", "keys")
SUMMARIES = ("so far", "all")


class Defaults(NamedTuple):
    """The table [defaults]; an option left out is empty."""

    pace: float | None = None  # words a minute
    order: str = ""  # one of ORDERS
    theme: str = ""
    zone: tuple[str, ...] = ()  # more zones for the z key
    summary: str = ""  # one of SUMMARIES


def config_file() -> Path:
    return platformdirs.user_config_path(APP) / "config.toml"


class Config(NamedTuple):
    defaults: Defaults = Defaults()
    keys: Mapping[str, str] = MappingProxyType({})  # the table [keys]
    trouble: str = ""  # the reason that the file was not read


def read_config() -> Config:
    """Empty, with `trouble`, if unreadable. Raises OptionError for wrong TOML or tables."""
    path = config_file()
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # takes 2 ms, and most people have no such file

        tables = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        trouble = f"Your settings are not used: {path} cannot be read ({error.strerror})."
        return Config(trouble=trouble)
    except (ValueError, RecursionError) as error:  # ValueError for a number of many digits, too
        is_text = not isinstance(error, UnicodeDecodeError)
        reason = error if is_text else "they are not in UTF-8"
        raise OptionError(f"The settings in {path} cannot be read: {reason}.") from error
    for name, table in tables.items():
        if name not in TABLES:
            wrong = f"no table {name!r}" if isinstance(table, dict) else f"{name!r} is in no table"
            raise OptionError(f"In {path}: {wrong}. Tables: [defaults], [keys].")
    return Config(_defaults(tables.get("defaults", {})), _keys(tables.get("keys", {})))


@contextmanager
def in_setting(place: str) -> Iterator[None]:
    """Adds the file and the place in it to an OptionError."""
    try:
        yield
    except OptionError as error:
        raise OptionError(f"In {config_file()} {place}: {error}") from error


def _defaults(table: Any) -> Defaults:
    """Raises OptionError for a wrong name or type; the command checks the values."""
    path = config_file()
    if not isinstance(table, dict):
        raise OptionError(f"In {path} [defaults] must be a table, with lines like pace = 240.")
    for name, value in table.items():
        if name not in Defaults._fields:
            there = ", ".join(sorted(Defaults._fields))
            raise OptionError(f"In {path} [defaults]: no setting {name!r}. Settings: {there}.")
        is_good, wanted = _KINDS[name]
        if not is_good(value):
            raise OptionError(f"In {path} [defaults] {name} takes {wanted}.")
    zone = table.get("zone", ())
    return Defaults(**table | {"zone": (zone,) if isinstance(zone, str) else tuple(zone)})


def _are_zones(value: Any) -> bool:
    zones = [value] if isinstance(value, str) else value
    return isinstance(zones, list) and all(isinstance(zone, str) for zone in zones)


_KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "pace": (
        lambda value: type(value) in (int, float) and abs(value) < 1e6,
        "words a minute, such as 240",
    ),
    "order": (ORDERS.__contains__, '"oldest" or "newest", the posts that come first'),
    "theme": (lambda value: isinstance(value, str), 'the name of a theme, such as "nord"'),
    "zone": (_are_zones, 'a zone or a list of them, such as ["Beijing", "UTC"]'),
    "summary": (SUMMARIES.__contains__, '"so far" or "all"'),
}  # check of the value, and words for a good value


def _keys(table: Any) -> dict[str, str]:
    """Raises OptionError for another type; `check_keymap` looks at ids and keys."""
    if not isinstance(table, dict) or not all(isinstance(keys, str) for keys in table.values()):
        raise OptionError(
            f'In {config_file()} the table [keys] must give each id a text, like play = "f5".'
        )
    return table
