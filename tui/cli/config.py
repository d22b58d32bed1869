"""`liveblog-tui config`: the settings in use, as the file would have them."""

import json
import sys
from collections.abc import Iterator

import click

from tui.cli.usual_options import (
    kept_theme,
    kept_zone,
    usual_tempo,
    usual_theme,
    with_defaults,
)
from tui.model.safe_text import printable
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.settings.config import Config, config_file, keymap, read_config
from tui.settings.state import state_file

SET, KEPT, BUILT_IN = "from this file", "chosen in the app", ""


@click.command("config")
def config_command() -> None:
    """Print all settings, with every key's id.

    The output of a pipe can be saved as the file; a setting that differs says where it
    comes from.
    """
    if sys.stdout.isatty():
        _print_tables()
        return
    for line in config_lines():
        click.echo(line)


def _print_tables() -> None:
    from tui.cli.panels import echo_table
    from tui.screen.keys import KEYS

    config = read_config()
    path = config_file()
    click.echo(f"Settings: {path}{'' if path.exists() else ' (not there yet)'}")
    click.echo(f"State: {state_file()}")
    rows = [
        (name, json.dumps(value, ensure_ascii=False), origin)
        for name, value, origin in _defaults(config)
    ]
    echo_table("[defaults]", ("setting", "value", "from"), rows)
    changed = _changed_keys(config)
    keys = [
        (key.id, changed.get(key.id, key.keys), SET if key.id in changed else "", key.does)
        for key in KEYS
    ]
    echo_table("[keys]", ("id", "keys", "from", "does"), keys)


def config_lines() -> Iterator[str]:
    """The settings in use. Raises OptionError for those that make no sense."""
    config = read_config()
    path = config_file()
    there = config.trouble or ("" if path.exists() else "No such file yet.")
    yield f"# {path}"
    if there:
        yield f"# {there}"
    yield f"# State: {state_file()}"
    yield from ("", "[defaults]")
    for name, value, origin in _defaults(config):
        origin = f"  # {origin}" if origin else ""
        yield f"{name} = {json.dumps(value, ensure_ascii=False)}{origin}"
    yield from ("", "[keys]")
    yield from _keys(config)


def _defaults(config: Config) -> Iterator[tuple[str, object, str]]:
    """The name, the value and the origin of each setting."""
    from tui.screen.app import THEMES

    usual = config.defaults
    with_defaults(ReplayOptions(), None, usual)
    tempo = usual_tempo(usual.pace)
    pace = tempo.pace
    usually = Tempo().pace if usual.pace is None else usual.pace
    origin = KEPT if pace != usually else BUILT_IN if usual.pace is None else SET
    constant = "" if tempo.reading else "a constant speed is kept, which p ends"
    yield "pace", int(pace) if pace == int(pace) else pace, _joined(origin, constant)
    yield "order", usual.order or "oldest", SET if usual.order else BUILT_IN
    theme = usual_theme(usual.theme, THEMES)
    kept = kept_theme(usual.theme, THEMES)
    yield "theme", theme or THEMES[0], KEPT if kept else SET if usual.theme else BUILT_IN
    zone = kept_zone(usual.zone)
    kept_here = f"{printable(zone)} is kept, which z changes" if zone else ""
    yield "zone", list(usual.zone), _joined(SET if usual.zone else BUILT_IN, kept_here)
    yield "summary", usual.summary or "so far", SET if usual.summary else BUILT_IN


def _joined(*texts: str) -> str:
    return "; ".join(filter(None, texts))


def _changed_keys(config: Config) -> dict[str, str]:
    """The keys of the settings. Raises OptionError for those that make no sense."""
    from tui.screen.keys import KEYS, check_keymap

    changed = keymap(config.keys, frozenset(key.id for key in KEYS))
    check_keymap(changed)
    return changed


def _keys(config: Config) -> Iterator[str]:
    """Each id with its keys, in the order of the help."""
    from tui.screen.keys import KEYS

    changed = _changed_keys(config)
    for key in KEYS:
        origin = f"; {SET}" if key.id in changed else ""
        yield f"{key.id} = {json.dumps(changed.get(key.id, key.keys))}  # {key.does}{origin}"
