"""The command's entry, and `python -m tui`: no garbage is looked for while its modules load, as they leave none."""

import gc


def main() -> None:
    """Runs the command line."""
    gc.disable()
    from tui.cli.replay import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
