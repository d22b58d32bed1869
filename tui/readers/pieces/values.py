"""Data in the form of JSON, whatever the notation: the way in for every record."""

from dataclasses import dataclass
from typing import Any

type Object = dict[str, Any]

SCOPE = "tui:scope"  # key of a microdata object's element


@dataclass(frozen=True, slots=True)
class Value:
    """Data, with the notation for `check` ("JSON-LD", "RSS")."""

    notation: str
    data: Any
