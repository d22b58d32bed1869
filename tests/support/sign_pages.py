"""Pages of one live blog with four posts, each with one sign that it is only a part."""

from dataclasses import dataclass
from typing import Any

from live_blog_data import page, posting, update

HEADLINES = [
    "The lamp keeper counts her oil",
    "Geese on the slipway again",
    "The ferry is late, says the tide office",
    "A bell is heard from the mill",
]
"""Those of the four posts, the first posted first; each post is ten minutes after the last."""
BBC = "https://www.bbc.co.uk/news/live/uk-marrow-70000002"
POST = "https://post.example/live/lantern-walk"


@dataclass(frozen=True)
class Sign:
    """The elements with a sign, the address of their live blog, further properties of its data."""

    body: str = ""
    url: str = POST
    data: tuple[tuple[str, Any], ...] = ()


SIGNS = {
    "bbc-2-of-4": Sign(
        """
        <div class="lx-pagination qa-pagination">
          <div class="qa-pagination-details"><span>Tudalen</span>
            <span class="qa-pagination-current-page-number"> 2 </span><span>o</span>
            <span class="qa-pagination-total-page-number"> 4</span></div>
          <a href="/news/live/uk-marrow-70000002" rel="prev"
             class="qa-pagination-previous-page"><span>Previous</span></a>
          <a href="/news/live/uk-marrow-70000002/page/3" rel="next"
             class="qa-pagination-next-page"><span>Next</span></a>
        </div>
        """,
        BBC,
    ),
    "bbc-payload": Sign(
        '<script>Morph.setPayload("/lx-commentary", '
        '{"body":{"results":[],"numberOfPages":5,"currentPage":1}});</script>',
        BBC,
    ),
    "bbc-initial-data": Sign(
        r'<script>window.__INITIAL_DATA__="{\"data\":{\"stream\":{\"results\":[],'
        r'\"page\":{\"index\":3,\"total\":3}}}}";</script>',
        BBC,
    ),
    "wordpress": Sign(
        """
        <div class="liveblog-pagination">
          <button class="liveblog-pagination-btn">First</button>
          <span class="liveblog-pagination-pages">1 of 3</span>
          <a class="liveblog-pagination-btn" href="?lbpage=2">Next</a>
        </div>
        """
    ),
    "older-link": Sign(
        f"""
        <nav><a rel="next" href="https://post.example/live/geese-in-court">Next story</a>
          <a href="{POST}?from=entry-622f00008f08b2c4d6e8a000">‹ Older posts</a></nav>
        """
    ),
    "post-count": Sign("<p>Showing <b>4</b> of <b>132</b> posts</p>"),
    "key-events": Sign(
        """
        <ul class="key-events">
          <li><a href="#entry-622f00038f08b2c4d6e8a003">The bell</a></li>
          <li><a href="#entry-622f00288f08b2c4d6e8a028">The first lantern</a></li>
          <li><a href="#comments">Comments</a></li>
        </ul>
        """
    ),
    "first-published": Sign(data=(("datePublished", "2022-03-15T07:15:00Z"),)),
    "none": Sign(),
}
"""What stands for each sign on its page, and for a page without one."""


def page_with(name: str) -> bytes:
    """The page with the sign of that name."""
    sign = SIGNS[name]
    updates = [
        {
            **update(f"2022-03-15T12:{number}0:00Z", headline, f"{headline}, and nobody minds."),
            "@id": f"entry-622f000{number}8f08b2c4d6e8a00{number}",
        }
        for number, headline in enumerate(HEADLINES)
    ]
    data = posting(
        *reversed(updates), headline="Lantern walk live", url=sign.url, **dict(sign.data)
    )
    return page(data, head=f'<link rel="canonical" href="{sign.url}">', body=sign.body)
