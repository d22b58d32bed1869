"""The real live blogs that some tests read: beside the checkout, not part of the project."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "../shared/liveblogs"


def real(name: str) -> Path:
    """A real page's path; the test is skipped where the folder is missing, and fails in CI."""
    path = FOLDER / name
    if not path.exists():
        reason = f"the real live blogs are not beside the checkout ({FOLDER})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
