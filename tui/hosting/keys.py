"""Who may drive a room: the keys of a file in OpenSSH's authorized_keys format; a key's comment is its owner's name.

Uses a name of asyncssh 2.24 that is not public, `_user_entries`; the tests hold it.
"""

import os
from pathlib import Path

import asyncssh
from platformdirs import user_data_path

from tui.model.errors import OptionError

MAX_NAME_CHARACTERS = 20


class Presenters:
    """The keys of `lines`, numbered as in the file. Raises OptionError for a line that is no key."""

    def __init__(self, lines: list[str], path: Path) -> None:
        self._keys: list[asyncssh.SSHAuthorizedKeys] = []
        self._names: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            try:
                entry = asyncssh.import_authorized_keys(line)
                key = entry._user_entries[0].key
            except (ValueError, IndexError) as error:
                raise OptionError(
                    f"Line {number} of {path} is no public key as in authorized_keys."
                ) from error
            assert key is not None  # whatever has none is among other entries
            self._keys.append(entry)
            self._names[key.get_fingerprint()] = _name(key.get_comment() or "")
        if not self._keys:
            raise OptionError(
                f"{path} has no key: without a presenter nobody could start the room."
            )

    def admits(self, key: asyncssh.SSHKey, address: str) -> bool:
        """Whether a key is listed, and may come from that address; says nothing of who holds it."""
        return any(entry.validate(key, "", address) is not None for entry in self._keys)

    def name_of(self, fingerprint: str) -> str:
        """The presenter whose signature was verified with that key; empty for anybody else."""
        return self._names.get(fingerprint, "")


def read_presenters(path: Path) -> Presenters:
    """The presenters of a file; raises OptionError."""
    try:
        return Presenters(path.read_text("utf-8").splitlines(), path)
    except OSError as error:
        raise OptionError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"{path} is not text in UTF-8.") from error


def _name(comment: str) -> str:
    """ "ada@laptop" is Ada's key; "Ada Lovelace" stays as it is."""
    name = "".join(char for char in comment.partition("@")[0] if char.isprintable()).strip()[
        :MAX_NAME_CHARACTERS
    ]
    return name[:1].upper() + name[1:] or "the presenter"


def default_path() -> Path:
    """Where the key of a host that was given none is kept."""
    return user_data_path("liveblog-tui") / "host_key"


def load_host_key(given: Path | None) -> asyncssh.SSHKey:
    """The host's private key; raises OptionError when it cannot be read or made."""
    path = given or default_path()
    try:
        if given is None and not path.exists():
            _create_key(path)
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise OptionError(f"The host key {path} cannot be used: {error.strerror}.") from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise OptionError(
            f"The host key {path} is no private key without a passphrase: {error}."
        ) from error


def _create_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = asyncssh.generate_private_key("ssh-ed25519", comment="liveblog-tui").export_private_key()
    # Whole or not at all, and never readable by others, not even for a moment.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    draft.replace(path)
