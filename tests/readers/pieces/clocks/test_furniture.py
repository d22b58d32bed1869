"""Lines of a copied page outside the posts: left out or kept, always with a warning."""

import pytest
from bbc_words import posts, warned

from tui.model.blog import Author, Paragraph
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.pieces.clocks import lines as clock_lines
from tui.readers.pieces.clocks.lines import places

NO_DAY = "posts that open with a clock, and no day"
STAMP = "British Summer Time 26 April 2024"
HEAD = f"  1. Headpublished at 11:18 {STAMP}\n\n    Text.\n"


@pytest.mark.parametrize(
    ("numbers", "place"),
    [
        ([4], "line 4"),
        ([4, 5], "lines 4-5"),
        ([9, 4, 5, 9], "lines 4-5, 9"),
        (range(1, 40, 2), "lines 1, 3, 5, 7, 9, 11, 13, 15 and 12 more"),
    ],
)
def test_places(numbers: list[int], place: str) -> None:
    assert places(numbers) == place


CONSENT = """This Twitter post cannot be displayed in your browser. Please enable Javascript.\
View original content
The BBC is not responsible for the content of external sites.
Skip twitter post by @BBCNews
Allow Twitter content?
This article contains content provided by Twitter. We ask for your permission \
before anything is loaded.
Accept and continue
Warning: Third party content may contain adverts
End of twitter post by @BBCNews"""


def test_consent_boxes_are_left_out_and_reported_once() -> None:
    text = f"{HEAD}{CONSENT}\n\n    More.\n\n    Allow YouTube content?\n"
    assert posts(text) == ["26 Apr 11:18 |  | Head |  | Text. / More."]
    [(place, message)] = warned(text)
    assert place == "lines 4-11, 15"
    assert message.startswith(
        "9 lines left out: the notices shown in place of a tweet or video, beginning"
    )


RESEMBLING = "The BBC asks: allow Twitter content?|Skip the post office|View from the hill|Share|of"


@pytest.mark.parametrize("text", RESEMBLING.split("|"))
def test_text_that_only_resembles_the_page_stays(text: str) -> None:
    body = read(f"{HEAD}\n    {text}\n".encode()).posts[0].body
    assert body == (Paragraph("Text."), Paragraph(text))


def test_controls_of_the_page_are_left_out_and_reported() -> None:
    top = "Skip to content\nBBC Homepage\nHome\nNews\n"
    share = (
        "Article share tools\nFacebook\nTwitter\nShare\nView more share options\n"
        "Share this post\nCopy this link\n"
    )
    text = f"{top}{HEAD}\nShare page\n\nCopied\n\n{share}\n©\nPage 1 of 5\n"
    blog = read(text.encode())
    assert blog.posts[0].body == (Paragraph("Text."), Paragraph("©"))
    assert [w.place for w in blog.warnings] == ["lines 1-4, 9, 11, 13-19, 22"]
    assert 'beginning "Skip to content"' in blog.warnings[0].message


@pytest.mark.parametrize(("words", "title"), [("News", ""), ("All that it tells", "Bells")])
def test_a_menu_above_the_page_has_no_title(words: str, title: str) -> None:
    above = "\n".join(["Bells", *(f"{words} {number}" for number in range(12))])
    blog = read(f"{above}\n\n1. Newspublished at 11:18 {STAMP}\n".encode())
    assert blog.title == title
    assert f"{words} 11" in blog.description


def test_title_editors_and_other_lines_above_the_posts() -> None:
    editors = "Edited by Alix Kroeger, Claire Heald and Al Jones"
    text = f"Blinken in Beijing\n\n{editors}\n\nLive from China.\n\n{HEAD}"
    blog = read(text.encode())
    assert (blog.title, blog.description) == ("Blinken in Beijing", "Live from China.")
    assert blog.authors == (Author("Alix Kroeger"), Author("Claire Heald"), Author("Al Jones"))
    assert [(w.place, "description" in w.message) for w in blog.warnings] == [("line 5", True)]


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("\n  2. Untimed\n\n    Its text.\n", "Untimed / Its text."),
        ("\n  2. Lastpublished at 11:1", "Lastpublished at 11:1"),
        ("\n  2. Lastpublished at 25:61 BST\n", "Lastpublished at 25:61 BST"),
    ],
)
def test_a_post_without_a_time_is_kept_and_reported(more: str, body: str) -> None:
    assert posts(HEAD + more) == [f"26 Apr 11:18 |  | Head |  | Text. / {body}"]
    [(where, what)] = warned(HEAD + more)
    assert (where, "gives no time" in what) == ("line 5", True)


def test_ordinary_sentences_about_times_are_no_posts() -> None:
    text = (
        f"{HEAD}\n    One was published at 10:20\n\n    It was published at 10:30 on the site.\n\n"
        "    Published at 10:30 by the BBC.\n\n    1. A list\n"
    )
    assert warned(text) == []
    assert len(posts(text)) == 1


def test_contradicting_dates_are_reported() -> None:
    text = (
        "1. Cpublished at 12:00 BST 9 May 2015\n\n2. Bpublished at 11:00\n\n"
        "3. Apublished at 10:00 BST 1 May 2015\n"
    )
    said = "The dates above and below contradict each other; the nearer was followed."
    assert ("line 3", said) in warned(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Share page\n", "no text"),
        ("Summary\n\n1. News\n\nText.", "no clock"),
        ("\n1. Newspublished at 25:61", "no clock"),
        ("\n1. Bpublished at 11:18\n2. Apublished at 11:10", NO_DAY),
        ("1. Bpublished at 11:18 26 April\n2. Apublished at 11:10", NO_DAY),
    ],
)
def test_a_refusal_says_in_three_lines_what_was_found(text: str, found: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(text.encode())
    looked, said, advice = str(refused.value).split("\n")
    assert looked.startswith("No live blog was found. Looked for: posts that open with a clock")
    assert said == f"Found: {found}."
    assert advice.startswith("Try: ")


def test_endless_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_lines, "MOST_LINES", 3)
    with pytest.raises(UnreadableError, match=r"^Line 7: the text has more than 3 lines"):
        read(f"{HEAD}\n\na\nb\n".encode())
    monkeypatch.setattr(clock_lines, "MOST_LINES", 30)
    monkeypatch.setattr("tui.readers.pieces.clocks.openings.MOST_OPENINGS", 3)
    with pytest.raises(UnreadableError, match=r"^Line 13: the text has more than 3 posts"):
        read((HEAD + "\n").encode() * 4)


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (HEAD.encode() + b"\n    caf\xe9 \x93red lines\x94\n", "line 1", "read as windows-1252"),
        (HEAD.encode() + b"\n    caf\xff\n", "line 5", "U+FFFD (1 times)"),
        (HEAD.encode() + b"\n    a\x1b[2Jb\n", "line 5", "U+FFFD (1 times)"),
    ],
)
def test_undecodable_bytes_are_reported(data: bytes, place: str, message: str) -> None:
    blog = read(data)
    [warning] = blog.warnings
    assert (warning.place, message in warning.message) == (place, True)
    assert "\x1b" not in repr(blog.posts[0].body)
