"""The article that data hold alone, as the answer for one post of a blog, which is a live blog."""

from collections.abc import Iterator
from html import escape

from tui.readers.html.rich_text import to_html
from tui.readers.json_text import Object, at, each_of, objects
from tui.readers.page import Page
from tui.readers.pieces.data import data_of
from tui.readers.pieces.fields import fields_of, leaves_of


def articles(page: Page) -> Iterator[Page]:
    """Pages of the texts in markup that a file of data holds, each with its title and time."""
    values = [] if page.is_markup else data_of(page).values
    for records in (objects(each_of(x.data)) for x in values):
        if len(records) == 1 and (made := _made_of(records[0])):
            yield Page(made.encode("utf-8", "replace"), "utf-8", page.given)


def _made_of(record: Object) -> str:
    """The page of a record; "" without a text in markup."""
    fields = fields_of([leaves_of(record)], {})
    said = {role: to_html(at(record, paths[0])) for role, paths in fields.items()}
    text, title, time = (said.get(role, "") for role in ("body", "headline", "time"))
    head = f'<meta property="article:published_time" content="{escape(time)}">'
    return f"<title>{title}</title>{head}<body>{text}</body>" if "</" in text else ""
