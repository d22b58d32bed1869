"""Tests of the host run on the loop that the host itself uses, and share the bundled blog."""

import gc
import time
from collections.abc import Callable, Mapping

import pytest

from tui.hosting.options import ServeOptions
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import ReplayViews
from tui.screen import page
from tui.sources import load
from tui.sources.bundled import BUNDLED


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], TurnsLoop]]:
    return {"host": TurnsLoop}


@pytest.fixture(autouse=True)
def few_objects() -> None:
    """Hides from the garbage collector all that tests have made so far.

    A host collects at its start, and would search the objects of thousands of tests.
    """
    gc.freeze()


@pytest.fixture(autouse=True)
def short_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note in the bar soon gives way to the words that a test waits for."""
    monkeypatch.setattr(page, "NOTE_SECONDS", 1.0)


@pytest.fixture(scope="module")
def replays() -> ReplayViews:
    """Views of the bundled blog, each guest with a clock of their own."""
    return ReplayViews(load(BUNDLED[0].name), ServeOptions(), time.monotonic)
