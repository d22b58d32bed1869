"""What the reader of updates knows of the whole blog and of the page around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborNode

from tui.readers.page import Page

type Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """The blog's own properties, which pages repeat on each update."""

    title: str
    publisher: str
    publisher_id: str
    authors: frozenset[str]
    images: frozenset[str]
    url: str
    resolve: Callable[[Object], Object]


@dataclass(frozen=True, slots=True)
class PageSource:
    """The page around the data; `scopes` are the updates' elements in microdata, if any.

    `others` are the times of the blog as a whole.
    """

    page: Page
    scopes: Sequence[LexborNode]
    others: Sequence[datetime]
