"""Fuzzes every reader: any bytes give a live blog or a LiveBlogError within two seconds.

Run: uv run --group fuzz python tests/fuzz/fuzz_readers.py -max_total_time=60 tests/fuzz/corpus

The options are libFuzzer's. Findings become tests in tests/readers; the corpus stays a few KB.
"""

import sys
import time
import warnings
from pathlib import Path

# Only the group "fuzz" has it, without stubs.
import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # group fuzz

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "support")]

with atheris.instrument_imports(include=["tui", "dateutil", "html", "json"]):
    from readings import DAY
    from sound import sound_or_refused

    from tui.readers.page import NOTHING_GIVEN
    from tui.writers.html import html
    from tui.writers.markdown import markdown

MOST_SECONDS = 2.0
"""CPU time for one input, at most."""


def one_input(data: bytes) -> None:
    """Reads one input, with a day if it needs one; any exception is a finding."""
    start = time.process_time()
    for given in (NOTHING_GIVEN, DAY):
        blog = sound_or_refused(data, given)
        if not isinstance(blog, str):
            html(blog)
            markdown(blog)
            break
    if time.process_time() - start > 2 * MOST_SECONDS:
        raise AssertionError("too slow")


def main() -> None:
    """Fuzzes until the time is over."""
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
