"""Live blogs watched last, and recordings of live blogs that are followed, for the shelf."""

import shlex
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.model.safe_text import one_line
from tui.settings.state import remember_entry, state_file, table


class Recent(NamedTuple):
    words: tuple[str, ...]  # sources and options for `replay`
    title: str
    name: str  # name among the marks
    facts: str  # time and number of posts, in a line
    moment: str  # of leaving, on the reader's clock
    share: float  # watched, 0 to 1
    left: float  # seconds left to watch


def recents() -> list[Recent]:
    """Latest first; without damaged entries."""
    found = []
    for entry in reversed(table("recent").values()):
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            words = tuple(map(str, entry["words"]))
            texts = {name: one_line(entry[name]) for name in ("title", "name", "facts", "moment")}
            share, left = float(entry["share"]), float(entry["left"])
            found.append(Recent(words, **texts, share=share, left=left))
    return [recent for recent in found if recent.words]


def remember_recent(recent: Recent) -> None:
    remember_entry("recent", shlex.join(recent.words), recent._asdict())


def forget_recent(words: Sequence[str]) -> None:
    remember_entry("recent", shlex.join(words), None)


def recording_path(source: str) -> Path:
    """The path of a source's recording in the program's own folder."""
    place = source.partition("://")[2] or str(Path(source).resolve())
    words = "".join(sign if sign.isalnum() else " " for sign in place)
    name = "-".join(words.casefold().split())[-80:].lstrip("-")
    return state_file().parent / "recordings" / f"{name}.json"


def recording_of(source: str) -> Path:
    """The `recording_path` of a source, which the shelf then shows as followed."""
    path = recording_path(source)
    whole = source if "://" in source else str(Path(source).resolve())
    remember_entry("followed", str(path), whole)
    return path
