"""The command's start: a module of its own beside the package `tui`, a name that others have too.

PyPI has another package called `tui`. Where both are installed in one environment, the later one
replaces files of the other.
"""

import sys


def main() -> None:
    """Runs the command line; a foreign `tui` is one sentence and exit status 1."""
    try:
        import tui

        about = tui.__doc__ or ""
    except Exception:  # noqa: BLE001 -- whatever the other package does
        about = ""
    if not about.startswith("liveblog-tui:"):
        sys.exit(
            "liveblog-tui: Another package called tui has replaced parts of this program; install "
            "liveblog-tui in an environment of its own, with pipx or uv tool."
        )
    from tui.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
