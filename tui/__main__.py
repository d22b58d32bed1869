"""The command's entry, and `python -m tui`."""

from tui.cli.garbage import pause_collection


def main() -> None:
    """Run the command line."""
    pause_collection()  # before the imports, which make most of the objects; a command resumes it
    from tui.cli.commands import main as run

    run()


if __name__ == "__main__":
    main()
