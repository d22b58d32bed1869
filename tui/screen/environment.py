"""Checks Textual's variables, which could end the program before its first frame."""

from collections.abc import Mapping
from importlib import import_module

from rich.console import COLOR_SYSTEMS
from textual.driver import Driver

from tui.model.errors import OptionError
from tui.model.safe_text import quoted


def check_environment(environment: Mapping[str, str]) -> None:
    """Raises OptionError for an unknown colour depth or driver."""
    depth = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if depth not in ("auto", *COLOR_SYSTEMS):
        known = ", ".join(COLOR_SYSTEMS)
        raise OptionError(f"TEXTUAL_COLOR_SYSTEM is {quoted(depth)}; it can be auto, {known}.")
    name = environment.get("TEXTUAL_DRIVER")
    if name is not None and not _is_driver(name):
        raise OptionError(
            f"TEXTUAL_DRIVER is {quoted(name)}, which names no driver. Unset it to use this "
            "terminal."
        )


def _is_driver(name: str) -> bool:
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ValueError, TypeError, ImportError, AttributeError):
        return False
    return isinstance(found, type) and issubclass(found, Driver)
