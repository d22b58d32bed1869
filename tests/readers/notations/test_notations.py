"""Feeds, tables, lines of JSON and this program's own outputs, read as live blogs."""

import json
from datetime import timedelta

import pytest

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.sources.bundled import BUNDLED
from tui.writers.markdown import markdown

POSTS = [
    (
        "2023-05-12T14:30:00+02:00",
        "The gate is open",
        "Ada Quill",
        "Ninety people came in, a goat too.",
    ),
    ("2023-05-12T15:05:10+02:00", "A goat", "Tom Ferrow", "It has a ticket, so it may stay here."),
    ("2023-05-12T16:41:00+02:00", "Tea", "Ada Quill", "There is tea for all of us in the mill."),
    ("2023-05-12T17:20:30+02:00", "Home", "Tom Ferrow", "The goat took the last ferry of all."),
]


def shown(blog: LiveBlog) -> list[tuple[str, str, str, str]]:
    return [
        (x.published.isoformat(), x.headline, x.byline, " ".join(block.gist for block in x.body))
        for x in blog.posts
    ]


def rss() -> str:
    items = "".join(
        f"<item><title>{head}</title><pubDate>{time}</pubDate><dc:creator>{name}</dc:creator>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for time, head, name, text in reversed(POSTS)
    )
    return (
        '<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Live: the fair</title><link>https://a.example/fair</link>{items}</channel></rss>"
    )


def atom(kind: str = "html", body: str = "&lt;p&gt;{}&lt;/p&gt;") -> str:
    entries = "".join(
        f"<entry><title>{head}</title><published>{time}</published>"
        f"<updated>2023-06-01T00:00:00Z</updated><author><name>{name}</name></author>"
        f'<link rel="edit" href="https://a.example/edit"/>'
        f'<content type="{kind}">{body.format(text)}</content></entry>'
        for time, head, name, text in POSTS
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The fair</title>{entries}</feed>'


def table(sign: str, names: tuple[str, ...] = ("time", "title", "author", "text")) -> str:
    rows = [names, *POSTS]
    return "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows) + "\n"


def lines(**more: object) -> str:
    keys = ("published", "headline", "byline", "text")
    return "\n".join(json.dumps(dict(zip(keys, x, strict=True)) | more) for x in POSTS) + "\n"


NOTATIONS = {
    "RSS": rss(),
    "Atom": atom(),
    "Atom with text": atom("text", "{}"),
    "Atom with XHTML": atom("xhtml", '<div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p></div>'),
    "CSV": table(","),
    "CSV with semicolons": table(";"),
    "TSV": table("\t"),
    "JSON lines": lines(),
    "JSON lines of replay": lines(kicker="", images=[], pinned=False),
    "XML of other names": "<?xml version='1.0'?><log>"
    + "".join(
        f"<post at='x'><published>{time}</published><title>{head}</title><author>{name}</author>"
        f"<text>{text}</text></post>"
        for time, head, name, text in POSTS
    )
    + "</log>",
}


@pytest.mark.parametrize("text", NOTATIONS.values(), ids=NOTATIONS)
def test_the_posts_are_read(text: str) -> None:
    assert shown(read(text.encode())) == POSTS


def test_of_two_texts_of_an_item_the_longer_is_read() -> None:
    text = rss()
    for number, (*_, words) in enumerate(POSTS):
        whole = f"&lt;p&gt;{words} And {number} more sentences that a summary has not.&lt;/p&gt;"
        end = "</description>"
        place = text.index(words) + text[text.index(words) :].index(end) + len(end)
        inside = f"<content:encoded xmlns:content='c'>{whole}</content:encoded>"
        text = text[:place] + inside + text[place:]
    texts = [x[3] for x in shown(read(text.encode()))]
    assert all(f"And {number} more" in said for number, said in enumerate(texts))


@pytest.mark.parametrize(("text", "title"), [(rss(), "Live: the fair"), (atom(), "The fair")])
def test_a_feed_says_its_title(text: str, title: str) -> None:
    assert read(text.encode()).title == title


def test_columns_are_named_where_their_names_do_not_say_it() -> None:
    text = table(";", ("A", "B", "C", "D"))
    named = read(text.encode(), columns={"time": "A", "body": "D", "author": "C"})
    assert [(x[0], x[2], x[3]) for x in shown(named)] == [(x[0], x[2], x[3]) for x in POSTS]
    assert not named.warnings
    guessed = read(text.encode())
    assert [(x[0], x[3]) for x in shown(guessed)] == [(x[0], x[3]) for x in POSTS]
    assert '"A" and "D"' in guessed.warnings[0].message


def test_a_table_whose_values_say_no_time_is_refused_with_its_columns() -> None:
    text = table(";", ("A", "B", "C", "D")).replace("T", " at ")
    with pytest.raises(UnreadableError, match=r'Found: CSV with "A", "B", "C", "D"\.\nTry: --time'):
        read(text.encode())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            "<rss><channel><title>&b;</title></channel></rss>",
            "declares entities",
        ),
        ("<rss><channel><title>Broken</channel></rss>", "Line 1: the XML is broken"),
        (f"<rss>{'<item/>' * 300_001}</rss>", "more than 300,000 elements"),
    ],
)
def test_a_feed_that_is_no_feed_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ada, dear Tom\n\nthe fair is over, alas\nwe met a goat, as you know\n",
        "name,price\ntea,2\ncake,3\nsoup,4\n",
        '{"a": 1}\n{"a": 2}\n{"a": 3}\n',
        "time,temperature\n2023-05-12T10:00,12\n2023-05-12T11:00,13\n2023-05-12T12:00,15\n",
    ],
)
def test_other_tables_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text.encode())


