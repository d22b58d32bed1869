"""`liveblog-tui live`: a live blog while it is being written."""

import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.preferences import with_defaults
from tui.cli.printing import asking, tell
from tui.cli.replay import on_terminal
from tui.model.errors import OptionError, SourceError
from tui.replay import ReplayOptions, span_for
from tui.replay_options import flag, text
from tui.settings.recent import recording_of

if TYPE_CHECKING:
    from tui.live.followed import Followed
    from tui.live.recording import Recording

_OPTIONS = (
    click.Argument(["source"]),
    text("--save", "FILE", "The file of the recording (JSON)."),
    text("--interval", "SPAN", "Time between looks, 15s or more.", default="30s"),
    flag("--plain", "Text instead of a screen: the newest posts."),
    flag("--follow", "With --plain: print posts as they come."),
    text("--at", "MOMENT", "Start there: -30m is 30 minutes behind live."),
    flag("--from-start", "Start at the first post instead of the newest."),
    flag("--bell", "Ring the terminal's bell for each new post."),
)


@click.command("live", params=[*_OPTIONS])
def live_command(
    source: str,
    save: str,
    interval: str,
    plain: bool,
    follow: bool,
    at: str,
    from_start: bool,
    bell: bool,
) -> None:
    """Follow a live blog while it is being written, and record it.

    SOURCE is an address, or a file or folder that something else saves again and again, such as a
    browser's extension. The recording keeps edits and deletions; replay it later. robots.txt is
    obeyed. Four hours without news end it; the same command looks again.
    """
    if at and from_start:
        raise OptionError("Give --at or --from-start, not both.")
    at = "start" if from_start else at
    recording, followed = _followed(source, save, interval)
    try:
        if plain or follow or not on_terminal():
            _as_text(followed, follow=follow, at=at, bell=bell)
        else:
            _on_screen(source, followed, recording.path, at, bell=bell)
    finally:
        followed.end()
        if followed.state.blog is not None:
            tell(recording.trouble or f"Recorded: {recording.path}")
    if followed.state.blog is None:
        raise SourceError(followed.state.trouble)


def _followed(source: str, save: str, interval: str) -> "tuple[Recording, Followed]":
    """The recording of a source, ours or that of another program. Raises OptionError."""
    from tui.live.followed import LEAST_SECONDS, Followed
    from tui.live.looks import live_source
    from tui.live.recording import Recording

    if not source:
        raise OptionError("The name of the source is empty.")
    seconds = span_for(interval, "--interval").total_seconds()
    if seconds < LEAST_SECONDS:
        raise OptionError(f"--interval must be {LEAST_SECONDS:g}s or more.")
    saved = Path(save).resolve()
    if Path(save).suffix.casefold() in (".md", ".markdown", ".html", ".htm", ".csv", ".cast"):
        raise OptionError(f"--save writes JSON: end {save} in .json; convert makes other formats.")
    if save and Path(source).exists() and Path(source).resolve() in (saved, saved.parent):
        raise OptionError("--save must name another file, outside of the folder that is followed.")
    looks = live_source(source, time.time, time.sleep)
    recording = Recording(Path(save) if save else recording_of(source))
    if not recording.is_ours:
        tell(f"{recording.path} is being recorded by another program; following it.")
    return recording, Followed(looks, recording, now=time.time, seconds=seconds)


def _as_text(followed: "Followed", *, follow: bool, at: str, bell: bool) -> None:
    from tui.live.printed import Printed

    ring = partial(click.echo, "\a", nl=False, err=True) if bell else lambda: None
    printed = Printed(sys.stdout, tell, at=at, bell=ring)
    for state in followed.states(_wait):
        if follow or state.blog is not None:
            printed.show(state)
        if not follow:
            return


def _on_screen(source: str, followed: "Followed", path: Path, at: str, *, bell: bool) -> None:
    from tui.cli.on_screen import replay_on_screen
    from tui.live.background import Background

    with asking([source]):
        state = followed.look()
    if state.blog is None and Path(source).is_dir():
        tell(f"{state.trouble} It waits for a save; ctrl+c ends.")
        state = next(x for x in followed.states(_wait) if x.blog is not None)
        state = replace(state, note="")  # "Back" after no answer
    if state.blog is None:
        return
    asked = with_defaults(ReplayOptions(at=at))
    background = Background(followed, bell=bell)
    try:
        replay_on_screen(
            state.blog, asked, notes=[state.note], words=(str(path),), follow=background.start
        )
    finally:
        background.stop()


def _wait(seconds: float) -> bool:
    time.sleep(seconds)
    return False
