"""Pages to read: our own in `tests/data`, and the bundled ones."""

import tomllib
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
DATA = CHECKOUT / "tests/data"
PAGES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "facts.toml").read_text("utf-8"))
"""The pages that are live blogs, each with its facts as a person reads them."""


def page(name: str) -> bytes:
    """The page of that name."""
    path = DATA / name
    return (path if path.exists() else CHECKOUT / "assets" / name).read_bytes()
