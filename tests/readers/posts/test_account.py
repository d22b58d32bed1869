"""Every visible word of a post's element is shown or accounted for, on any page."""

import re

import pytest
from made_pages import made_page
from readings import PAGES as OURS
from readings import is_refused, page

from tui.readers import read

PAGES = {x: page(x) for x in OURS if x.endswith(".html") and not is_refused(x)}
PAGES |= {f"layout {seed}": made_page(seed) for seed in range(60)}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_lost_in_silence(name: str) -> None:
    blog = read(PAGES[name])
    assert blog.reading is not None
    assert "other" not in dict(blog.reading.hidden)
    assert not re.search(r"\bzz", " ".join(post.text for post in blog.posts)), "of another part"
