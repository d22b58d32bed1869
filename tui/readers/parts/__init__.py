"""Which part of a live blog a page holds: the signs, from the surest to the least sure.

Each module holds one sign, a function of a page and the live blog read from it. Imports `model`,
`readers.html`, `readers.schema_org` and modules of `readers`.
"""

from collections.abc import Callable, Iterator

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.schema_org.own_format import FORMAT

type _Sign = Callable[[Page, LiveBlog], Part | None]


def with_part(page: Page, blog: LiveBlog) -> LiveBlog:
    """The live blog with the part that its page shows it to be.

    A reader that knows the part says it itself, and this program's own files always say it. A page
    that counts itself as 1 of 1 is the whole.
    """
    if blog.part is not None or blog.format == FORMAT:
        return blog
    from tui.readers.parts.page_counts import page_count

    count = page_count(page, blog)
    if count is not None:
        return blog._replace(part=count.part(blog))
    part = next(filter(None, (sign(page, blog) for sign in _signs())), None)
    return blog._replace(part=part) if part is not None else blog


def _signs() -> Iterator[_Sign]:
    """The signs of pages that do not count themselves, each imported when its turn comes."""
    from tui.readers.parts.older_links import linked_part

    yield linked_part
    from tui.readers.parts.post_counts import counted_part

    yield counted_part
    from tui.readers.parts.key_events import part_without_key_events

    yield part_without_key_events
    from tui.readers.parts.numbers import numbered_part

    yield numbered_part
    from tui.readers.parts.first_published import late_part

    yield late_part
