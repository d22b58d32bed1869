"""Feeds, tables and lines of JSON as data in the form of JSON, for the finder of records."""

from tui.readers.json_text import Value
from tui.readers.notations import tables
from tui.readers.page import Page


def values_in(page: Page) -> tuple[Value | None, str]:
    """Data of a feed, a table or lines of JSON, and the trouble with the rest. Raises
    UnreadableError for a feed that is broken or would exhaust the memory."""
    if page.xml_root:
        from tui.readers.notations import feeds  # few sources are XML

        return Value(*feeds.read(page.text, page.xml_root), True), ""
    rows, trouble = tables.json_lines(page.text)
    if rows:
        return Value("JSON lines", rows, True), trouble
    table = None if page.is_json else tables.read(page.text)
    return Value(*table, True) if table is not None else None, ""
