"""The host for browsers as a process: `python tests/support/serve_web.py '{"listen": ...}'`."""

import json
import sys

from tui.cli.streams import DEFAULT_SOURCES, load
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.web.server import serve_web


def main() -> int:
    given = json.loads(sys.argv[1])
    options = ServeOptions(**given | {"limits": Limits(**given.get("limits", {}))})
    return serve_web(options, load(DEFAULT_SOURCES), say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    sys.exit(main())
