"""The host as a process, for tests and benchmarks; its one argument is ServeOptions as JSON."""

import json
import sys
import time

from tui.hosting.options import Limits, ServeOptions
from tui.hosting.serve import serve
from tui.sources import load
from tui.sources.bundled import BUNDLED


def main() -> int:
    given = json.loads(sys.argv[1])
    options = ServeOptions(
        **given | {"limits": Limits(**given.get("limits", {})), "log_json": True}
    )
    return serve(
        options,
        {"": load(BUNDLED[0].name)},
        now=time.monotonic,
        say=lambda line: print(line, flush=True),
        # In one piece, as several workers write.
        log=lambda line: print(line + "\n", end="", file=sys.stderr, flush=True),
    )


if __name__ == "__main__":
    sys.exit(main())
