"""`liveblog-tui config`: the settings in use, as lines of the file."""

import json
import sys
from collections.abc import Iterator

import click

from tui.cli.preferences import kept_name, usual_tempo, usual_theme, with_defaults
from tui.cli.printing import echo_section
from tui.model.blog import ORDERS
from tui.model.safe_text import printable
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.settings.config import SUMMARIES, Config, config_file, read_config
from tui.settings.state import state_file

SET, KEPT = "from this file", "chosen in the app"

type Setting = tuple[str, str]  # a line of the file, and its meaning and origin unless built in


@click.command("config")
def config_command() -> None:
    """Print all settings, with every key's id, and the origin of each that you changed.

    Behind a pipe it prints a config.toml, which you can save and change.
    """
    config, path = read_config(), config_file()
    tables = {"defaults": list(_defaults(config)), "keys": list(_keys(config))}
    if sys.stdout.isatty():
        click.echo(f"Settings: {path}{'' if path.exists() else ' (not there yet)'}")
        click.echo(f"State: {state_file()}")
        for name, rows in tables.items():
            echo_section(f"[{name}]", rows)
        return
    click.echo(f"# {path}")
    if there := config.trouble or ("" if path.exists() else "No such file yet."):
        click.echo(f"# {there}")
    click.echo(f"# State: {state_file()}")
    for name, rows in tables.items():
        click.echo(f"\n[{name}]")
        for line, note in rows:
            click.echo(f"{line}{f'  # {note}' if note else ''}")


def _defaults(config: Config) -> Iterator[Setting]:
    """Settings of a replay. Raises OptionError for an unknown theme, zone or pace."""
    from tui.screen.themes import THEMES  # takes 100 ms, and completion imports this module

    configured = config.defaults
    with_defaults(ReplayOptions())
    tempo, zone, theme = usual_tempo(), kept_name("zone"), usual_theme()
    kept_pace = KEPT if tempo.pace != Tempo().pace else ""
    kept_speed = "" if tempo.reading else "a constant speed is kept; p ends it"
    kept_face = f"{printable(zone)} was chosen with z" if zone else ""
    rows: tuple[tuple[str, object, str, str], ...] = (
        ("pace", tempo.pace, kept_pace, kept_speed),
        ("order", configured.order or ORDERS[0], "", ""),
        ("theme", theme or THEMES[0], KEPT if theme else "", ""),
        ("zone", configured.zone, "", kept_face),
        ("summary", configured.summary or SUMMARIES[0], "", ""),
    )
    for name, value, kept, note in rows:
        origin = SET if getattr(configured, name) else kept
        written = json.dumps(value, ensure_ascii=False).removesuffix(".0")
        yield f"{name} = {written}", "; ".join(filter(None, (origin, note)))


def _keys(config: Config) -> Iterator[Setting]:
    from tui.screen.keys import KEYS

    for key in KEYS:
        keys = json.dumps(config.keys.get(key.id, key.keys))
        yield f"{key.id} = {keys}", f"{key.does}; {SET}" if key.id in config.keys else key.does
