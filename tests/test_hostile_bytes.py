"""Hostile blogs on a real terminal: the program writes no byte that a blog chose."""

import base64
import json
import re
from pathlib import Path

import pytest
from live_blog_data import posting, update
from sample_blogs import blog, post
from terminal_bytes import received, strange, words

from tui.model.blog import Author, Embed, Image, Link, ListItem, Paragraph, Quote, SummaryPoint
from tui.readers.own_format import dumps

NASTY = (
    "\x1b[2J\x1b[66;6H\x1b[38;5;199m\x1b]0;owned\x07\x1b]8;;https://evil.example/\x1b\\"
    "\x1b]52;c;ZXZpbA==\x07\x1bP1$tx\x1b\\\x1bc\x1b[6n\x1b_x\x1b\\\x1b\x9b31m\x9d0;owned\x9c\x90"
    "\x07\x08\x00\x0e\x7f\x85\r\v\f\u202e\u2066\u200b\ufeff\U000e0041\ud800"
    "[@click=app.quit]x[/][link=https://evil.example/]y[/link][/nope][bold red]$accent[/] \\[b] %s"
)
FILE_NAME = NASTY.replace("\0", "").replace("/", "").replace("\ud800", "")[:60]
FIELDS = (
    *("title", "blurb", "bullet", "desk", "kicker", "headline", "author", "role", "body", "quoted"),
    *("listed", "caption", "credit", "alt", "embedded", "provider"),
)
SEEN = frozenset(FIELDS) - {"blurb"}
"""Fields that a replay shows somewhere on its way."""
WALK = (*"Ga", "\x1b", "g", "\x1b[6~", "/", "quoted", "\r", "\x1b", "t", "headl", "\x1b")
WALK += (*"ozss\t\r?", "\x1b", *"z[]qq")
"""Keys that lead through feed, sidebar and dialogs to the end. A busy program may take escape and
the next letter for one key: then the first q closes the help."""


def marked(field: str) -> str:
    """A text by which its field is known, and which tries everything."""
    return f"{field}Q {NASTY} Q{field}"


def own_blog(desk: str) -> bytes:
    """A blog in this program's own format, which has a word for every field."""
    person = Author(marked("author"), marked("role"))
    body = (
        Paragraph(marked("body"), (Link(0, 3, "https://good.example/a"), Link(4, 6, NASTY))),
        Quote(marked("quoted")),
        ListItem(marked("listed"), marker="•"),
        ListItem("item", marker=NASTY),
        Image(marked("alt"), marked("credit"), marked("caption"), NASTY),
        Embed(marked("provider"), marked("embedded"), f"https://good.example/{NASTY}"),
    )
    names = {"headline": marked("headline"), "kicker": marked("kicker"), "id": NASTY, "url": NASTY}
    made = blog(
        *(post(clock, by=person, body=body, **names) for clock in ("10:10", "10:20")),
        title=marked("title"),
        description=marked("blurb"),
        publisher=desk + marked("desk"),
        language=NASTY,
        zone=NASTY,
        authors=(person,),
        summary=(SummaryPoint(ListItem(marked("bullet"), marker="•")),),
    )
    return dumps(made).encode()


def page(minute: int = 30) -> bytes:
    """A page with equally bad data, about which its reader warns."""
    person = {"@type": "Person", "name": marked("author"), "jobTitle": marked("role")}
    link = f"<a href='{NASTY}'>x</a>"
    body = f"<p>{marked('body')} {link}</p><blockquote>{marked('quoted')}</blockquote>"
    one = update(f"2024-04-26T10:{minute}:00Z", marked("headline"), body, author=person, url=NASTY)
    publisher = {"name": marked("desk")}
    data = posting(
        one, update(NASTY, "Late"), headline=marked("title"), publisher=publisher, url=NASTY
    )
    return f"<html><script type='application/ld+json'>{json.dumps(data)}</script>".encode()


COPIED = "".join(
    f"{number}. {marked('headline')} published at 10:{minute} British Summer Time 26 April 2024\n"
    f"{marked('author')}\n{marked('body')}. {NASTY}: Reuters\n"
    for number, minute in enumerate((44, 39, 31, 26), 1)
)


COPIED += "The bells rang in the town, and the geese flew off. " * 4000
"""A text of more than a hundredth of control characters is none."""


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Files of all formats, with names as bad as the file system takes them."""
    contents = (
        own_blog("one"),
        own_blog("two"),
        page(),
        COPIED.replace("\0", "").encode("utf-8", "surrogatepass"),
    )
    paths = [tmp_path / f"{number}{FILE_NAME}" for number in range(len(contents))]
    for path, data in zip(paths, contents, strict=True):
        path.write_bytes(data)
    return list(map(str, paths))


def test_a_replay_on_a_screen(sources: list[str], tmp_path: Path) -> None:
    options = ("replay", "--paused", "--spoilers", "--at", "end")
    told = received(*options, *sources, keys=WALK, home=tmp_path)
    assert strange(told) == []
    seen = words(told)
    assert {field for field in SEEN if f"{field}Q" not in seen} == set()
    assert "[@click=app.quit]x[/]" in seen


@pytest.mark.parametrize(
    "options",
    [
        "replay --plain --speed max",
        "replay --json --speed max",
        "replay --as-of 10:40",
        "check",
        "check --json",
        *(f"convert --to {form}" for form in ("json", "md", "html")),
    ],
)
def test_text_on_a_terminal(options: str, sources: list[str], tmp_path: Path) -> None:
    told = received(*options.split(), *sources, home=tmp_path)
    assert strange(told, screen=False) == []
    assert "titleQ" in words(told) or "--json" in options


def test_errors_that_name_such_a_source(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    empty = tmp_path / f"empty{FILE_NAME}"
    empty.write_bytes(b"<p>nothing")
    places = (tmp_path / FILE_NAME, empty, f"https://{FILE_NAME}/", f"x://{FILE_NAME}")
    for command, source in zip(
        ("replay", "check", "replay --plain", "convert"), places, strict=True
    ):
        told = received(*command.split(), str(source), home=tmp_path)
        assert strange(told, screen=False) == []
        assert "Traceback" not in words(told)


def test_each_of_the_sequences_is_seen_by_this_test() -> None:
    for harm in re.findall(r"\x1b[^\x1b]+", NASTY):
        assert strange(f"good {harm} text".encode("utf-8", "replace")) != [], harm


def test_what_is_copied_is_as_harmless(sources: list[str], tmp_path: Path) -> None:
    options = ("replay", "--paused", "--spoilers", "--at", "end")
    (copied,) = strange(received(*options, *sources, keys=("y", "q"), home=tmp_path))
    assert copied.startswith("\x1b]52;c;")
    text = base64.b64decode(copied[7:].rstrip("\x07\x1b\\"))
    assert strange(text.replace(b"\n", b""), screen=False) == []
    assert "deskQ" in text.decode()
