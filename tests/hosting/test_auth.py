"""The presenters' keys and the host's own."""

import base64
import stat
from pathlib import Path

import asyncssh
import pytest
from asyncssh.packet import String
from hosting_stage import public
from readings import answers

from tui.hosting import auth
from tui.hosting.auth import ListedKeys, Presenters, read_keys
from tui.model.errors import OptionError

ADA = asyncssh.generate_private_key("ssh-ed25519", comment="ada@laptop")
BOB = asyncssh.generate_private_key("ssh-ed25519", comment="bob")
TOKEN_KIND = "sk-ssh-ed25519@openssh.com"


@pytest.fixture(autouse=True)
def _own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "user_data_path", lambda name: tmp_path / "data" / name)


def test_it_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data/liveblog-tui/host_key"
    made = auth.load_host_key(None)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["host_key"]
    assert auth.load_host_key(None).get_fingerprint() == made.get_fingerprint()


def test_a_given_one_is_used(tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(tmp_path / "key")
    assert auth.load_host_key(tmp_path / "key").get_fingerprint() == key.get_fingerprint()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", [None, b"nonsense", b""])
def test_one_that_is_none_is_a_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OptionError, match=r"host key .*key"):
        auth.load_host_key(path)


def test_a_file_of_presenters_is_read_to_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(
        "\n".join(["# who may", "", *public(ADA, BOB), 'from="10.0.0.0/8" ' + public(BOB)[0]])
    )
    presenters = Presenters(read_keys(path))
    assert presenters.name_of(auth.PRESENTER_LOGIN, ADA.get_fingerprint()) == "Ada"
    assert presenters.name_of(auth.PRESENTER_LOGIN, "") == ""
    nameless = " ".join(public(BOB)[0].split()[:2])
    presenters = Presenters(ListedKeys([nameless], path))
    assert presenters.name_of(auth.PRESENTER_LOGIN, BOB.get_fingerprint()) == "the presenter"


def test_a_guests_key_with_a_comment_in_any_language_is_admitted(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    kind, key = public(ADA)[0].split()[:2]
    path.write_text(f"{kind} {key} élodie@laptop\n", "utf-8")
    authorized = read_keys(path)
    assert authorized is not None
    assert authorized.admits(ADA.convert_to_public(), "127.0.0.1")
    assert not authorized.admits(BOB.convert_to_public(), "127.0.0.1")


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("ada lovelace@laptop", "Ada lovelace"),
        ("\x1b[2Jeve", "\ufffd[2Jeve"),
        ("\u202eeve", "Eve"),
        ("élodie", "Élodie"),
        ("x" * 50, "X" + "x" * (auth.MOST_NAME_CHARACTERS - 1)),
        ("\tada", "Ada"),
        ("@laptop", "the presenter"),
    ],
)
def test_a_comment_becomes_a_short_name_that_can_be_shown(comment: str, name: str) -> None:
    kind, key = public(ADA)[0].split()[:2]
    presenters = Presenters(ListedKeys([f"{kind} {key} {comment}"], Path("keys")))
    assert presenters.name_of(auth.PRESENTER_LOGIN, ADA.get_fingerprint()) == name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"# nobody\n", "has no key"),
        (b"", "has no key"),
        (b"\nssh-ed25519 nonsense ada", "Line 2 of"),
        (f"cert-authority {public(ADA)[0]}".encode(), "Line 1 of"),
        (f'no-pty,cert-authority,from="::1" {public(ADA)[0]}'.encode(), "Line 1"),
        (f"CERT-AUTHORITY {public(ADA)[0]}".encode(), "Line 1"),
        (f'From="::1" {public(ADA)[0]}'.encode(), "Line 1"),
        (b"\xff\xfe", "not text"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_keys_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "keys"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OptionError, match=message):
        read_keys(path)


@pytest.mark.parametrize("options", answers("options-before-a-key"))
def test_options_before_a_key_do_not_hide_it(options: str) -> None:
    options = options.replace("BOB", public(BOB)[0])
    listed = ListedKeys([f"{options} {public(ADA)[0]}"], Path("keys"))
    presenters = Presenters(listed)
    assert presenters.name_of(auth.PRESENTER_LOGIN, ADA.get_fingerprint()) == "Ada"
    assert presenters.name_of(auth.PRESENTER_LOGIN, BOB.get_fingerprint()) == ""
    assert listed.admits(ADA.convert_to_public(), "127.0.0.1")
    assert not listed.admits(BOB.convert_to_public(), "127.0.0.1")


@pytest.mark.parametrize("kind", ["ecdsa-sha2-nistp256", "ssh-dss", "ssh-ed448"])
def test_a_key_of_a_kind_that_is_not_offered_is_refused(tmp_path: Path, kind: str) -> None:
    other = asyncssh.generate_private_key(kind, comment="cid")
    with pytest.raises(OptionError) as refused:
        ListedKeys(public(ADA, other), Path("keys"))
    assert str(refused.value).startswith(f"The key in line 2 of keys is of the kind {kind}, which")
    assert "ssh-keygen -t ed25519" in str(refused.value)
    path = tmp_path / "key"
    path.write_bytes(other.export_private_key())
    with pytest.raises(OptionError, match=f"of the kind {kind}, which this host does not offer"):
        auth.load_host_key(path)


def test_presenters_keys_of_all_kinds_by_which_they_can_sign_are_taken() -> None:
    key = base64.b64encode(
        b"".join(String(each) for each in (TOKEN_KIND, bytes(32), "ssh:"))
    ).decode()
    rsa = asyncssh.generate_private_key("ssh-rsa", comment="cid")
    lines = [*public(ADA, rsa), f"{TOKEN_KIND} {key} dan"]
    presenters = Presenters(ListedKeys(lines, Path("keys")))
    assert presenters.name_of(auth.PRESENTER_LOGIN, rsa.get_fingerprint()) == "Cid"
