"""`liveblog-tui config`: the settings in use, as lines of the file."""

import json
from collections.abc import Iterator

import click

from tui.cli.kept import kept_zone, usual_tempo, usual_theme, with_defaults
from tui.model.blog import ORDERS
from tui.model.safe_text import printable
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.settings.config import SUMMARIES, Config, Defaults, config_file, keymap, read_config
from tui.settings.state import state_file

SET, CHOSEN = "from this file", "chosen in the app"

type Setting = tuple[str, object, str]  # name, value, and notes on its origin or meaning


@click.command("config")
def config_command() -> None:
    """Print all settings, with every key's id.

    The output can be saved as the file; a setting that differs says where it comes from.
    """
    config, path = read_config(), config_file()
    click.echo(f"# {path}")
    if there := config.trouble or ("" if path.exists() else "No such file yet."):
        click.echo(f"# {there}")
    click.echo(f"# State: {state_file()}")
    for name, settings in {"defaults": _defaults(config.defaults), "keys": _keys(config)}.items():
        click.echo(f"\n[{name}]")
        for setting, value, notes in settings:
            written = json.dumps(value, ensure_ascii=False)
            click.echo(f"{setting} = {written}{f'  # {notes}' if notes else ''}")


def _defaults(configured: Defaults) -> Iterator[Setting]:
    """Settings of a replay. Raises OptionError for an unknown theme, zone or pace."""
    from tui.screen.themes import THEMES

    with_defaults(ReplayOptions(), configured)
    tempo, zone = usual_tempo(configured.pace), kept_zone()
    theme = usual_theme(configured.theme, THEMES)
    pace = int(tempo.pace) if tempo.pace.is_integer() else tempo.pace
    speed_is_kept = "" if tempo.reading else "a constant speed is kept, which p ends"
    zone_is_kept = f"{printable(zone)} is kept, which z changes" if zone else ""
    chosen_pace = tempo.pace != Tempo().pace
    yield "pace", pace, _notes(configured.pace, speed_is_kept, is_chosen=chosen_pace)
    yield "order", configured.order or ORDERS[0], _notes(configured.order)
    yield "theme", theme or THEMES[0], _notes(configured.theme, is_chosen=bool(theme))
    yield "zone", configured.zone, _notes(configured.zone, zone_is_kept)
    yield "summary", configured.summary or SUMMARIES[0], _notes(configured.summary)


def _notes(configured: object, note: str = "", *, is_chosen: bool = False) -> str:
    origin = SET if configured else CHOSEN if is_chosen else ""
    return "; ".join(filter(None, (origin, note)))


def _keys(config: Config) -> Iterator[Setting]:
    """Each id with its keys. Raises OptionError for keys that make no sense."""
    from tui.screen.keys import KEYS, check_keymap

    changed = keymap(config.keys, frozenset(key.id for key in KEYS))
    check_keymap(changed)
    for key in KEYS:
        notes = f"{key.does}; {SET}" if key.id in changed else key.does
        yield key.id, changed.get(key.id, key.keys), notes
