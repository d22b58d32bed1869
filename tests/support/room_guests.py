"""Clients of a host that knows its presenters by their keys."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncssh
import hosting_stage
from hosting_stage import Client


class Obliging(asyncssh.SSHClient):
    """Tries keyboard-interactive without an answer, as OpenSSH does and asyncssh does not."""

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(
        self, name: str, instructions: str, lang: str, prompts: Any
    ) -> Sequence[str]:
        return []


def client(
    port: int, command: str | None = None, **options: Any
) -> AbstractAsyncContextManager[Client]:
    """A guest on a terminal of their own, with a key or without."""
    return hosting_stage.client(port, command, client_factory=Obliging, **options)
