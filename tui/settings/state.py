"""The program's memory: state.json, changed by one run at a time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs

from tui.model.safe_text import printable
from tui.operating_system import write_whole

APP = "liveblog-tui"
MOST_ENTRIES = {"marks": 200, "places": 200, "recent": 30, "followed": 100}
"""Entries kept of a table: the live blogs of longest ago are forgotten."""
LONGEST_WAIT = 3.0  # seconds, for another run that writes the file


def state_file() -> Path:
    return platformdirs.user_state_path(APP) / "state.json"


def remember(name: str, values: Any) -> None:
    """Keep a table for later runs, if the state file can be written."""
    change_state(lambda _: {name: values})


def table(name: str) -> dict[str, Any]:
    """A table of an earlier run; a damaged table or state file counts as empty."""
    return _table(_read() or {}, name)


def _table(state: dict[str, Any], name: str) -> dict[str, Any]:
    noted = state.get(name)
    return noted if isinstance(noted, dict) else {}


def remember_entry(name: str, key: str, value: Any) -> str:
    """Put an entry last in a table; None removes it. Returns the sentence of `change_state`."""

    def with_entry(state: dict[str, Any]) -> dict[str, Any]:
        entries = {k: v for k, v in _table(state, name).items() if k != key}
        if value is not None:
            entries[key] = value
        return {name: dict(list(entries.items())[-MOST_ENTRIES[name] :])}

    return change_state(with_entry)


def change_state(changed: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """Update the state file under its lock. Returns a sentence if it cannot be written, else ""."""
    from filelock import FileLock  # takes 10 ms, at the end of a run

    path = state_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT):
            state = _read()
            if state is None:
                path.replace(_kept_aside())
                state = {}
            write_whole(path, json.dumps(state | changed(state), indent=1).encode())
    except OSError as error:  # a time out, too
        reason = error.strerror or "another program uses it"
        return f"Nothing is kept ({reason}): {printable(str(path))} cannot be written."
    return ""


def state_trouble() -> str:
    """A sentence about a state file that cannot be read, else ""."""
    if _read() is not None:
        return ""
    path = str(_kept_aside()).replace(str(Path.home()), "~", 1)
    return f"Marks and places cannot be read; kept as {path}."


def _kept_aside() -> Path:
    return state_file().with_suffix(".damaged.json")


def _read() -> dict[str, Any] | None:
    """None for a damaged file, or one that may not be read."""
    try:
        text = state_file().read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError:
        return None
    try:
        state = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
    return state if isinstance(state, dict) else None
