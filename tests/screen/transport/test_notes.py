"""Notes in the bar, one after another."""

from sample_blogs import FakeClock

from tui.screen.transport.notes import NOTE_SECONDS, Notes


def test_a_note_is_told_for_its_time_and_then_the_next_that_waits() -> None:
    clock = FakeClock()
    notes = Notes(clock)
    assert (notes.told(), notes.seconds_left) == ("", None)
    notes.tell("one")
    notes.tell_each(["two", "three"])
    assert (notes.told(), notes.seconds_left) == ("one", NOTE_SECONDS)
    clock.advance(NOTE_SECONDS - 0.5)
    assert (notes.told(), notes.seconds_left) == ("one", 0.5)
    clock.advance(0.5)
    assert (notes.told(), notes.seconds_left) == ("two", NOTE_SECONDS)
    clock.advance(NOTE_SECONDS)
    assert notes.told() == "three"
    clock.advance(NOTE_SECONDS)
    assert (notes.told(), notes.seconds_left) == ("", None)


def test_a_key_takes_away_what_is_told_and_not_what_waits() -> None:
    clock = FakeClock()
    notes = Notes(clock)
    assert not notes.dismiss()
    notes.tell("one")
    notes.tell_each(["two"])
    assert notes.dismiss()
    assert notes.told() == ""
    clock.advance(NOTE_SECONDS)
    assert notes.told() == "two"
