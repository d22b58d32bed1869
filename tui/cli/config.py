"""`liveblog-tui config`: the settings in use, as lines of the file."""

import json
import sys
from collections.abc import Iterator

import click

from tui.cli.usual_options import kept_theme, kept_zone, usual_tempo, usual_theme, with_defaults
from tui.model.safe_text import printable
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.settings.config import Config, config_file, keymap, read_config
from tui.settings.state import state_file

SET, KEPT = "from this file", "chosen in the app"

type Setting = tuple[str, str, str, str]  # name, TOML value, origin unless built in, meaning


@click.command("config")
def config_command() -> None:
    """Print all settings, with every key's id.

    The output of a pipe can be saved as the file; a setting that differs says where it
    comes from.
    """
    config, path = read_config(), config_file()
    tables = {"defaults": list(_defaults(config)), "keys": list(_keys(config))}
    if sys.stdout.isatty():
        from tui.cli.panels import echo_table

        click.echo(f"Settings: {path}{'' if path.exists() else ' (not there yet)'}")
        click.echo(f"State: {state_file()}")
        for name, rows in tables.items():
            echo_table(f"[{name}]", ("name", "value", "from", "does"), rows)
        return
    click.echo(f"# {path}")
    if there := config.trouble or ("" if path.exists() else "No such file yet."):
        click.echo(f"# {there}")
    click.echo(f"# State: {state_file()}")
    for name, rows in tables.items():
        click.echo(f"\n[{name}]")
        for setting, value, origin, does in rows:
            note = _notes(does, origin)
            click.echo(f"{setting} = {value}{f'  # {note}' if note else ''}")


def _defaults(config: Config) -> Iterator[Setting]:
    """Settings of a replay. Raises OptionError for an unknown theme, zone or pace."""
    from tui.screen.app import THEMES

    defaults = config.defaults
    with_defaults(ReplayOptions(), None, defaults)
    tempo = usual_tempo(defaults.pace)
    pace = tempo.pace
    usually = Tempo().pace if defaults.pace is None else defaults.pace
    origin = KEPT if pace != usually else "" if defaults.pace is None else SET
    constant = "" if tempo.reading else "a constant speed is kept, which p ends"
    number = int(pace) if pace == int(pace) else pace
    yield _setting("pace", number, _notes(origin, constant))
    yield _setting("order", defaults.order or "oldest", SET if defaults.order else "")
    theme = usual_theme(defaults.theme, THEMES)
    kept = kept_theme(defaults.theme, THEMES)
    yield _setting("theme", theme or THEMES[0], KEPT if kept else SET if defaults.theme else "")
    zone = kept_zone(defaults.zone)
    kept_here = f"{printable(zone)} is kept, which z changes" if zone else ""
    yield _setting("zone", list(defaults.zone), _notes(SET if defaults.zone else "", kept_here))
    yield _setting("summary", defaults.summary or "so far", SET if defaults.summary else "")


def _setting(name: str, value: object, origin: str) -> Setting:
    return name, json.dumps(value, ensure_ascii=False), origin, ""


def _notes(*texts: str) -> str:
    return "; ".join(filter(None, texts))


def _keys(config: Config) -> Iterator[Setting]:
    """Each id with its keys. Raises OptionError for keys that make no sense."""
    from tui.screen.keys import KEYS, check_keymap

    changed = keymap(config.keys, frozenset(key.id for key in KEYS))
    check_keymap(changed)
    for key in KEYS:
        keys = json.dumps(changed.get(key.id, key.keys))
        yield key.id, keys, SET if key.id in changed else "", key.does
