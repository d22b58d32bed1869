"""Clients of a host that knows its presenters by their keys."""

from contextlib import AbstractAsyncContextManager
from typing import Any

import hosting_stage
from hosting_stage import Client

from tui.hosting.keys import PRESENTER_LOGIN


def client(
    port: int, command: str | None = None, **options: Any
) -> AbstractAsyncContextManager[Client]:
    """A guest on a terminal of their own; one with a key logs in as a presenter."""
    login = {"username": PRESENTER_LOGIN} if options.get("client_keys") else {}
    return hosting_stage.client(port, command, **(login | options))
