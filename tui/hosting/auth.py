"""Keys of presenters and of admitted guests, the host's own key, and the present link's code."""

import hmac
import os
import re
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from secrets import choice

import asyncssh
from platformdirs import user_data_path

from tui.model.errors import OptionError
from tui.model.safe_text import LONE_JOINER, one_line, printable

CODE_LETTERS, GROUP_LETTERS = 26, 4  # of 5 bits each
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nobody confuses them
ALIKE = str.maketrans("OIL", "011", "- ")
BY_LINK = "present link"  # in place of a fingerprint
WRONG_CODE = (
    "Not the presenter's code: the host makes a new one at each start. "
    "Copy it again from the host's terminal, or watch as everybody does."
)
PRESENTER_LOGIN = "present"  # as in `ssh present@host`
HOST_KEY_KINDS = ("ssh-ed25519", "ssh-rsa")  # no NIST curves or DSA; OpenSSH lacks Ed448
LOGIN_KEY_KINDS = (*HOST_KEY_KINDS, "sk-ssh-ed25519@openssh.com")  # the last: security tokens
MOST_NAME_CHARACTERS = 20
NAME_BY_LINK = "Host"  # until they choose a name
QUOTED = r'"(?:\\.|[^"\\])*"'
# Options may quote a key, so the key is the last one of the line.
KEY_LINE = re.compile(r"(?P<options>.*\s|)(?P<key>\S+\s+AAAA.*)")
# OpenSSH knows options in capitals too, asyncssh would not obey them.
NOT_OBEYED = re.compile(r"(?i:cert-authority)|\b(?!from\b)(?i:from)\b")


def new_code() -> str:
    """A code for a present link, in groups of letters."""
    letters = (choice(LETTERS) for _ in range(CODE_LETTERS))
    return "-".join("".join(group) for group in batched(letters, GROUP_LETTERS))


class ListedKeys:
    """Keys that a file lists in authorized_keys format. Raises OptionError for a line (counted
    from 1) by which nobody can log in, which asyncssh would skip, and for no key at all."""

    def __init__(self, lines: Iterable[str], path: Path) -> None:
        listed = list(_parse_lines(lines, path))
        if not listed:
            raise OptionError(f"{path} has no key: nobody could log in with one.")
        self._entries = [entry for entry, _ in listed]
        self.names = {x.get_fingerprint(): _name_from(x.get_comment() or "") for _, x in listed}

    def admits(self, key: asyncssh.SSHKey, address: str) -> bool:
        """True if the file lists a key for the address; the client may not hold it."""
        return any(entry.validate(key, "", address) is not None for entry in self._entries)


def read_keys(path: Path | None) -> ListedKeys | None:
    """Raises OptionError for a file that is no list of keys."""
    return None if path is None else ListedKeys(read_text(path).splitlines(), path)


class Presenters:
    """Everybody who has the `code` of the present link ("": no link), and owners of `keys`, whose
    comments are their names. The same for all rooms of a host."""

    def __init__(self, keys: ListedKeys | None = None, code: str = "") -> None:
        self.keys, self.code = keys, code

    @property
    def can_exist(self) -> bool:
        return self.code != "" or self.keys is not None

    def is_code(self, typed: str) -> bool:
        """Compare in constant time; case, hyphens and spaces are free."""
        plain = typed.upper().translate(ALIKE).encode("utf-8", "replace")
        is_equal = hmac.compare_digest(plain, self.code.replace("-", "").encode())
        return is_equal and self.code != ""

    def name_of(self, login: str, fingerprint: str) -> str:
        """The presenter's name; "" for any other login or key."""
        if fingerprint == BY_LINK:
            return NAME_BY_LINK
        names = {} if self.keys is None else self.keys.names
        return names.get(fingerprint, "") if login == PRESENTER_LOGIN else ""


def _parse_lines(
    lines: Iterable[str], path: Path
) -> Iterator[tuple[asyncssh.SSHAuthorizedKeys, asyncssh.SSHKey]]:
    """Each key's entry and bare key. Raises OptionError for a line without a usable public key."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = KEY_LINE.fullmatch(line.strip())
        try:
            if parts is None or NOT_OBEYED.search(re.sub(QUOTED, "", parts["options"])):
                raise ValueError("not a key")
            # In ASCII, because asyncssh skips lines with any other comment.
            entry = asyncssh.import_authorized_keys(line.encode("ascii", "replace").decode())
            key = asyncssh.import_public_key(parts["key"].encode())
        except ValueError as error:
            raise OptionError(
                f"Line {number} of {path} has no public key in authorized_keys format."
            ) from error
        if (kind := key.get_algorithm()) not in LOGIN_KEY_KINDS:
            raise OptionError(
                f"The key in line {number} of {path} is of the kind {printable(kind)}, which "
                "this host does not offer: use one that ssh-keygen -t ed25519 makes."
            )
        yield entry, key


def read_text(path: Path) -> str:
    """Raises OptionError for a file that cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise OptionError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"{path} is not text in UTF-8.") from error


def guest_name(typed: str) -> str:
    """A cleaned name on one line. Only emoji stay joined: other joiners make names look equal."""
    return re.sub(LONE_JOINER, "", one_line(typed)[:MOST_NAME_CHARACTERS]).strip()


def _name_from(comment: str) -> str:
    """Turn "ada@laptop" into "Ada"; keep "Ada Lovelace"."""
    name = guest_name(comment.partition("@")[0])
    return name[:1].upper() + name[1:] or "the presenter"


def load_host_key(given: Path | None) -> asyncssh.SSHKey:
    """Load the private key; without a path make it at the first start. Raises OptionError."""
    path = given or user_data_path("liveblog-tui") / "host_key"
    try:
        if given is None and not path.exists():
            _create_key(path)
        key = asyncssh.read_private_key(path)
    except OSError as error:
        raise OptionError(f"The host key {path} cannot be used: {error.strerror}.") from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise OptionError(
            f"The host key {path} is not a private key without a passphrase: {error}."
        ) from error
    if (kind := key.get_algorithm()) not in HOST_KEY_KINDS:
        raise OptionError(
            f"The host key {path} is of the kind {kind}, which this host does not offer: make one "
            "with ssh-keygen -t ed25519, or leave --host-key out."
        )
    return key


def _create_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="liveblog-tui")
    # A draft that is renamed: others never read it, and no reader sees half of it.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.export_private_key())
    draft.replace(path)
