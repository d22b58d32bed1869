"""Real live blogs for the tests: the bundled one, and saved pages that are kept beside the project."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
BUNDLED = PROJECT / "assets" / "blinken-beijing-2024-04-26.txt"
_REAL = PROJECT / "../shared/liveblogs"


def real(name: str) -> Path:
    """The saved page of that name; skips the test where the collection is missing, fails it in CI."""
    path = _REAL / name
    if not path.is_file():
        reason = f"the collection of real live blogs is not here ({name})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
