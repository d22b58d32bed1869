r"""A text that was escaped twice is read without backslashes; others keep theirs."""

import pytest
from live_blog_data import read_posting, update, words_of

from tui.readers.schema_org.updates.escaped_twice import escaped_once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"One.\n\nTwo.", "One.\n\nTwo."),
        (r"One.\nTwo.", "One.\nTwo."),
        (r"One\r\nTwo", "One\nTwo"),
        (r"He said \"no\" \u2014 twice", 'He said "no" \u2014 twice'),
        (r"<p>One<\/p>", "<p>One</p>"),
        (r"in C:\news and D:\users", r"in C:\news and D:\users"),
        ("One.\nTwo.", "One.\nTwo."),
    ],
)
def test_escapes_of_escapes(text: str, expected: str) -> None:
    assert escaped_once(text) == expected


def test_a_body_has_its_paragraphs() -> None:
    (post,) = read_posting(update(body=r"One.\n\nTwo \"2\".")).posts
    assert [words_of(block) for block in post.body] == ["One.", 'Two "2".']
