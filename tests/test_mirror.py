"""A module's tests stand in the file of its name, in the folder of its room."""

from pathlib import Path

TESTS = Path(__file__).parent
OF_SEVERAL_MODULES = {
    "cli": {"start"},
    "hosting": {"abuse", "deploy_files", "process", "wishes_in_a_room"},
    "hosting/room": {"cluster", "guests_in_room"},
    "hosting/ssh": {"algorithms", "haproxy", "openssh", "pages_by_pipe", "tmux"},
    "hosting/web": {"in_a_browser"},
    "playback": {
        "player_by_model", "player_loops", "player_next", "player_reading", "player_shared",
    },
    "playback/typed": {"moment_refusals", "moment_words"},
    "readers": {
        "cut_files", "every_word", "fidelity", "hostile", "odd_digits", "regular_expressions",
    },
    "readers/bbc": {"any_bbc_text"},
    "readers/live_data": {"hostile"},
    "readers/schema_org": {"other_pages"},
    "screen": {
        "copying", "every_key_shows", "hostile", "keys_of_page", "keys_of_reading",
        "keys_of_search", "keys_of_summary", "keys_of_time", "mouse", "no_colour", "one_moment",
        "small_windows", "snapshots", "truth", "versions_on_screen",
    },
    "text": {"versions_in_text"},
    "writers": {"pages"},
}  # fmt: skip
"""Tests of a whole room, named by what they try; those directly in `tests` try the program."""


def has_module(test: Path) -> bool:
    """Whether a test is named after a module of its room, or after the room itself."""
    room = TESTS.parent / "tui" / test.parent.relative_to(TESTS)
    name = test.stem.removeprefix("test_")
    return room.is_dir() and (name == room.name or (room / f"{name}.py").exists())


def test_every_test_file_names_its_module_or_is_known_to_try_several() -> None:
    without = {path for path in TESTS.glob("*/**/test_*.py") if not has_module(path)}
    known = {
        TESTS / room / f"test_{name}.py"
        for room, names in OF_SEVERAL_MODULES.items()
        for name in names
    }
    assert without == known
