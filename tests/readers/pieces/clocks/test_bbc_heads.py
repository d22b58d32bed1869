"""Heads of posts of BBC pages as browsers copy them, of all layouts; summaries between."""

import pytest
from bbc_words import posts, warned

from tui.model.blog import ListItem
from tui.model.summary import summary_points
from tui.readers import read

STAMP = "British Summer Time 26 April 2024"

AT = f"published at 11:18 {STAMP}"
POSTED = "Posted at 15:05 12 May 2020"
HEADS = (
    # Text, then day and clock unless 26 Apr 11:18, kicker, headline, byline, body
    (f"1. Post{AT}\n\nText.", " |  |  | Text."),
    (f"1. Breaking\n\nNews{AT}", "Breaking | News |  | "),
    (f"1. Breaking\n\nPost{AT}", "Breaking |  |  | "),
    (f"1. Budget 2024\n\nNews{AT}", "Budget 2024 | News |  | "),
    (f"1. BreakingNews{AT}", "Breaking | News |  | "),
    (f"Analysis\nNews{AT}", "Analysis | News |  | "),
    (
        f"1. A headline that goes on and on and\n   on{AT}",
        " | A headline that goes on and on and on |  | ",
    ),
    (f"1.\n\nNews{AT}\n\nText", " | News |  | Text"),
    (f"1. News\n\npublished at\n11:18 {STAMP}\n\nText", " | News |  | Text"),
    (f"1. Newspublished at 11:18\n{STAMP}\n\nText", " | News |  | Text"),
    (f"News{AT}\n11:18 BST 26 April 2024\n\nText", " | News |  | Text"),
    ("Newspublished at 11:18 26 April 2024\n\nText", " | News |  | Text"),
    (f"News {AT}\n\nText", " | News |  | Text"),
    ("1. Newspublished at 11.18pm BST 26 April 2024", "26 Apr 23:18 |  | News |  | "),
    ("1. Newspublished at 12am 26 April 2024", "26 Apr 00:00 |  | News |  | "),
    (f"{POSTED}15:05 12 May 2020\nWhy?\nText here.", "12 May 15:05 |  | Why? |  | Text here."),
    (
        f"{POSTED}\n15:05\nBreaking\nNews\nTom Bateman\nBBC News, Beijing\nText here.",
        "12 May 15:05 | Breaking | News | Tom Bateman, BBC News, Beijing | Text here.",
    ),
    (f"{POSTED}\n\nText here.", "12 May 15:05 |  |  |  | Text here."),
    (f"1. 10. News{AT}", " | 10. News |  | "),
)


@pytest.mark.parametrize(("text", "said"), HEADS)
def test_heads(text: str, said: str) -> None:
    post = said if said.count("|") == 4 else f"26 Apr 11:18 | {said}"
    assert posts(text) == [post]
    assert {warning.message for warning in read(text.encode()).warnings} == set()
    assert posts(text.replace("\n", "\r\n")) == [post]
    assert posts(text.replace(" ", "\xa0")) == [post]
    assert posts("\ufeff" + text.replace("\n", "\n\t")) == [post]


def test_a_page_that_lost_bullets_numbers_and_blank_lines() -> None:
    text = f"""Summary
Xi met Blinken
Talks went on
News conferencepublished at 11:18 {STAMP}
We expect more.
Analysis
A visit strippedpublished at 10:26 {STAMP}
Tom Bateman
in Beijing
I've been there."""
    assert posts(text) == [
        "26 Apr 10:26 | Analysis | A visit stripped | Tom Bateman, in Beijing | I've been there.",
        "26 Apr 11:18 |  | News conference |  | We expect more.",
    ]
    assert read(text.encode()).summary == summary_points(
        (ListItem("Xi met Blinken"), ListItem("Talks went on"))
    )


