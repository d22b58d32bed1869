"""Files in which live blogs that are followed are recorded, and their sources for the shelf."""

from pathlib import Path

from tui.settings.state import remember_entry, state_file


def default_path(source: str) -> Path:
    """A recording in the program's own folder."""
    place = source.partition("://")[2] or str(Path(source).resolve())
    words = "".join(sign if sign.isalnum() else " " for sign in place)
    name = "-".join(words.casefold().split())[-80:].lstrip("-")
    return state_file().parent / "recordings" / f"{name}.json"


def recording_of(source: str) -> Path:
    """The default path; its source is kept for the shelf."""
    path = default_path(source)
    whole = source if "://" in source else str(Path(source).resolve())
    remember_entry("followed", str(path), whole)
    return path
