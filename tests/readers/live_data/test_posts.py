"""What all readers of producers' data say of what they leave out."""

from tui.readers.live_data.posts import MOST_KINDS, UnreadKinds
from tui.readers.warnings import Remarks


def test_of_many_kinds_that_are_not_read_only_the_first_are_named() -> None:
    remarks = Remarks("post")
    unread = UnreadKinds("Not read: {}.", remarks)
    for number in range(1, MOST_KINDS + 4):
        unread.add(f"kind {number}", number)
    unread.add("kind 1", 99)
    unread.add("", 100)
    told = remarks.folded()
    assert len(told) == MOST_KINDS + 1
    assert (told[0].place, told[0].message) == ("posts 1, 99", "Not read: kind 1.")
    assert told[-1].message == "Not read: other kinds."


def test_a_kind_without_a_name_and_a_hostile_one_are_said_in_clean_words() -> None:
    remarks = Remarks("post")
    unread = UnreadKinds("Not read: {}.", remarks)
    unread.add("", 1)
    unread.add("\x1b[31m" + "x" * 100, 2)
    nameless, hostile = (warning.message for warning in remarks.folded())
    assert nameless == "Not read: no name."
    assert "\x1b" not in hostile
    assert len(hostile) < 80
