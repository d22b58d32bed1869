"""A dialect of another package: the manual's example, installed as its entry point says."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.dialects import GROUP, dialects

EXAMPLE = Path(__file__).parents[3] / "assets" / "dialects.md"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages; those that stand in it are installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    dialects.cache_clear()
    yield tmp_path
    dialects.cache_clear()
    sys.modules.pop("ticker_dialect", None)


def install(folder: Path, code: str, target: str = "ticker_dialect:DIALECT") -> None:
    (folder / "ticker_dialect.py").write_text(code)
    about = folder / "ticker_dialect-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ticker-dialect\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nticker = {target}\n")


def example() -> str:
    """The code in the manual of dialects."""
    (code,) = re.findall(
        r"```python\n(from tui\.readers\.dialects.*?)```", EXAMPLE.read_text(), re.S
    )
    return str(code)


def post(number: int, **more: object) -> dict[str, object]:
    """One of the ticker's posts, in which the edit is called a time too."""
    return {
        "ts_made": "2030-01-01T08:00:00Z",
        "ts_shown": f"2030-01-01T10:0{number}:00Z",
        "meta": {"kurz": f"Head {number}", "titel": "The ticker"},
        "redaktion": "Ann Lee",
        "body_md": f"Text {number}.",
        **more,
    }


def test_the_readmes_example_reads_its_ticker(installed: Path) -> None:
    install(installed, example())
    assert len(example().splitlines()) <= 50
    blog = read(json.dumps({"beitraege": [post(1), post(2, state="draft")]}).encode())
    (found,) = blog.posts
    assert (found.published.hour, found.headline, found.byline) == (10, "Head 1", "Ann Lee")
    assert blog.format == "Ticker (JSON)"
    assert any("left out: 1" in warning.message for warning in blog.warnings)


def test_what_is_no_dialect_is_refused_in_a_sentence(installed: Path) -> None:
    install(installed, "DIALECT = 7")
    with pytest.raises(LiveBlogError, match=r"ticker of liveblog_tui\.dialects is no Dialect"):
        read(json.dumps([post(1)]).encode())


def test_a_package_that_cannot_be_imported_is_refused_in_a_sentence(installed: Path) -> None:
    install(installed, "import nowhere_at_all")
    with pytest.raises(LiveBlogError, match=r"ticker.*nowhere_at_all"):
        read(json.dumps([post(1)]).encode())
