"""The systemd unit and the container file that ship with the program use flags that exist."""

import re
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from programs import need, run

from tui.hosting.options import Limits, ServeOptions

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "assets/deploy"
FLAGS = {field.name for field in fields(ServeOptions)} | {
    f"limit_{field.name}" for field in fields(Limits)
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with an executable that is there on this machine."""
    need("systemd-analyze")
    text = (DEPLOY / "liveblog-tui.service").read_text()
    path = tmp_path / "liveblog-tui.service"
    path.write_text(text.replace("/opt/liveblog-tui/bin/liveblog-tui", sys.executable))
    return path


def test_systemd_understands_every_line_of_the_unit(unit: Path) -> None:
    done = run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_unit_is_closed_as_systemd_judges_it(unit: Path) -> None:
    # Of 10; 1.5 is far better than any service of Debian's own. The rest is its network.
    done = run(
        "systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", unit
    )
    assert done.returncode == 0, done.stdout


def test_the_unit_names_a_home_and_outlives_a_worker_without_memory() -> None:
    text = (DEPLOY / "liveblog-tui.service").read_text()
    # A dynamic user is in no file; without a home asyncssh does not start.
    assert re.search(r"^Environment=HOME=%S/", text, re.MULTILINE)
    # By default systemd stops a unit of which the kernel has killed a process.
    assert re.search(r"^OOMPolicy=continue$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["liveblog-tui.service", "Containerfile", "haproxy.cfg"])
def test_its_flags_are_those_of_serve(name: str) -> None:
    lines = [
        line
        for line in (DEPLOY / name).read_text().splitlines()
        if "serve" in line or "LIVEBLOG_FLAGS=-" in line
    ]
    used = re.findall(r"--([a-z-]+)", " ".join(lines))
    assert used
    assert {flag.replace("-", "_") for flag in used} - {"stop_timeout"} <= FLAGS


def test_the_container_file_copies_existing_files() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    copied = [
        word
        for line in re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE)
        for word in line.split()
    ]
    assert "tui" in copied
    for word in copied:
        assert (ROOT / word).exists(), word


def test_stopping_takes_less_time_than_systemd_allows() -> None:
    text = (DEPLOY / "liveblog-tui.service").read_text()
    drain = int(re.findall(r"--drain (\d+)", text)[0])
    allowed = int(re.findall(r"TimeoutStopSec=(\d+)", text)[0])
    assert drain + 5 < allowed


def test_the_hosts_manual_names_limits_with_their_defaults() -> None:
    rows = re.findall(
        r"^\| (`--limit-.*?) \| (.*?) \|", (DEPLOY / "README.md").read_text(), re.MULTILINE
    )
    told = {}
    for flags, values in rows:
        for flag, value in zip(
            re.findall(r"--limit-([a-z-]+)", flags), values.split(", "), strict=True
        ):
            number, unit = re.findall(r"^([\d.]+) ?(KiB|min|h)?", value)[0]
            told[flag.replace("-", "_")] = (
                float(number) * {"KiB": 1024, "min": 60, "h": 3600, "": 1}[unit]
            )
    defaults = {field.name: field.default for field in fields(Limits)}
    assert {"guests", "idle"} < told.keys()
    assert told == {name: defaults[name] for name in told}
    assert Limits.of_options(room=True).idle == 2 * 3600  # as `serve --help` says


def test_the_hosts_manual_names_every_event() -> None:
    sources = [path.read_text() for path in (ROOT / "tui/hosting").rglob("*.py")]
    said = (event for text in sources for event in re.findall(r"\.record\(([^,)]+)", text))
    recorded = {name for event in said for name in re.findall(r"\"([a-z ]+)\"", event)}
    told = re.findall(r"Events:\n.*?(?=`--metrics)", (DEPLOY / "README.md").read_text(), re.DOTALL)
    assert "joined" in recorded
    assert recorded == set(re.findall(r"`([a-z ]+)`", told[0]))
