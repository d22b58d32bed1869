"""Nothing that a terminal sends ends the parser, and what it pastes is cleaned."""

from textual import events
from textual.keys import Keys

from tui.terminal_input.parser import MAX_COLUMNS, MAX_ROWS, InputParser


def test_a_paste_is_cleaned() -> None:
    (paste,) = InputParser().feed("\x1b[200~red\x9b \u202elines\x1b[201~ ")[:1]
    assert isinstance(paste, events.Paste)
    assert paste.text == "red\ufffd lines"


def test_a_size_is_one_that_can_be_drawn() -> None:
    (resize,) = InputParser().feed("\x1b[48;100000;100000;1;1t")
    assert isinstance(resize, events.Resize)
    assert resize.size == (MAX_COLUMNS, MAX_ROWS)


def test_a_key_beyond_unicode_loses_no_key_beside_it() -> None:
    messages = InputParser().feed("a\x1b[1114112ub\x1b[99999999999999999999uc")
    pressed = [message.key for message in messages if isinstance(message, events.Key)]
    assert [key for key in pressed if key != Keys.Ignore] == [*"abc"]


def test_a_click_in_a_window_without_pixels_is_passed_over() -> None:
    parser = InputParser()
    parser.feed("\x1b[48;9999;9999;0;0t\x1b[<0;5;5M")
    (after,) = parser.feed("q")
    assert isinstance(after, events.Key)
