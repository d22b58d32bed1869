"""Programs that some tests drive. Without one the test is skipped, and fails in CI."""

import os
import shutil

import pytest


def need(*names: str) -> None:
    """Skip (or fail, where the environment has CI) unless all these programs are there."""
    missing = [
        name
        for name in names
        if shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin") is None
    ]
    if missing:
        reason = f"{' and '.join(missing)} not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
