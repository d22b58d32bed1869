"""Writes the man page, assets/liveblog-tui.1, from the help of the commands.

Run `uv run --group dev python tests/support/make_man_page.py`.
"""

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

import tui
from tui.cli.commands import cli
from tui.sources.bundled import assets


def man_page() -> str:
    """The page in roff."""
    with click.Context(cli, info_name="liveblog-tui") as context:
        names = cli.list_commands(context)
        commands = [(name, cli.get_command(context, name)) for name in names]
        lines = [
            f'.TH LIVEBLOG-TUI 1 "" "liveblog-tui {tui.__version__}" "User Commands"',
            ".SH NAME",
            f"liveblog-tui \\- {_escaped((cli.help or '').partition('.')[0])}",
            ".SH SYNOPSIS",
            ".B liveblog-tui",
            *(_escaped(piece) for piece in cli.collect_usage_pieces(context)),
            ".SH DESCRIPTION",
            *_paragraphs(cli.help or ""),
            ".SH COMMANDS",
        ]
        for name, command in commands:
            if command is not None and not command.hidden:
                lines += _command(name, command, context)
        lines += [".SH COMPLETION", *_paragraphs(cli.epilog or "")]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    with click.Context(command, info_name=name, parent=parent) as context:
        usage = " ".join(command.collect_usage_pieces(context))
        yield f".SS liveblog-tui {_escaped(name)} {_escaped(usage)}"
        yield from _paragraphs(command.help or "")
        for parameter in command.params:
            record = parameter.get_help_record(context)
            if record and record[1]:
                yield from (
                    ".TP",
                    f".B {_escaped(record[0])}",
                    _escaped(" ".join(record[1].split())),
                )


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs in roff; lines after click's mark for kept lines stay lines."""
    for paragraph in cleandoc(text).split("\n\n"):  # Python 3.12 leaves docstrings indented
        yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *map(_escaped, paragraph.splitlines()[1:]), ".fi")
        else:
            yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


if __name__ == "__main__":
    (assets() / "liveblog-tui.1").write_text(man_page(), encoding="utf-8")
