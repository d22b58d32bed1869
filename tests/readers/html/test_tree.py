"""Markup built to exhaust the parser is refused before it is parsed."""

import pytest

from tui.model.errors import UnreadableError
from tui.readers.html import tree
from tui.readers.html.tree import parsed


def formatting(count: int) -> str:
    """A number of unclosed formatting elements, no two equal."""
    return "".join(f"<b id={number}>" for number in range(count))


def test_formatting_that_each_of_many_paragraphs_opens_again_is_refused() -> None:
    # 400 deep is allowed; opened again in 12,000 paragraphs it makes 5 million elements of 42 KB.
    bomb = (formatting(400) + "<p>" * 12_000).encode()
    assert len(bomb) < 45_000
    # The parser must not even start: without the guard this test would take 700 MB.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "LexborHTMLParser", lambda data: pytest.fail("it was parsed"))
        with pytest.raises(UnreadableError, match="nests its elements"):
            parsed(bomb)


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        (formatting(400) + "<p>x" * 300, 300),  # few open it again
        (formatting(400) + "</b>" * 400 + "<p>x" * 12_000, 12_000),  # it is closed
        ("<b>" * 400 + "<p>x" * 12_000, 12_000),  # alike elements open three times at most
    ],
)
def test_formatting_that_little_opens_again_is_read(page: str, paragraphs: int) -> None:
    assert len(parsed(page.encode()).css("p")) == paragraphs
