"""The article that data hold alone, as the answer for one post of a blog, which is a live blog."""

from collections.abc import Iterator
from html import escape

from tui.readers.html.rich_text import to_html
from tui.readers.json_text import at
from tui.readers.page import Page
from tui.readers.pieces.data import data_of
from tui.readers.pieces.fields import fields_of, leaves_of


def articles(page: Page) -> Iterator[Page]:
    """Pages of the texts in markup, each with the title and the time of its record."""
    values = [x.data for x in data_of(page).values]
    for record in (x[0] if isinstance(x, list) and len(x) == 1 else x for x in values):
        if not isinstance(record, dict):
            continue
        fields = fields_of([leaves_of(record)], {})
        text, title, time = (
            to_html(at(record, fields[x][0])) if x in fields else ""
            for x in ("body", "headline", "time")
        )
        if "</" in text:
            head = f'<meta property="article:published_time" content="{escape(time)}">'
            made = f"<title>{title}</title>{head}<body>{text}</body>"
            yield Page(made.encode("utf-8", "replace"), "utf-8", page.given)
