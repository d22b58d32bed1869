"""The commands by name, and the entry point that runs a command."""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, override

import click
from click.exceptions import NoSuchCommand
from click.shell_completion import CompletionItem

import tui
from tui.cli.printing import OUTPUT_LOST, PanelFormatter, drop_output, print_error, quiet_pipe
from tui.model.errors import LiveBlogError, OptionError

COMMANDS = {
    "check": "Report how a live blog was read, and each doubt.",
    "config": "Print the settings, and where each comes from.",
    "convert": "Write a live blog as JSON, Markdown, HTML or a film.",
    "fetch": "Save all pages of a live blog where its publisher allows it.",
    "list": "List the bundled live blogs.",
    "live": "Follow a live blog while it is being written, and record it.",
    "replay": "Replay a live blog: a saved page, copied text, or an address.",
    "serve": "Let guests watch over ssh, or in a browser.",
}  # each in a module of its name; its line in the help
COMPLETION = """\b
The tab key completes words after this line in ~/.bashrc
(in ~/.zshrc with zsh_source in the place of bash_source):
  eval "$(_LIVEBLOG_TUI_COMPLETE=bash_source liveblog-tui)"
For fish, in its config.fish:
  _LIVEBLOG_TUI_COMPLETE=fish_source liveblog-tui | source
"""


class LazyGroup(click.Group):
    """The commands of the table, each imported at its first use."""

    ignore_unknown_options = True  # they are of `replay`

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with quiet_pipe():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with quiet_pipe():
            return super().invoke(ctx)

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tui.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or `replay` for its options, a file, an address or a bundled live blog."""
        word = args[0]
        if word in COMMANDS:
            return super().resolve_command(ctx, args)
        from tui.operating_system import is_there
        from tui.sources.bundled import BUNDLED  # takes 20 ms

        bundled = [entry.name for entry in BUNDLED]
        is_like_a_source = word.startswith("-") or {*word} & {*"./:"} or word in bundled
        if is_like_a_source or is_there(word):
            return "replay", self.get_command(ctx, "replay"), args
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            message = f"No command, file or bundled live blog {error.command_name!r}."
            raise NoSuchCommand(word, message, [*COMMANDS, *bundled], ctx) from error

    @override
    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[Any]]":
        """Sources for `replay`, and commands."""
        from tui.cli.options import complete_source

        return [*complete_source(ctx, self, incomplete), *super().shell_complete(ctx, incomplete)]

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list from the table, which imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=COMPLETION,
)
@click.version_option(tui.__version__, prog_name="liveblog-tui")
@click.pass_context
def cli(context: click.Context) -> None:
    """Watch any live blog again, in a terminal, as it happened.

    \b
    liveblog-tui       the shelf of live blogs
    liveblog-tui PAGE  a file, folder, address
    liveblog-tui -     pasted or piped text
    """
    if context.invoked_subcommand is None:
        if sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb":
            from tui.cli.shelf import open_shelf

            open_shelf()
        else:
            click.echo(context.get_help())


def main() -> None:
    """Run the command line; an error of the program is one line and exit status 1."""
    _open_closed_streams()
    # An encoding that has no dashes or quotes gets a sign in their place, no traceback.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if sys.stdout.isatty():
        click.Context.formatter_class = PanelFormatter
    try:
        cli()
    except LiveBlogError as error:
        print_error(error)
        sys.exit(1)
    except OSError as error:
        fault = f"{error.filename or 'The working directory'} cannot be reached"
        if error.filename is None and error.errno in OUTPUT_LOST:
            drop_output()
            fault = "The output cannot be written"
        elif error.filename is None and error.errno not in (errno.EACCES, errno.ENOENT):
            raise
        with suppress(OSError):  # the terminal itself is gone
            print_error(OptionError(f"{fault} ({error.strerror})."))
        sys.exit(1)


def _open_closed_streams() -> None:
    """Open /dev/null for closed streams; a closed standard output is an error."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 -- open to the end
        vars(sys)["__stdin__"] = sys.stdin  # read by Textual
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- open to the end
    if sys.stdout is None:
        print_error(OptionError("Standard output is closed. To discard it, send it to /dev/null."))
        sys.exit(1)
