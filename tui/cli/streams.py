"""What the commands share: reading their sources, a quick start, and a quiet end when nobody reads on."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tui.model.blog import LiveBlog
from tui.sources.bundled import BUNDLED

DEFAULT_SOURCES = (BUNDLED[0].name,)
"""What is played when no source is named."""
OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing to standard output fails with where a disk is full or a terminal gone."""


def load(sources: tuple[str, ...], every: str = "") -> LiveBlog:
    """The live blog that the sources name, several merged on one clock; `every` spaces its posts evenly."""
    from tui import sources as reading

    progress = _tell_progress if sys.stderr.isatty() else None
    blog = reading.merge(
        [reading.load(source, stdin=sys.stdin.buffer.read, progress=progress) for source in sources]
    )
    if every:
        from tui.replay import span_for

        blog = reading.evenly(blog, span_for(every, "--every"))
    return blog


def tell_error(error: Exception) -> None:
    """An error in one line on standard error; whatever it quotes, nothing of it steers the terminal."""
    from tui.model.safe_text import one_line

    click.echo(f"liveblog-tui: {one_line(str(error))}", err=True)


def _tell_progress(so_far: int, total: int | None) -> None:
    """One line that is written over as a page comes in."""
    size = f"{so_far / 1e6:.1f}" + (f" of {total / 1e6:.1f}" if total else "")
    click.echo(f"\rReading {size} MB\033[K", err=True, nl=False)
    if total is not None and so_far >= total:
        click.echo("\r\033[K", err=True, nl=False)


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """A reader that has seen enough (`| head`), or Ctrl+C, ends the output without a word."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
    except KeyboardInterrupt:
        sys.exit(130)


def drop_output() -> None:
    """What is still buffered must not fail a second time when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def garbage_later() -> Iterator[Callable[[], None]]:
    """No garbage is looked for until the block ends or what it gives is called.

    What a start makes (modules, styles, posts) stays, but looking through it again and again is a twelfth of the CPU
    to the first frame. It is set apart then, so that it is never looked through at all.
    """
    gc.disable()
    try:
        yield _look_for_garbage
    finally:
        gc.enable()


def _look_for_garbage() -> None:
    gc.freeze()
    gc.enable()
