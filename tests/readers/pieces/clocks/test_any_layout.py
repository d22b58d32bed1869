"""Random posts in random layouts: every post is found, with its time and its words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.readers import read

START = datetime(2024, 5, 6, 7, 3, tzinfo=UTC)
NAMES = "tide mill goose ferry harbour pond bell warden miller lantern quay boat reed moor"
WORDS = NAMES.split()
CLOCKS = "%H:%M,%H.%M,%Hh%M,%I:%M %p,%H:%M:%S,%H.%M Uhr,kl. %H.%M,[%H:%M],Updated at %H:%M"
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y")
SEPARATORS = (": ", " - ", " | ", " ")
PLACES = "same line,clock alone,signed,headline below,headline above,headline before"

sentences = st.lists(st.sampled_from(WORDS), min_size=5, max_size=9, unique=True).map(
    lambda words: f"The {' '.join(words)} are here."
)
headlines = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True).map(
    lambda words: " ".join(words).capitalize()
)
posts = st.lists(
    st.tuples(st.integers(4, 300), headlines, st.lists(sentences, min_size=1, max_size=3)),
    min_size=4,
    max_size=12,
    unique_by=lambda post: post[1],
)


def block(clock: str, separator: str, place: str, headline: str, texts: list[str]) -> str:
    """One post as a page has it."""
    first, *more = texts
    heads = {
        "same line": [f"{clock}{separator}{first}"],
        "clock alone": [clock, first],
        "signed": [clock, "Reporting by Ann Lee", first],
        "headline below": [clock, headline, first],
        "headline above": [headline, clock, first],
        "headline before": [f"{headline} | {clock}", first],
    }
    return "\n".join([*heads[place], *more])


@given(
    posts,
    st.sampled_from(CLOCKS.split(",")),
    st.sampled_from(DAYS),
    st.sampled_from(SEPARATORS),
    st.sampled_from(PLACES.split(",")),
    st.booleans(),
)
def test_every_post_is_found(
    drawn: list[tuple[int, str, list[str]]],
    clock: str,
    day: str,
    separator: str,
    place: str,
    newest_first: bool,
) -> None:
    moments = [START]
    for minutes, _, _ in drawn[1:]:
        moments.append(moments[-1] + timedelta(minutes=minutes + (minutes % 5 == 0)))
    blocks = [
        (moment, block(moment.strftime(clock), separator, place, headline, texts))
        for moment, (_, headline, texts) in zip(moments, drawn, strict=True)
    ]
    ordered = blocks[::-1] if newest_first else blocks
    pieces = ["Live: the tide at the mill", ordered[0][0].strftime(day)]
    for (before, _), (after, text) in pairwise([ordered[0], *ordered]):
        if before.date() != after.date():
            pieces.append(after.strftime(day))
        pieces.append(text)
    blog = read("\n\n".join(pieces).encode())
    assert [x.published for x in blog.posts] == moments
    for post, (_, headline, texts) in zip(blog.posts, drawn, strict=True):
        said = " ".join(" ".join(x.words) for x in post.body)
        assert said.endswith(" ".join(texts))
        if place.startswith("headline"):
            assert post.headline == headline
