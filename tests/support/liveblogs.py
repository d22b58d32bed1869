"""Pages to read: our own in `tests/data`, and the bundled ones."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def page(name: str) -> bytes:
    """The page of that name."""
    ours = CHECKOUT / "tests/data" / name
    return (ours if ours.exists() else CHECKOUT / "assets" / name).read_bytes()
