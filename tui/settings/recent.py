"""Live blogs watched last, for the shelf."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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
    found = map(_recent, noted if isinstance(noted, list) else ())
    return [entry for entry in found if entry is not None]


def _recent(entry: Any) -> Recent | None:
    """None if damaged."""
    try:
        words = tuple(entry["words"])
        texts = {name: entry[name] for name in ("title", "name", "facts", "moment")}
        share, left = float(entry["share"]), float(entry["left"])
    except (TypeError, KeyError, ValueError):
        return None
    if not words or not all(isinstance(text, str) for text in (*words, *texts.values())):
        return None
    return Recent(words, **texts, share=min(1.0, max(0.0, share)), left=max(0.0, left))
