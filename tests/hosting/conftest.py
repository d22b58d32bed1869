"""Tests of the host run on the loop that the host itself uses."""

import gc
from collections.abc import Callable, Mapping

import pytest

from tui.hosting.cpu.fair_loop import FairEventLoop


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], FairEventLoop]]:
    return {"host": FairEventLoop}


@pytest.fixture(autouse=True)
def few_objects() -> None:
    """Hides from the garbage collector all that tests have made so far.

    A host collects at its start, and would search the objects of thousands of tests.
    """
    gc.freeze()
