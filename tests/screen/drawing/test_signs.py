"""The signs of the screen: all on one list, in every terminal's fonts, one column wide."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len

import tui.screen
from tui.screen.drawing.signs import SIGNS

SOURCES = Path(tui.screen.__file__).parent
FILES = sorted(path for path in SOURCES.rglob("*.py") if path.name != "wrap.py")
"""Wrapping draws nothing: it knows ranges of characters."""
WORDS = set("“”‘’–—é£\u00a0\u202f\U0010eeee")
"""Characters of words, some of which wrapping knows, and the place of a terminal's own picture."""


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


def test_the_screen_uses_the_signs_of_the_list_only() -> None:
    texts = {path.stem: "".join(texts_of(path)) for path in FILES}
    used = {(sign, name) for name, text in texts.items() for sign in text if not sign.isascii()}
    unknown = [each for each in sorted(used) if each[0] not in SIGNS | WORDS]
    assert not unknown, "add a sign to SIGNS only if every terminal's font has it"


def test_a_sign_is_one_column_wide_on_every_terminal() -> None:
    for sign in SIGNS:
        assert cell_len(sign) == 1, sign
        assert unicodedata.east_asian_width(sign) not in "WF", sign
        assert not "\u23e9" <= sign <= "\u23fa", "media controls are emoji in some fonts"
        assert not unicodedata.combining(sign), sign
        assert sign < "\u2600", "signs beyond are emoji somewhere"
