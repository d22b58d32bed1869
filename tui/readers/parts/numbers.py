"""A sign of a part: its posts are numbered, and the numbers do not begin at 1."""

import re
from itertools import pairwise

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.parts.missing import missing

_NUMBERED = re.compile(r"(\D*)(\d{1,5})")
FEWEST = 3
"""Posts whose numbers say something; as many may have been tried out and removed at the start."""
MOST_TIMES = 10
"""Posts missing for one that is there; where there are more, the numbers may be a whole site's."""
DENSEST = 1.5
"""Numbers for one post, at most: a live blog's own numbers leave few out."""


def numbered_part(_page: Page, blog: LiveBlog) -> Part | None:
    """The part of posts numbered in the order of time from far above 1; else None."""
    posts = [post for post in blog.posts if not post.pinned]
    found = [_NUMBERED.fullmatch(post.id.rsplit("#", 1)[-1]) for post in posts]
    names = {match[1] for match in found if match}
    if len(posts) < FEWEST or not all(found) or len(names) != 1:
        return None
    numbers = [int(match[2]) for match in found if match]
    lowest, spread = numbers[0], numbers[-1] - numbers[0] + 1
    if any(after <= before for before, after in pairwise(numbers)):
        return None
    if spread > DENSEST * len(posts) or not FEWEST < lowest - 1 <= MOST_TIMES * len(posts):
        return None
    return Part(missing(blog, older=True), sign="numbers", lacks=lowest - 1)
