"""`liveblog-tui live`: a live blog while it is being written."""

import sys
import time
from functools import partial
from pathlib import Path

import click

from tui.cli.garbage import resume_collection
from tui.cli.streams import tell
from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.errors import OptionError
from tui.model.zones import local_zone


@click.command("live")
@click.argument("source")
@click.option("--save", default="", metavar="FILE", help="The file of the recording (JSON).")
@click.option(
    "--interval",
    default="30s",
    metavar="SPAN",
    help="Time between looks, 15s or more. Default 30s.",
)
@click.option("--follow", is_flag=True, help="Print posts as they come, until ctrl+c.")
@click.option("--from-start", is_flag=True, help="Print the posts that are there already too.")
@click.option("--bell", is_flag=True, help="Ring the terminal's bell for each new post.")
def live_command(
    source: str, save: str, interval: str, follow: bool, from_start: bool, bell: bool
) -> None:
    """Follow a live blog while it is being written, and record it.

    SOURCE is an address, or a file or folder that something else saves again and again, such as a
    browser's extension. The recording keeps edits and deletions; replay it later. robots.txt is
    obeyed.
    """
    from tui.live.followed import Followed, watch
    from tui.live.looks import FileSource, source_of
    from tui.live.printed import Printed
    from tui.live.recording import Recording
    from tui.replay import span_for

    if not source:
        raise OptionError("The name of the source is empty.")
    seconds = span_for(interval, "--interval").total_seconds()
    if seconds < _least_seconds():
        raise OptionError(f"--interval must be {_least_seconds():g}s or more.")
    looks = source_of(source, time.time, time.sleep)
    recording = Recording(Path(save) if save else default_path(source))
    if not recording.is_ours:
        tell(f"{recording.path} is being recorded by another program; following it.")
        looks = FileSource(str(recording.path))
    followed = Followed(looks, recording, now=time.time, seconds=seconds)
    ring = partial(click.echo, "\a", nl=False, err=True) if bell else lambda: None
    printed = Printed(sys.stdout, tell, _face, from_start=from_start, bell=ring)
    resume_collection()
    try:
        watch(followed, printed.show, now=time.time, wait=_wait, once=not follow)
    finally:
        followed.end()
        if followed.state.blog is not None:
            tell(f"Recorded: {recording.path}")
    if followed.state.blog is None:
        sys.exit(1)


def default_path(source: str) -> Path:
    """The file of a recording where --save names none: in the folder of what the program keeps."""
    from tui.settings.state import state_file

    words = "".join(
        sign if sign.isalnum() else " " for sign in source.partition("://")[2] or source
    )
    name = "-".join(words.casefold().split())[:80] or "live"
    return state_file().parent / "recordings" / f"{name}.json"


def _wait(seconds: float) -> bool:
    time.sleep(seconds)
    return False


def _face(blog: LiveBlog) -> ClockFace:
    return clock_faces(blog, (), local_zone())[0]


def _least_seconds() -> float:
    from tui.live.followed import LEAST_SECONDS

    return LEAST_SECONDS
