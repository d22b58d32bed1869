"""Small pages with a few posts, whose data and elements a test changes one by one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from live_blog_data import page, posting, update

from tui.model.blog import LiveBlog
from tui.readers import read

SITE = "https://news.example/live"
START = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
TEXTS = [
    "The harbour master closed the bridge until the evening tide had turned.",
    "Forty lanterns went missing from the old quay before breakfast today.",
    "A baker promised rye bread to everybody who waits by the mill.",
    "The choir rehearsed on the lower deck while the rain went on.",
    "Nobody has measured the leaning tower since the lens was moved.",
]
"""The texts of five posts; no run of five words stands in two of them."""
HEADLINES = ["Bridge closed", "Lanterns gone", "Bread for all", "Choir below", "Tower leans"]
type Change = Callable[[int], dict[str, Any]]


def moment(number: int) -> datetime:
    """When a post was published; the first is the newest."""
    return START - timedelta(minutes=17 * number)


def article(number: int, *, head: str = "", text: str = "", foot: str = "", key: str = "") -> str:
    """A post's element: `head` and `foot` stand around its text, `key` are its attributes."""
    return (
        f'<article {key or f"id=p{number}0"}><div class="top">{head}</div>'
        f"<h3>{HEADLINES[number]}</h3>{text or f'<p>{TEXTS[number]}</p>'}{foot}</article>"
    )


def live(
    *elements: str,
    data: Change = lambda number: {},
    around: str = "",
    blog: dict[str, Any] | None = None,
) -> LiveBlog:
    """The blog of a page with these elements and an update for each of the first five posts.

    `data` are properties of the update of a number, `blog` those of the whole, `around` stands
    before the elements.
    """
    updates = [
        update(
            **{
                "time": moment(number).isoformat(),
                "headline": HEADLINES[number],
                "body": TEXTS[number],
                "url": f"{SITE}#p{number}0",
                **data(number),
            }
        )
        for number in range(min(len(elements), len(TEXTS)))
    ]
    return read(page(posting(*updates, **(blog or {})), body=around + "".join(elements)))
