"""Data in the form of JSON, whatever its notation: the way in for every record."""

from dataclasses import dataclass
from typing import Any

type Object = dict[str, Any]

SCOPE = "tui:scope"
"""The key under which an object of microdata keeps its element."""


@dataclass(frozen=True, slots=True)
class Value:
    """Data and the name of their notation ("JSON-LD", "RSS"), which `check` prints.

    The records are looked for in all arrays of objects inside `data`; what stands around an array
    (title, link, language of a channel) describes the live blog.
    """

    notation: str
    data: Any
