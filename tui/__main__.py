"""The command's entry, and `python -m tui`."""

import sys

from tui.cli.garbage import pause_collection


def main() -> None:
    """Run the command line."""
    pause_collection()  # before the imports, which make most of the objects; a command resumes it
    if sys.argv[1:2] == ["serve"]:
        from tui.cli.early_signals import end_at_signals

        end_at_signals()
    from tui.cli.commands import main as run

    run()


if __name__ == "__main__":
    main()
