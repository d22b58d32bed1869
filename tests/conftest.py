"""What holds for every test: no example of Hypothesis fails because the machine is slow."""

import pytest
from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a test no name: packed ones hold the second at which they were packed.

    Two workers of one run must find tests of the same names.
    """
    return argname if isinstance(val, bytes) else None
