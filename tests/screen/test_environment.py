"""Nonsense in Textual's variables is one sentence, before anything is drawn."""

import pytest

from tui.model.errors import OptionError
from tui.screen.environment import check_environment


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"TEXTUAL_COLOR_SYSTEM": "many"}, "TEXTUAL_COLOR_SYSTEM is"),
        ({"TEXTUAL_COLOR_SYSTEM": ""}, "it can be auto"),
        ({"TEXTUAL_DRIVER": "nonsense"}, "names no driver"),
        ({"TEXTUAL_DRIVER": ""}, "names no driver"),
        ({"TEXTUAL_DRIVER": "no.such.module:Driver"}, "names no driver"),
        ({"TEXTUAL_DRIVER": "os.path:join"}, "names no driver"),
        ({"TEXTUAL_DRIVER": ".relative:Driver"}, "names no driver"),
        ({"TEXTUAL_DRIVER": "a b:c\x1b"}, "names no driver"),
    ],
)
def test_nonsense_is_a_sentence(environment: dict[str, str], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        check_environment(environment)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TEXTUAL_COLOR_SYSTEM": "truecolor"},
        {"TEXTUAL_COLOR_SYSTEM": "auto"},
        {"TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"},
    ],
)
def test_what_textual_understands_passes(environment: dict[str, str]) -> None:
    check_environment(environment)
