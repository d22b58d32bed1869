"""The signs of the screen: all on one list, in every terminal's fonts, one column wide."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from sample_blogs import bundled_like, many, two_sources
from screen_stage import on_stage, paused_at

import tui.screen
from tui.model.blog import LiveBlog
from tui.screen.drawing.signs import SIGNS

SOURCES = Path(tui.screen.__file__).parent
FILES = sorted(path for path in SOURCES.rglob("*.py") if path.name != "wrap.py")
"""Wrapping draws nothing: it knows ranges of characters."""
WORDS = set("“”‘’–—é£\u00a0\u202f")
"""What words are written with, and what wrapping knows of them."""
BORDERS = set("╭╮╰╯╪▂▁▃▄▅▆▇▔▕▏▊▎")
"""What Textual draws boxes and scroll bars with."""


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a module, without the docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_screen_uses_the_signs_of_the_list_only(path: Path) -> None:
    used = {sign for text in texts_of(path) for sign in text if not sign.isascii()}
    assert used <= SIGNS | WORDS, "add a sign to SIGNS only if every terminal's font has it"


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_is_one_column_wide_on_every_terminal(sign: str) -> None:
    assert cell_len(sign) == 1
    assert unicodedata.east_asian_width(sign) not in "WF"
    assert not "\u23e9" <= sign <= "\u23fa", "media controls are emoji in some fonts"
    assert not unicodedata.combining(sign)
    assert sign < "\u2600", "signs beyond are emoji somewhere"


@pytest.mark.parametrize("keys", ["", "t 1 0 : 9 9", "question_mark", "a", "slash c h i enter g"])
@pytest.mark.parametrize(
    ("blog", "size"),
    [(bundled_like(), (120, 40)), (two_sources(), (80, 24)), (many(300), (40, 10))],
)
async def test_no_other_sign_is_drawn(blog: LiveBlog, size: tuple[int, int], keys: str) -> None:
    async with on_stage(blog, size, paused_at("50%")) as stage:
        await stage.press(*keys.split())
        drawn = {sign for sign in stage.text() if not sign.isascii()}
        assert drawn <= SIGNS | WORDS | BORDERS
