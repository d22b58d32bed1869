"""Every visible word of a post's element is shown or accounted for, on any page."""

import html
import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from random import Random

import live_blog_data
import pytest
from live_blog_data import posting, update
from readings import PAGES as OURS
from readings import answers, is_refused, page

from tui.readers import read

SITE = "https://news.example/live/vote-20300417"
SYLLABLES = [*map("".join, product("bcdfghjklmnpqrstvwxz", ("a", "é", "i", "o", "ü")))]
PEOPLE = ["Anna Meier", "Jürgen Groß", "Chloé Dubois", "Di Evans", "سارة محمد", "Tom O'Hare"]
EARLIER = '<time datetime="2030-04-16T20:00:00Z">x</time>'
LAYOUTS: dict[str, dict[str, str]] = answers("layouts-of-posts")
"""Markup of a post's parts in several forms; a word that begins with zz is of another part."""
EXTRAS = LAYOUTS.pop("extras")


def made_page(seed: int) -> bytes:
    """A page with one layout for all of its posts, and the data of its live blog."""
    draw = Random(seed)
    tag = draw.choice(["article", "div", "section", "li"])
    forms = (draw.choice([*table.values()]) for table in LAYOUTS.values())
    key_form, time, byline, headline, text_form = forms
    extras = draw.sample([*EXTRAS], draw.randrange(6))
    zone = timezone(timedelta(hours=draw.choice([0, 1, -3, 5.5])))
    moment = datetime(2030, 4, 17, 18, 40, 7, tzinfo=UTC)
    updates, posts = [], []

    def words(count: int) -> str:
        made = ("".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(count))
        return " ".join(made).capitalize()

    for number in range(draw.randint(1, 14)):
        moment -= timedelta(seconds=draw.randint(61, 1500))
        paragraphs = [f"{words(draw.randint(9, 34))}." for _ in range(draw.randint(1, 4))]
        fields = {
            "key": f"{draw.randrange(10**6, 10**8)}",
            "headline": words(draw.randint(4, 8)),
            "name": html.escape(draw.choice(PEOPLE)),
            "local": moment.astimezone(zone),
            "utc": moment,
            "seconds": int(moment.timestamp()),
            "word": words(2),
        }
        updates.append(
            update(
                moment.isoformat(),
                fields["headline"],
                " ".join(paragraphs)[: draw.choice([96, None])],
                url=f"{SITE}#{fields['key']}",
                author={"@type": "Person", "name": html.unescape(str(fields["name"]))},
            )
        )
        head = (time + byline).format(**fields)
        texts = "".join(text_form.format(text=text) for text in paragraphs)
        rest = "".join(EXTRAS[extra].format(**fields) for extra in extras)
        inside = f'<div class="meta">{head}</div>{headline.format(**fields)}{texts}{rest}'
        attributes = f'class="post entry-{number % 2}"{key_form.format(**fields)}'
        posts.append(f"<{tag} {attributes}>{inside}</{tag}>")
    body = f"<main><h1>Zur Lage</h1>{EARLIER}<div>{''.join(posts)}</div></main>"
    blog = posting(*updates, url=SITE, headline=None)
    return live_blog_data.page(blog, body=f"{body}<footer>zzfoot</footer>", lang="de")


PAGES = {x: page(x) for x in OURS if x.endswith(".html") and not is_refused(x)}
PAGES |= {f"layout {seed}": made_page(seed) for seed in range(60)}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_lost_in_silence(name: str) -> None:
    blog = read(PAGES[name])
    assert blog.reading is not None
    assert "other" not in dict(blog.reading.hidden)
    assert not re.search(r"\bzz", " ".join(post.text for post in blog.posts)), "of another part"
