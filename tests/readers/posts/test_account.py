"""Every visible word of a post's element is shown or accounted for, on any page."""

import html
import json
import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from random import Random

import pytest
from readings import PAGES as OURS
from readings import is_refused, page

from tui.readers import read

SITE = "https://news.example/live/vote-20300417"
SYLLABLES = [*map("".join, product("bcdfghjklmnpqrstvwxz", ("a", "é", "i", "o", "ü")))]
PEOPLE = ["Anna Meier", "Jürgen Groß", "Chloé Dubois", "Di Evans", "سارة محمد", "Tom O'Hare"]
EARLIER = '<time datetime="2030-04-16T20:00:00Z">x</time>'
KEYS = {"id": ' id="{key}"', "attribute": ' data-entry-ref="{key}"', "anchor": "", "link": ""}
TIMES = {
    "offset": '<time datetime="{local:%Y-%m-%dT%H:%M:00%z}">{local:%H:%M}</time>',
    "utc": '<time datetime="{utc:%Y-%m-%dT%H:%M:00Z}">{local:%H:%M} Uhr</time>',
    "naive": '<time datetime="{local:%Y-%m-%dT%H:%M}">{local:%H:%M}</time>',
    "epoch": '<span class="t" data-time="{seconds}">{local:%H:%M}</span>',
    "text": "<span>{local:%H:%M}</span>",
    "none": "",
}
BYLINES = {
    "class": '<span class="post__author">{name}</span>',
    "itemprop": '<span itemprop="author">{name}</span>',
    "alone": "<span>{name}</span>",
    "link": '<a rel="author" href="/by/1">{name}</a>',
    "by": '<p class="byline">Von <b>{name}</b></p>',
    "none": "",
}
HEADLINES = {
    "h2": "<h2>{headline}</h2>",
    "linked": '<h3><a href="' + SITE + '#{key}">{headline}</a></h3>',
    "strong": "<strong>{headline}</strong>",
    "none": "",
}
BODIES = {
    "p": "<p>{text}</p>",
    "div": '<div class="text">{text}</div>',
    "br": "{text}<br><br>",
    "nested": '<div class="in"><div><p>{text}</p></div></div>',
}
EXTRAS = {
    "ad": '<div><a href="https://shop.example/"><img src="/a.png"></a><p>zzad zzbuy</p></div>',
    "teaser": '<p><a href="/other/1">zza zzb zzc zzd</a></p>',
    "list": "<ul><li>{word} {word}</li><li>{word}</li></ul>",
    "figure": '<figure><img src="/f.jpg"><figcaption>{word} (Foto: A/dpa)</figcaption></figure>',
    "quote": "<blockquote><p>{word}</p>" + EARLIER + "</blockquote>",
    "edited": '<time class="mod" datetime="2030-04-17T20:00:00Z">updated 3 h ago</time>',
    "share": '<ul class="share"><li><a href="https://x.example/?u=%23{key}">Teilen</a></li></ul>',
    "comments": '<div class="comments"><span class="author">Rudi</span>'
    + EARLIER
    + "<p>zzno</p></div>",
}


def made_page(seed: int) -> bytes:
    """A page with one layout for all of its posts, and the data of its live blog."""
    draw = Random(seed)
    tag = draw.choice(["article", "div", "section", "li"])
    tables = (KEYS, TIMES, BYLINES, HEADLINES, BODIES)
    key_form, time, byline, headline, body = (table[draw.choice([*table])] for table in tables)
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
            {
                "@type": "BlogPosting",
                "headline": fields["headline"],
                "url": f"{SITE}#{fields['key']}",
                "datePublished": moment.isoformat(),
                "articleBody": " ".join(paragraphs)[: draw.choice([96, None])],
                "author": {"@type": "Person", "name": html.unescape(str(fields["name"]))},
            }
        )
        head = (time + byline).format(**fields)
        texts = "".join(body.format(text=text) for text in paragraphs)
        rest = "".join(EXTRAS[extra].format(**fields) for extra in extras)
        inside = f'<div class="meta">{head}</div>{headline.format(**fields)}{texts}{rest}'
        attributes = f'class="post entry-{number % 2}"{key_form.format(**fields)}'
        posts.append(f"<{tag} {attributes}>{inside}</{tag}>")
    data = {"@type": "LiveBlogPosting", "url": SITE, "liveBlogUpdate": updates}
    script = json.dumps(data).replace("</", "<\\/")
    return (
        f'<!doctype html><html lang="de"><script type="application/ld+json">{script}</script>'
        f"<main><h1>Zur Lage</h1>{EARLIER}<div>{''.join(posts)}</div></main><footer>zzfoot</footer>"
    ).encode()


PAGES = {x: page(x) for x in OURS if x.endswith(".html") and not is_refused(x)}
PAGES |= {f"layout {seed}": made_page(seed) for seed in range(60)}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_lost_in_silence(name: str) -> None:
    blog = read(PAGES[name])
    assert blog.reading is not None
    assert "other" not in dict(blog.reading.hidden)
    assert not re.search(r"\bzz", " ".join(post.text for post in blog.posts)), "of another part"
