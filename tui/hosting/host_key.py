"""The key by which guests know the host again: given, or made once."""

import os
from pathlib import Path

import asyncssh
from platformdirs import user_data_path

from tui.errors import OptionError


def default_path() -> Path:
    """Where the key of a host that was given none is kept."""
    return user_data_path("liveblog-tui") / "host_key"


def load_host_key(given: Path | None) -> asyncssh.SSHKey:
    """The host's private key; raises OptionError when it cannot be read or made."""
    path = given or default_path()
    try:
        if given is None and not path.exists():
            _make(path)
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise OptionError(f"The host key {path} cannot be used: {error.strerror}.") from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise OptionError(f"The host key {path} is no private key without a passphrase: {error}.") from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = asyncssh.generate_private_key("ssh-ed25519", comment="liveblog-tui").export_private_key()
    # Whole or not at all, and never readable by others, not even for a moment.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    draft.replace(path)
