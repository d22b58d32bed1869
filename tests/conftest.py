"""For every test: profiles of Hypothesis that allow slow machines; an empty home; a clock."""

from pathlib import Path

import pytest
from hypothesis import settings
from sample_blogs import FakeClock

LONGEST_NAME = 80

settings.register_profile("ci", deadline=None, max_examples=20, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=300)
settings.load_profile("ci")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a test no name: packed ones hold the second at which they were packed.

    Nor does a long text, which some versions of pytest take and others not. Two workers, and two
    runs, must find tests of the same names.
    """
    is_name = not isinstance(val, bytes) and (not isinstance(val, str) or len(val) <= LONGEST_NAME)
    return None if is_name else argname


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own directories, empty."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def clock() -> FakeClock:
    """The clock of a test, which moves when the test says so."""
    return FakeClock()
