"""Programs that some tests drive. Without one the test is skipped, and fails in CI."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest
from patience import PATIENCE


def run(
    *command: object, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, without input; `env` is added to the environment."""
    return subprocess.run(
        [str(word) for word in command],
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        **options,
    )


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