BARE = {
    "the headline above": (
        "A visit\n10:26 BST 26 April 2024\n\nThe text is here, a line.\n\nBe friendly\n"
        "09:57 BST\n\nSome more text, a line.\n\nHello\n09:41 BST\n\nThe first of the texts.",
        [
            "26 Apr 09:41 |  | Hello |  | The first of the texts.",
            "26 Apr 09:57 |  | Be friendly |  | Some more text, a line.",
            "26 Apr 10:26 |  | A visit |  | The text is here, a line.",
        ],
    ),
    "the headline below": (
        "10:26 26 Apr 2024\nA visit\n\nThe text is here, a line.\n\n"
        "09:57 26 Apr 2024\nBe friendly\n\nSome more of the text.\n",
        [
            "26 Apr 09:57 |  | Be friendly |  | Some more of the text.",
            "26 Apr 10:26 |  | A visit |  | The text is here, a line.",
        ],
    ),
    "numbered headlines above": (
        "1. News\n10:26 BST 26 Apr 2024\n\nThe text is here, a line.\n\n"
        "2. Olds\n10:20 BST 26 Apr 2024\n\nSome more of the text.\n",
        [
            "26 Apr 10:20 |  | Olds |  | Some more of the text.",
            "26 Apr 10:26 |  | News |  | The text is here, a line.",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BARE.values(), ids=BARE)
def test_times_on_a_line_of_their_own(text: str, expected: list[str]) -> None:
    assert posts(text) == expected


ORDERS = {
    "undated, over midnight": (
        "1. Cpublished at 00:10\n\n2. Bpublished at 23:50\n\n3. Apublished at 21:00 BST 7 May 2015",
        ["07 May 21:00 |  | A |  | ", "07 May 23:50 |  | B |  | ", "08 May 00:10 |  | C |  | "],
        "lines 1, 3",
    ),
    "undated below, over midnight": (
        "1. Cpublished at 00:10 BST 8 May 2015\n\n2. Bpublished at 23:50",
        ["07 May 23:50 |  | B |  | ", "08 May 00:10 |  | C |  | "],
        "line 3",
    ),
    "oldest first, over midnight": (
        "1. Apublished at 23:50 BST 7 May 2015\n\n2. Bpublished at 23:55\n\n3. Cpublished at 00:10",
        ["07 May 23:50 |  | A |  | ", "07 May 23:55 |  | B |  | ", "08 May 00:10 |  | C |  | "],
        "lines 3, 5",
    ),
    "no year on New Year's Day": (
        "1. Bpublished at 00:18 1 Jan\n\n2. Apublished at 23:10 31 December 2023",
        ["31 Dec 23:10 |  | A |  | ", "01 Jan 00:18 |  | B |  | "],
        "line 1",
    ),
    "a date that is none": (
        "1. Bpublished at 11:18 31 June 2024\n\n2. Apublished at 11:10 30 June 2024",
        ["30 Jun 11:10 |  | A |  | ", "30 Jun 11:18 |  | B |  | "],
        "line 1",
    ),
}


@pytest.mark.parametrize(("text", "expected", "place"), ORDERS.values(), ids=ORDERS)
def test_missing_dates_come_from_the_neighbours(text: str, expected: list[str], place: str) -> None:
    assert posts(text) == expected
    assert place in [where for where, what in warned(text) if "without a full date" in what]


@pytest.mark.parametrize("later", [1, -1])
def test_equal_times_keep_the_order_of_reading(later: int) -> None:
    text = "".join(
        f"{n}. P{n}published at 11:{18 + later * (n // 3)} {STAMP}\n\n" for n in range(1, 7)
    )
    found = [post.headline for post in read(text.encode()).posts]
    assert found == [f"P{n}" for n in range(1, 7)][::later]


def test_numbering_that_restarts_and_several_summaries() -> None:
    text = f"""Summary

  • One

  1. Dpublished at 11:18 {STAMP}

    Text.

  2. Cpublished at 11:10 {STAMP}

Summary

  • Two

  1. Bpublished at 10:18 {STAMP}

    Summary

    • A post's own list

Summary

  • One

  1. Apublished at 09:18 {STAMP}
"""
    assert posts(text) == [
        "26 Apr 09:18 |  | A |  | ",
        "26 Apr 10:18 |  | B |  | Summary / A post's own list",
        "26 Apr 11:10 |  | C |  | ",
        "26 Apr 11:18 |  | D |  | Text.",
    ]
    assert read(text.encode()).summary == summary_points((ListItem("One"), ListItem("Two")))
    assert [place for place, _ in warned(text)] == ["line 11", "line 21"]
    flat = text.replace("    ", "").replace("  ", "")
    items = ("One", "Two", "A post's own list")
    assert read(flat.encode()).summary == summary_points(map(ListItem, items))


def test_a_video_s_length_is_no_time_among_times_with_a_zone() -> None:
    video = "26 April 2024\n\n01:27\nThe bells, on video"
    text = (
        f"{video}\n\n11.18 BST 26 April 2024\nThe bells ring in town.\n\n"
        "10.26 BST\nThe bells hang there.\n\n10.11 BST\nThe bells are on a cart.\n"
    )
    times = [post.partition(" |")[0] for post in posts(text)]
    assert times == ["26 Apr 10:11", "26 Apr 10:26", "26 Apr 11:18"]


def test_a_pinned_post_is_there_once_at_its_own_place() -> None:
    pinned = "10.26 BST\nA\n\nThe bells rang in the town."
    text = (
        f"{pinned}\n\n11.18 BST 26 April 2024\nB\n\nThe bells swing in town.\n\n{pinned}\n\n"
        "10.11 BST\nC\n\nThe bells are on a cart.\n"
    )
    assert posts(text) == [
        "26 Apr 10:11 |  | C |  | The bells are on a cart.",
        "26 Apr 10:26 |  | A |  | The bells rang in the town.",
        "26 Apr 11:18 |  | B |  | The bells swing in town.",
    ]
    assert [place for place, said in warned(text) if "its own place" in said] == ["line 1"]


def test_how_long_ago_a_post_came_is_no_end_of_the_text_above_it() -> None:
    text = (
        "2m ago\n11.18 BST 26 April 2024\nB\n\nThe bells rang in the town.\n1h ago\n"
        "10.26 BST\nA\n\nThe bells are on a cart.\n\n2h ago\n"
        "09.26 BST\nC\n\nThe bells are cast by now.\n"
    )
    assert posts(text) == [
        "26 Apr 09:26 |  | C |  | The bells are cast by now.",
        "26 Apr 10:26 |  | A |  | The bells are on a cart.",
        "26 Apr 11:18 |  | B |  | The bells rang in the town.",
    ]
