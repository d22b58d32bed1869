"""The file of settings that the user writes."""

from pathlib import Path

import pytest
from readings import answers

from tui.model.errors import OptionError
from tui.settings.config import Config, Defaults, config_file, read_config

pytestmark = pytest.mark.usefixtures("home")


def write_config(text: str | bytes) -> Path:
    path = config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_settings_and_keys_are_read(home: Path) -> None:
    assert config_file().is_relative_to(home)
    assert read_config() == Config()
    write_config(
        '[defaults]\npace = 240\norder = "newest"\ntheme = "nord"\n'
        'zone = ["Beijing", "UTC"]\nsummary = "all"\n'
        '[keys]\nplay = "p"\nnext-post = "ctrl+n,f5"\n'
    )
    assert read_config() == Config(
        Defaults(240, "newest", "nord", ("Beijing", "UTC"), "all"),
        {"play": "p", "next-post": "ctrl+n,f5"},
    )
    write_config('[defaults]\nzone = "Beijing"\n')
    assert read_config().defaults == Defaults(zone=("Beijing",))


REFUSED: dict[str | bytes, str] = answers("refused-settings") | {
    b"\xff\xfe": "cannot be read: they are not in UTF-8.",
    f"[defaults]\npace = {'1' * 5000}\n": "cannot be read",
    f"[defaults]\npace = 0x{'f' * 5000}\n": "pace takes words a minute, such as 240.",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items())
def test_a_file_that_cannot_be_followed_is_one_clear_sentence(text: str | bytes, said: str) -> None:
    path = write_config(text)
    with pytest.raises(OptionError) as error:
        read_config()
    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_settings_that_may_not_be_looked_at_are_left_with_a_note(home: Path) -> None:
    (home / "config").write_text("a file where the folder should be")
    read = read_config()
    assert read == Config(trouble=read.trouble)
    assert read.trouble.startswith("Your settings are not used: ")
    assert read.trouble.endswith("(Not a directory).")
    (home / "config").unlink()
    config_file().mkdir(parents=True)
    assert "(Is a directory)" in read_config().trouble
