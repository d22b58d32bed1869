"""The clock of a test, which moves when the test says so."""

import pytest
from sample_blogs import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
