"""Writes an output file, first beside its place, so that a full disk leaves the old file."""

import os
from contextlib import suppress
from pathlib import Path

from tui.model.errors import OptionError


def check_output(name: str, *, force: bool) -> None:
    """Raises OptionError, before the work, for an existing file unless `force`."""
    if not force and Path(name).is_file():
        raise OptionError(f"{name} exists; use --force to overwrite it.")


def write_output(name: str, text: str, *, force: bool) -> None:
    """A whole file or none; devices and pipes directly; a link stays. Raises OptionError."""
    check_output(name, force=force)
    path = Path(name).resolve()
    beside = path.with_name(f".liveblog-tui.{os.getpid()}.tmp")
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            if path.exists():
                beside.chmod(path.stat().st_mode)
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise OptionError(f"{name} cannot be written ({error.strerror}).") from error
