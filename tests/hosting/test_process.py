"""The host as a process with the real app: its lines, its stop, several workers, metrics."""

import asyncio
import errno
import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hosting_stage import client, eventually
from openssh import OPTIONS
from patience import PATIENCE
from programs import need
from real_terminal import terminal
from web_stage import web_client

from tui.hosting.terminal import LEAVE_APP_MODE
from tui.hosting.web.visit import MOVED_CODE

SERVER = Path(__file__).parents[1] / "support/serve_bundled.py"
COMMAND = str(Path(sys.executable).with_name("liveblog-tui"))
ANY_PORT = "127.0.0.1:0"


class Process:
    """A running host: its lines, and the events it logged."""

    def __init__(self, popen: "subprocess.Popen[str]", *, over_ssh: bool) -> None:
        self.popen = popen
        self.said: list[str] = []
        self.log: list[dict[str, Any]] = []
        self.port = int(self.say("Listening on")[1]) if over_ssh else 0

    def say(self, begins: str) -> list[str]:
        """Read until a line begins so; returns its words."""
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            self.said.append(line.rstrip())
            if line.startswith(begins):
                found = re.search(r"(\S+) port (\d+)", line)
                return [found[1], found[2]] if found else line.split()
        raise AssertionError(self.said)

    def say_all(self, begins: str) -> str:
        """Read until a line begins so; returns the line."""
        self.say(begins)
        return self.said[-1]

    def event(self, name: str) -> dict[str, Any]:
        """Read the log until such an event."""
        assert self.popen.stderr is not None
        for line in self.popen.stderr:
            self.log.append(json.loads(line))
            if self.log[-1]["event"] == name:
                return self.log[-1]
        raise AssertionError(self.log)

    def stop(self, number: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        self.popen.send_signal(number)
        assert self.popen.wait(PATIENCE) == 0

    async def stop_beside(self) -> None:
        """Stop it while this loop runs on: the host waits for its clients to disconnect."""
        await asyncio.to_thread(self.stop, signal.SIGTERM)


@contextmanager
def process(tmp_path: Path, files: int = 1024, **options: Any) -> Iterator[Process]:
    """A host that may open so many files."""
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "TERM": "dumb", "NO_COLOR": "1"}
    popen = subprocess.Popen(
        [
            *("sh", "-c", f'ulimit -n {files}; exec "$@"', "sh"),
            *(sys.executable, str(SERVER), json.dumps({"listen": ANY_PORT} | options)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    try:
        yield Process(popen, over_ssh=bool(options.get("listen", ANY_PORT)))
    finally:
        popen.kill()
        popen.wait()
        for stream in (popen.stdout, popen.stderr):
            assert stream is not None
            stream.close()


def children_of(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def workers_of(host: Process) -> list[int]:
    """The processes of the workers, which a helper forks."""
    (helper,) = children_of(host.popen.pid)
    return children_of(helper)


def fits(columns: int, rows: int, screen: str) -> bool:
    lines = screen.removesuffix("\n").split("\n")
    is_paused = any("|| PAUSED" in line for line in lines[-2:])
    return len(lines) == rows and max(map(len, lines)) <= columns and is_paused


def test_a_guest_at_a_real_terminal_reads_resizes_and_quits(tmp_path: Path) -> None:
    need("ssh")
    with process(tmp_path) as host, terminal(tmp_path) as shell:
        before = shell.modes()
        command = shlex.join(["ssh", *OPTIONS, "-p", str(host.port), "-t", "127.0.0.1"])
        shell.run(f'{command} 10:26 --author Tom Bateman; echo "status $?"')
        assert "Blinken in Beijing" in shell.see("A visit stripped of fanfare")
        assert shell.modes() == "1 1 0"
        shell.press("Space")
        shell.see("|| PAUSED")
        for columns, rows in ((70, 20), (40, 10)):
            shell.resize(columns, rows)
            shell.until(partial(fits, columns, rows))
        shell.press("q")
        assert "Blinken" not in shell.prompt("0")
        assert shell.modes() == before == "0 0 1"


def test_the_host_announces_its_address_and_its_key(tmp_path: Path) -> None:
    with process(tmp_path, qr=True, public_name="demo.example") as host:
        host.say("Guests type")
        assert host.said[-1] == f"Guests type: ssh -p {host.port} demo.example"
        assert re.fullmatch(r"Host key: SHA256:\S{43} \(ssh-ed25519\)", host.said[-2])
        host.event("started")
        assert stat.S_IMODE((tmp_path / "liveblog-tui" / "host_key").stat().st_mode) == 0o600
        host.stop(signal.SIGTERM)
        assert host.popen.stdout is not None
        assert host.popen.stdout.read().count("█") > 100


async def test_browsers_beside_ssh_and_instead_of_it(tmp_path: Path) -> None:
    with process(tmp_path, web=ANY_PORT, workers=2) as host:
        url = host.say("Guests open:")[-1]
        for _ in range(2):
            host.event("started")
        async with client(host.port) as one, web_client(url.rstrip("/")) as guest:
            await one.until(b"Blinken")
            await guest.until("Blinken")
            # Another worker's visit is asked for again, until its own worker answers.
            token = await guest.until_told("token")
            await guest.press("t")
            await guest.until("Go to")
            guest.vanish()
            codes: set[int | None] = set()
            while not codes - {MOVED_CODE}:
                async with web_client(url.rstrip("/"), token=token) as again:
                    codes.add(await again.first_code())
            assert codes - {MOVED_CODE} == {None}
            await host.stop_beside()
            assert await one.ended() == 0
    with process(tmp_path, web=ANY_PORT, listen="") as alone:
        url = alone.say("Guests open:")[-1]
        async with web_client(url.rstrip("/")) as guest:
            await guest.until("Blinken")
            stopping = asyncio.create_task(alone.stop_beside())
            assert "The host is stopping" in await guest.until_told("ended")
        await stopping
        assert not any(line.startswith("Listening") for line in alone.said)


@pytest.mark.parametrize(
    ("number", "workers"), [(signal.SIGTERM, 1), (signal.SIGINT, 1), (signal.SIGTERM, 2)]
)
async def test_stopping_restores_terminals_and_ends_well(
    tmp_path: Path, number: signal.Signals, workers: int
) -> None:
    with process(tmp_path, workers=workers) as host:
        for _ in range(workers):
            host.event("started")
        async with client(host.port) as one, client(host.port) as other:
            for guest in (one, other):
                await guest.until(b"Blinken")
            assert host.popen.poll() is None
            host.popen.send_signal(number)
            for guest in (one, other):
                assert await guest.ended() == 0
                assert (
                    b"The host is stopping. Goodbye.\r\n"
                    in guest.output.split(LEAVE_APP_MODE.encode())[1]
                )
            assert host.popen.wait(PATIENCE) == 0


async def test_without_a_file_descriptor_left_a_guest_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    told: list[bytes] = []

    async def come() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
        try:
            while data := await reader.read(1000):
                told.append(data)
        finally:
            writer.close()

    limits = {"per_address": 1000, "connects_per_minute": 10_000}
    with process(tmp_path, files=32, limits=limits) as host:
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
            coming = [asyncio.create_task(come()) for _ in range(32)]
            await eventually(lambda: any(b"no file left" in data for data in told))
            await guest.press(b"+", b"words a minute")
            for task in coming:
                task.cancel()
            await asyncio.wait(coming)
        host.event("refused")
        await host.stop_beside()
        assert not [line for line in host.log if line["event"] == "crashed"]


async def test_workers_share_the_port_the_limits_and_the_fingerprint(tmp_path: Path) -> None:
    with process(tmp_path, workers=2, limits={"guests": 6}) as host:
        for _ in range(2):
            host.event("started")
        async with AsyncExitStack() as stack:
            for _ in range(6):
                guest = await stack.enter_async_context(client(host.port))
                await guest.until(b"Blinken")
            assert len(workers_of(host)) == 2
            async with client(host.port) as late:
                assert await late.ended() == 1
                assert b"full" in late.output
        await host.stop_beside()


async def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    with process(tmp_path, workers=2) as host:
        for _ in range(2):
            host.event("started")
        children = workers_of(host)
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
            host.popen.kill()
            assert await guest.ended() == 0
            assert b"The host is stopping. Goodbye.\r\n" in guest.output
        await eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


async def test_a_worker_that_dies_or_hangs_is_replaced(tmp_path: Path) -> None:
    with process(tmp_path, workers=2) as host:
        for _ in range(2):
            host.event("started")
        time.sleep(2.1)  # one that dies at once is not replaced
        dies, hangs = workers_of(host)
        os.kill(dies, signal.SIGKILL)
        host.event("worker died")
        host.event("started")
        os.kill(hangs, signal.SIGSTOP)
        host.event("worker hangs")
        host.event("started")
        assert len(workers_of(host)) == 2
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
        await host.stop_beside()


def fetch(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


async def test_metrics_and_health(tmp_path: Path) -> None:
    with process(tmp_path, metrics=ANY_PORT) as host:
        address = host.event("metrics")["address"]
        host.event("started")
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
            await guest.press(b"+", b"words a minute")
            status, text = fetch(address, "/metrics")
            assert status == 200
            values = dict(
                line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")
            )
            assert float(values["liveblog_guests"]) == 1
            assert float(values["liveblog_projectors"]) == 0
            assert float(values["liveblog_joins_total"]) == 1
            assert float(values["liveblog_sent_bytes_total"]) > 1000
            assert float(values["liveblog_key_to_redraw_seconds_count"]) > 0
            assert "liveblog_event_loop_lag_seconds_count" in values  # measured now and then
        assert fetch(address, "/health") == (200, "ok\n")
        assert fetch(address, "/etc/passwd")[0] == 404
        await host.stop_beside()


def test_a_worker_that_cannot_start_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        metrics = ["--log-json", "--metrics", f"127.0.0.1:{port}"]
        done = subprocess.run(
            [COMMAND, "serve", "--listen", ANY_PORT, "--workers", "2", *metrics],
            capture_output=True,
            text=True,
            env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    *events, told = done.stderr.splitlines()
    command, _, reason = told.partition(": ")
    assert command == "liveblog-tui"
    in_use = os.strerror(errno.EADDRINUSE)
    assert reason == f"--metrics: Cannot listen on 127.0.0.1 port {port}: {in_use}."
    assert reason in [json.loads(line).get("reason") for line in events]


def command(tmp_path: Path, *flags: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [COMMAND, "serve", "--listen", ANY_PORT, *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
    )


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([], "of one address 10 (--limit-per-address)"),
        (["--room"], "one address may have all of them"),
    ],
)
def test_it_says_what_is_limited(tmp_path: Path, flags: list[str], told: str) -> None:
    popen = command(tmp_path, *flags)
    try:
        assert told in Process(popen, over_ssh=True).say_all("Limited:")
    finally:
        popen.kill()
        popen.communicate()


async def test_guests_come_in_though_nobody_reads_the_log_any_more(tmp_path: Path) -> None:
    popen = command(tmp_path)
    try:
        host = Process(popen, over_ssh=True)
        assert popen.stderr is not None
        popen.stderr.close()
        for _ in range(2):
            async with client(host.port) as guest:
                await guest.until(b"Blinken")
    finally:
        popen.kill()
        popen.wait()
