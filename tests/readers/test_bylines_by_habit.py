"""Names that come again over the posts sign them: in texts and on pages, with classes or without,
above or below the clock or the headline."""

from collections.abc import Sequence

import pytest

from tui.readers import read

ONE = ("Mara Lind",) * 4
SEVERAL = ("Mara Lind", "Tom Okoro", "Mara Lind", "Tom Okoro")
CLOCKS = ("6:41 p.m. ET", "6:03 p.m. ET", "5:22 p.m. ET", "4:57 p.m. ET")
MOMENTS = tuple(f"2025-05-06T{x}:00-04:00" for x in ("18:41", "18:03", "17:22", "16:57"))
HEADLINES = ("The ferry is back", "Two boats go out", "A call from the ferry", "Fog on the lake")
TEXTS = (
    "The ferry has come in, and everybody on board is well. A choir sang on the pier.",
    "Two boats have left the harbour to look for it. They carry blankets and tea.",
    "The captain has called the harbour. He said that he hears bells on both sides.",
    "Fog has come down on the lake so fast that the ferry cannot be seen any more.",
)
ORDERS = ("nct", "cnt", "nhct", "hnct", "hcnt", "chnt", "ncht", "hctn", "cnht", "ctn")
"""Name, clock, headline, text."""


def text_of(order: str, names: Sequence[str], between: str) -> str:
    """A copied text whose posts have their parts in that order."""
    parts = [
        dict(zip("ncht", x, strict=True)) for x in zip(names, CLOCKS, HEADLINES, TEXTS, strict=True)
    ]
    posts = [between.join(each[x] for x in order) for each in parts]
    return "\n\n".join(("The ferry in the fog\nMay 6, 2025", *posts))


def page_of(order: str, names: Sequence[str], tag: str) -> str:
    """A page without a class on any part."""
    posts = ""
    for name, moment, headline, text in zip(names, MOMENTS, HEADLINES, TEXTS, strict=True):
        parts = {
            "n": f"<{tag}>{name}</{tag}>",
            "c": f"<time datetime='{moment}'>{moment[11:16]}</time>",
            "h": f"<h3>{headline}</h3>",
            "t": f"<p>{text}</p>",
        }
        posts += f"<section class='post'>{''.join(parts[x] for x in order)}</section>"
    return f"<!doctype html><html><body><h1>The ferry in the fog</h1>{posts}</body></html>"


def shown(source: str) -> list[tuple[str, str, str]]:
    """Names, headline and text of the posts, the newest first."""
    posts = sorted(read(source.encode()).posts, key=lambda x: x.published, reverse=True)
    return [(x.byline, x.headline, " ".join(y for b in x.body for y in b.words)) for x in posts]


def expected(order: str, names: Sequence[str]) -> list[tuple[str, str, str]]:
    headlines = HEADLINES if "h" in order else ("",) * 4
    return list(zip(names, headlines, TEXTS, strict=True))


@pytest.mark.parametrize("names", [ONE, SEVERAL], ids=["one", "several"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_name_signs_the_post_of_a_text(order: str, names: Sequence[str]) -> None:
    assert shown(text_of(order, names, "\n")) == expected(order, names)
    assert shown(text_of(order, names, "\n\n")) == expected(order, names)


@pytest.mark.parametrize("tag", ["p", "strong"])
@pytest.mark.parametrize("names", [ONE, SEVERAL], ids=["one", "several"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_name_signs_the_post_of_a_page(order: str, names: Sequence[str], tag: str) -> None:
    assert shown(page_of(order, names, tag)) == expected(order, names)


def test_a_first_name_that_means_by_elsewhere_is_kept() -> None:
    names = ("Per Quist", "Di Evans", "Per Quist", "Von Miller")
    assert [x[0] for x in shown(text_of("chnt", names, "\n"))] == [*names]


def test_short_headlines_that_look_like_names_stay_headlines() -> None:
    names = ("Ferry Found", "Boats Launched", "Captain Calls", "Fog Falls")
    assert [x[:2] for x in shown(text_of("nct", names, "\n"))] == [("", x) for x in names]
    assert [x[:2] for x in shown(page_of("nct", names, "strong"))] == [("", x) for x in names]


def test_labels_that_come_again_sign_nothing() -> None:
    labels = ("Breaking News", "Live Update", "Breaking News", "Live Update")
    for source in (text_of("nct", labels, "\n"), page_of("nct", labels, "strong")):
        assert [x[0] for x in shown(source)] == [""] * 4
