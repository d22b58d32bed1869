"""The host as a process, for tests and benchmarks; its one argument is ServeOptions as JSON.

With `names` it has a live blog of each name, among which guests choose.
"""

import json
import sys
import time

from tui.hosting.options import Limits, ServeOptions
from tui.hosting.serve import serve
from tui.sources import load
from tui.sources.bundled import BUNDLED


def main() -> int:
    given = json.loads(sys.argv[1])
    blog = load(BUNDLED[0].name)
    names = given.pop("names", None)
    options = ServeOptions(
        **given | {"limits": Limits(**given.get("limits", {})), "log_json": True}
    )
    return serve(
        options,
        {name: blog._replace(title=name) for name in names} if names else {"": blog},
        now=time.monotonic,
        say=lambda line: print(line, flush=True),
        # In one piece, as several workers write.
        log=lambda line: print(line + "\n", end="", file=sys.stderr, flush=True),
    )


if __name__ == "__main__":
    sys.exit(main())
