"""Pages to read: our own in `tests/data`, and the real ones where they lie beside the checkout."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
OURS = (CHECKOUT / "tests/data", CHECKOUT / "assets")
REAL = CHECKOUT.parent / "shared/liveblogs"


def page(name: str) -> bytes:
    """The page of that name; skips the test of a real one where the real pages are missing."""
    for folder in OURS:
        if (folder / name).exists():
            return (folder / name).read_bytes()
    if not REAL.is_dir():
        pytest.skip("the folder of real live blogs is not beside the checkout")
    return (REAL / name).read_bytes()
