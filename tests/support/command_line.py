"""The command line in the test's own process, where one of its own would add only its start."""

import io
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest.mock import patch

from tui.cli.commands import main


class Done(NamedTuple):
    """Output and exit status of a command."""

    returncode: int | str | None
    stdout: str
    stderr: str


def run_here(*words: str, env: Mapping[str, str] | None = None) -> Done:
    """Runs the program with those words, and with `env` added to the environment."""
    out, err = io.BytesIO(), io.BytesIO()
    code: int | str | None = 0
    with (
        patch.object(sys, "argv", ["liveblog-tui", *words]),
        patch.dict(os.environ, env or {}),
        redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)),
        redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        told = out.getvalue().decode(), err.getvalue().decode()
    return Done(code, *told)
