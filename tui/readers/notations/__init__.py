"""Feeds, tables and lines of JSON as data in the form of JSON, for the finder of records."""

from typing import Any

from tui.readers.json_text import Value
from tui.readers.notations import feeds, tables
from tui.readers.page import Page
from tui.readers.pieces.data import Data

MOST_NAMED = 12  # columns in a message


def names_in(data: Any) -> list[str]:
    """Columns or elements, for a message about data without a live blog."""
    while isinstance(data, list) and data:
        data = data[0]
    return list(data)[:MOST_NAMED] if isinstance(data, dict) else []


def data_of(page: Page) -> Data:
    """Raises UnreadableError for a feed that is broken or would exhaust the memory."""
    text = page.text
    if page.xml_root:
        return Data([Value(*feeds.read(text, page.xml_root))])
    rows, trouble = tables.json_lines(text)
    if rows:
        return Data([Value("JSON lines", rows)], [trouble] if trouble else [])
    return Data([Value(*table)] if not page.is_json and (table := tables.read(text)) else [])
