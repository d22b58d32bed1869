"""Posts as a table (csv)."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from tui.model.blog import LiveBlog, PostRow, plain_text
from tui.model.versions import standing_of


def rows_of(blog: LiveBlog, notes: Mapping[int, str]) -> Iterator[PostRow]:
    """Rows of the posts with the reader's notes, which are by index; without notes of all posts."""
    for index, post in enumerate(blog.posts):
        if not notes or index in notes:
            last, name = standing_of(post).post, post.source or blog.url or blog.title
            words = notes.get(index, ""), last.byline, last.url, plain_text(last.body)
            yield PostRow(name, last.published, last.title, *words)


def table(rows: Iterable[PostRow]) -> str:
    text = StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(PostRow._fields)
    for blog, published, *words in rows:
        written.writerow(map(_no_formula, (blog, published.isoformat(), *words)))
    return text.getvalue().rstrip("\n")


def _no_formula(text: str) -> str:
    """Keep a spreadsheet from taking the text for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t") else text
