"""Headlines of LiveBlogPostings, with clocks and days before them.

Pages in JSON-LD, microdata and RDFa stand in `tests/data/forms`.
"""

from typing import Any

import pytest
from live_blog_data import read_posting, update

HEADLINES: dict[Any, str] = {
    "Goodnight \n": "Goodnight",
    "19:02(IST) Counting ends": "Counting ends",
    "19:02 IST: Counting ends": "Counting ends",
    "7:02 pm IST | Counting ends": "Counting ends",
    "19:02 - Counting ends": "Counting ends",
    "26 Apr 2024 10:26 IST | Counting": "Counting",
    "Apr 26, 10:26 (IST) Counting": "Counting",
    "[10:26] Counting": "Counting",
    "10:26AM: Counting": "Counting",
    "10:26 to Paddington": "10:26 to Paddington",
    "10:30am deadline missed": "10:30am deadline missed",
    "1.52 million counted": "1.52 million counted",
    "10:26 CAT RESCUED": "10:26 CAT RESCUED",
    "10:26 Est-ce la fin": "10:26 Est-ce la fin",
    "At 12:00": "At 12:00",
    "4-2 at half time": "4-2 at half time",
    "May 10: what we know": "May 10: what we know",
    "&quot;Quoted&quot; &amp;amp; more": '"Quoted" &amp; more',
    "عاجل: خبر": "عاجل: خبر",
    2024: "2024",
}


@pytest.mark.parametrize("headline", HEADLINES)
def test_headlines(headline: Any) -> None:
    assert read_posting(update(headline=headline)).posts[0].headline == HEADLINES[headline]
