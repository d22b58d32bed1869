"""Data in the form of JSON, whatever the notation: the way in for every record."""

from dataclasses import dataclass
from typing import Any

type Object = dict[str, Any]

SCOPE = "tui:scope"  # key of a microdata object's element


@dataclass(frozen=True, slots=True)
class Value:
    """Data with the name of the notation ("JSON-LD", "RSS"), which `check` prints.

    Any array of objects in `data` may hold the records; the objects around it describe the blog.
    """

    notation: str
    data: Any
