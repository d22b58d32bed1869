"""Pages without data in many layouts: every post is found, with its time, headline and words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

import pytest

from tui.readers import read

START = datetime(2024, 5, 6, 8, 3, tzinfo=UTC)
NAMES = "tide mill goose ferry harbour pond bell warden miller lantern quay boat reed moor"
WORDS = NAMES.split()
BOXES = {
    "named": '<article class="entry">{}</article>',
    "bare": "<div>{}</div>",
    "item": "<li>{}</li>",
    "flat": "{}",
}
HEADS = {  # time and headline above the text, or in its first paragraph
    "machine": '<h3><time datetime="{iso}">{clock}</time></h3><h4>{headline}</h4>',
    "beside": '<h3><time datetime="{iso}">{clock}</time> {headline}</h3>',
    "shown": "<p>{clock} Uhr</p><h4>{headline}</h4>",
    "bold": "<strong>{clock} – {headline}</strong> ",
}
PARAGRAPHS = {"p": "<p>{}</p>", "div": "<div>{}</div>", "span": "<div><span>{}</span></div>"}
FEET = ("", '<div><a href="#comments">{number} comments</a></div>')
HEAD = (
    '<!doctype html><title>Live: the flood</title><meta property="article:published_time" '
    'content="2024-05-06T07:50:00Z"><h1>Live: the flood</h1>'
)

type Drawn = tuple[datetime, str, list[str]]  # time, headline, paragraphs


def posts(draw: Random) -> list[Drawn]:
    def words(least: int, most: int) -> str:
        return " ".join(draw.sample(WORDS, draw.randint(least, most)))

    moment, made = START, []
    for _ in range(draw.randint(4, 9)):
        moment += timedelta(minutes=draw.randint(4, 57))
        texts = [f"The {words(6, 9)} are here." for _ in range(draw.randint(1, 3))]
        made.append((moment, words(3, 4).capitalize(), texts))
    return made


def page(drawn: Sequence[Drawn], box: str, head: str, paragraph: str, foot: str) -> bytes:
    shown = []
    for number, (moment, headline, texts) in enumerate(drawn, 2):
        clock, iso = f"{moment:%H:%M}", moment.isoformat()
        above = HEADS[head].format(clock=clock, iso=iso, headline=headline)
        first = above if head == "bold" else ""
        inside = [PARAGRAPHS[paragraph].format(text) for text in (first + texts[0], *texts[1:])]
        inside = inside if first else [above, *inside]
        shown.append(BOXES[box].format("\n".join([*inside, foot.format(number=number)])))
    return f"{HEAD}<main>{''.join(shown)}</main>".encode()


@pytest.mark.parametrize("way", [*product(BOXES, HEADS, PARAGRAPHS, FEET)], ids="-".join)
def test_every_post_is_found(way: tuple[str, str, str, str]) -> None:
    drawn = posts(Random("-".join(way)))
    for order in (drawn, drawn[::-1]):
        blog = read(page(order, *way))
        assert [x.published for x in blog.posts] == [moment for moment, _, _ in drawn]
        for post, (_, headline, texts) in zip(blog.posts, drawn, strict=True):
            assert post.headline == headline
            assert [" ".join(x.words) for x in post.body][: len(texts)] == texts
