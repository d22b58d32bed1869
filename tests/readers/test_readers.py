"""The format is told from the content; what is not needed for it is not imported."""

import subprocess
import sys

from live_blog_data import as_json, posting, update

from tui.readers import read
from tui.sources.bundled import BUNDLED, assets


def imported_by(code: str) -> set[str]:
    """The modules loaded after running the code in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_bundled_text_needs_no_parser() -> None:
    path = assets() / BUNDLED[0].file
    loaded = imported_by(
        f"from pathlib import Path\nfrom tui.readers import "
        f"read\nread(Path({str(path)!r}).read_bytes())"
    )
    assert not loaded & {"selectolax", "selectolax.lexbor", "json", "urllib3", "textual"}


def test_a_text_that_mentions_live_blogs_is_still_text() -> None:
    data = BUNDLED[0].data()
    assert len(read(data + b"\nThe liveBlogUpdate of a LiveBlogPosting <3 you\n").posts) == 10


def test_json_is_json_with_spaces_before_it() -> None:
    assert read(b"\n\t " + as_json(posting(update()))).posts
