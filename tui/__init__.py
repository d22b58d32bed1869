"""liveblog-tui: replays live blogs in the terminal. README.md beside this file maps its rooms."""

import sys

if sys.version_info < (3, 12):  # noqa: UP036 -- started from a checkout, without pip or uv
    sys.exit(f"liveblog-tui needs Python 3.12 or newer; this is {sys.version.split()[0]}.")

__version__ = "0.1.0"
