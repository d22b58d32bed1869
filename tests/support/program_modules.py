"""The modules of the program with their sources, for tests of how it is built."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]


def modules() -> list[tuple[str, str]]:
    """Every module by its name, as "tui.screen.feed.rows", and its source."""
    paths = sorted((PROJECT / "tui").rglob("*.py"))
    names = (".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in paths)
    return [
        (name.removesuffix(".__init__"), path.read_text(encoding="utf-8"))
        for name, path in zip(names, paths, strict=True)
    ]
