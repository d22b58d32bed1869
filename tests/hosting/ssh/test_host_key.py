import stat
from pathlib import Path

import asyncssh
import pytest

from tui.hosting import keys as host_key
from tui.model.errors import OptionError


@pytest.fixture(autouse=True)
def _own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_key, "user_data_path", lambda name: tmp_path / "data" / name)


def test_it_is_made_once_for_its_owner_alone() -> None:
    made = host_key.load_host_key(None)
    path = host_key.default_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["host_key"]
    assert host_key.load_host_key(None).get_fingerprint() == made.get_fingerprint()


def test_a_given_one_is_used(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(tmp_path / "key")
    assert host_key.load_host_key(tmp_path / "key").get_fingerprint() == key.get_fingerprint()
    assert not host_key.default_path().exists()


@pytest.mark.parametrize("content", [None, b"nonsense", b""])
def test_one_that_is_none_is_a_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OptionError, match=r"host key .*key"):
        host_key.load_host_key(path)


def test_one_with_a_passphrase_is_a_clear_error(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(tmp_path / "key", "pkcs8-pem", passphrase="secret")
    with pytest.raises(OptionError, match="passphrase"):
        host_key.load_host_key(tmp_path / "key")
