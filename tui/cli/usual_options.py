"""What a replay begins with where the command line says nothing: the settings, and kept choices.

A choice made in the app holds until the setting that it replaced is changed.
"""

from collections.abc import Collection

from tui.model.errors import OptionError
from tui.model.zones import zone_named
from tui.replay import ReplayOptions
from tui.settings.config import Defaults, config_file
from tui.settings.state import recall, remember


def with_defaults(asked: ReplayOptions, spoilers: bool | None, usual: Defaults) -> ReplayOptions:
    """The options asked for, and the settings where nothing was; `spoilers` is None unless asked.

    Raises OptionError for a zone that there is not.
    """
    for zone in usual.zone:
        try:
            zone_named(zone)
        except OptionError as error:
            raise OptionError(f"In {config_file()} [defaults] zone: {error}") from error
    whole = usual.summary == "all" if spoilers is None else spoilers
    return asked._replace(zones=asked.zones or usual.zone, spoilers=whole)


def usual_theme(usual: str, themes: Collection[str]) -> str:
    """The theme chosen in the app, else the one set; empty for neither.

    Raises OptionError if the one set is not of `themes`.
    """
    if usual and usual not in themes:
        raise OptionError(
            f"In {config_file()} [defaults] theme: there is none called {usual!r}; "
            f"the themes are: {', '.join(sorted(themes))}."
        )
    return kept_theme(usual, themes) or usual


def kept_theme(usual: str, themes: Collection[str]) -> str:
    """The theme chosen in the app instead of the usual one, if there still is one; else empty."""
    noted = recall("theme")
    if not isinstance(noted, dict) or noted.get("instead_of") != usual:
        return ""
    chosen = noted.get("name")
    return chosen if isinstance(chosen, str) and chosen in themes else ""


def keep_theme(chosen: str, usual: str) -> None:
    """Keep a theme for later runs, instead of the one set."""
    remember("theme", {"name": chosen, "instead_of": usual})