def test_a_cut_last_line_of_json_is_left_out_and_told() -> None:
    assert read(lines().encode()).warnings == ()
    cut = read(lines().encode()[:-20])
    assert shown(cut) == POSTS[:3]
    assert "the last line ends before its object does" in cut.warnings[0].message


def test_the_programs_own_markdown_holds_the_same_posts() -> None:
    blog = read(BUNDLED[0].data())
    again = read(markdown(blog).encode())
    assert [x.published for x in again.posts] == [x.published for x in blog.posts]
    pairs = zip(again.posts, blog.posts, strict=True)
    assert all(x.headline.endswith(y.headline) for x, y in pairs)
    assert [x.byline for x in again.posts] == [x.byline for x in blog.posts]
    assert again.posts[0].published.utcoffset() == timedelta(hours=1)


CHAT = ("Hello there", "Hi, Ann!", "Tea at noon?")


@pytest.mark.parametrize("words", [CHAT, ("おはよう", "こんにちは", "また明日")])
def test_short_messages_with_their_authors_are_a_live_blog(words: tuple[str, ...]) -> None:
    """What is no message stands between them in an export."""
    messages = [
        {"user": f"ann{n}", "text": text, "ts": f"{1690891760 + 60 * n}.5"}
        for n, text in enumerate(words)
    ]
    reply = {**messages.pop(), "thread_ts": "1690891760.5"}
    other = {"type": "reaction_added", "item": {"ts": "1690891760.5"}}
    blog = read(json.dumps([*messages, reply, other]).encode())
    assert [post.text for post in blog.posts] == [f"ann{n}\n\n{x}" for n, x in enumerate(words)]
    assert blog.end - blog.start == timedelta(minutes=2)
    assert blog.warnings[0].message.endswith("were left out: 1.")


def test_a_text_that_all_records_share_is_no_posts_own() -> None:
    feed = {"description": "The harbour's own channel, with all that happens on the quay. " * 3}
    rows = [
        {"title": head, "summary": text, "date": time, "feed": feed}
        for time, head, _, text in POSTS
    ]
    blog = read(json.dumps(rows).encode())
    assert [x.body[0].gist for x in blog.posts] == [text for *_, text in POSTS]


def test_short_words_without_authors_are_no_live_blog() -> None:
    rows = [{"text": text, "ts": 1690891760 + 60 * n} for n, text in enumerate(CHAT)]
    with pytest.raises(UnreadableError):
        read(json.dumps(rows).encode())


def test_a_day_and_a_clock_of_twelve_hours_stand_in_two_columns() -> None:
    rows = [f"17/05/2023\t{hour}:30 {half}\t{POSTS[0][3]} {hour}\tAda Quill" for hour, half in
            ((11, "AM"), (12, "PM"), (1, "pm"))]  # fmt: skip
    blog = read("\n".join(("Date\tTime\tUpdate\tBy", *rows)).encode())
    assert [f"{x.published:%H:%M}" for x in blog.posts] == ["11:30", "12:30", "13:30"]
