"""Live blogs watched last, for the shelf."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from tui.model.safe_text import one_line
from tui.settings.state import change_state, recall

MOST_RECENT = 30


class Recent(NamedTuple):
    words: tuple[str, ...]  # sources and options for `replay`
    title: str
    name: str  # name among the marks
    facts: str  # time and number of posts, in a line
    moment: str  # of leaving, on the reader's clock
    share: float  # watched, 0 to 1
    left: float  # seconds left to watch


def recents() -> list[Recent]:
    """Latest first."""
    return _known(recall("recent"))


def remember_recent(recent: Recent) -> None:
    _change(recent.words, recent)


def forget_recent(words: Sequence[str]) -> None:
    _change(tuple(words), None)


def _change(words: tuple[str, ...], first: Recent | None) -> None:
    def with_first(state: dict[str, Any]) -> dict[str, Any]:
        others = [entry for entry in _known(state.get("recent")) if entry.words != words]
        kept = [*([first] if first else []), *others][:MOST_RECENT]
        return {"recent": [entry._asdict() for entry in kept]}

    change_state(with_first)


def _known(noted: Any) -> list[Recent]:
    """Without damaged entries."""
    found = []
    for entry in noted if isinstance(noted, list) else ():
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            words = tuple(map(str, entry["words"]))
            texts = {name: one_line(entry[name]) for name in ("title", "name", "facts", "moment")}
            share, left = float(entry["share"]), float(entry["left"])
            found.append(Recent(words, **texts, share=share, left=left))
    return [recent for recent in found if recent.words]
