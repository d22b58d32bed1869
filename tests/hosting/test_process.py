"""The host as a process with the real app: its lines, its stop, several workers, metrics."""

import asyncio
import errno
import os
import shlex
import signal
import socket
import stat
import urllib.request
from contextlib import AsyncExitStack
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from bundled_host import ANY_PORT, MANY, BundledHost, bundled_host
from hosting_stage import client, eventually, web_client
from openssh import OPTIONS
from patience import PATIENCE
from programs import need, run
from pseudo_terminal import COMMAND
from real_terminal import terminal

from tui.hosting.terminal import LEAVE_APP_MODE
from tui.hosting.web.visit import MOVED_CODE, REFUSED_CODE


def children_of(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def workers_of(host: BundledHost) -> list[int]:
    """The processes of the workers, which a helper forks."""
    (helper,) = children_of(host.process.pid)
    return children_of(helper)


def fits(columns: int, rows: int, screen: str) -> bool:
    lines = screen.removesuffix("\n").split("\n")
    is_paused = any("|| PAUSED" in line for line in lines[-2:])
    return len(lines) == rows and max(map(len, lines)) <= columns and is_paused


async def test_a_guest_at_a_real_terminal_reads_resizes_and_quits(tmp_path: Path) -> None:
    need("ssh")
    async with bundled_host(tmp_path) as host:
        with terminal(tmp_path) as shell:
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


async def test_the_host_announces_its_address_its_key_and_its_limits(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--public-name", "demo.example") as host:
        assert f"  Everybody     ssh -p {host.port} demo.example" in host.said
        assert host.line(r"(Host key: SHA256:\S{43} \(ssh-ed25519\))$")
        assert "; 10 guests (--limit-per-address) and 30" in host.line("(Limits: .*)")
        assert stat.S_IMODE((tmp_path / "liveblog-tui" / "host_key").stat().st_mode) == 0o600
        host.stop()
        assert await host.ended() == 0
    named = "--class", "--public-name", "demo.example"
    async with bundled_host(tmp_path, *named, "--web", ANY_PORT) as host:
        assert "any number per address" in host.line("(Limits: .*)")
        await eventually(lambda: "\n".join(host.said).count("█") > 100)


async def test_browsers_beside_ssh_and_instead_of_it(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--web", ANY_PORT, "--workers", 2) as host:
        async with client(host.port) as one, web_client(host.web) as guest:
            await one.until(b"Blinken")
            await guest.until("Blinken")
            # Another worker's visit is asked for again, until its own worker answers.
            token = await guest.until_told("token")
            await guest.press("t")
            await guest.until("Go to")
            guest.vanish()
            codes: set[int | None] = set()
            while not codes - {MOVED_CODE}:
                async with web_client(host.web, token=token) as again:
                    codes.add(await again.first_code())
            assert codes - {MOVED_CODE} == {None}
            host.stop()
            assert await one.ended() == 0
        assert await host.ended() == 0
    async with bundled_host(tmp_path, "--web", ANY_PORT, over_ssh=False) as alone:
        async with web_client(alone.web) as guest:
            await guest.until("Blinken")
            alone.stop()
            assert "The host is stopping" in await guest.until_told("ended")
        assert await alone.ended() == 0
        assert not any(line.startswith("Listening") for line in alone.said)


@pytest.mark.parametrize(
    ("number", "options"),
    [(signal.SIGTERM, ()), (signal.SIGINT, ("--room",)), (signal.SIGTERM, ("--workers", 2))],
)
async def test_stopping_restores_terminals_and_ends_well(
    tmp_path: Path, number: signal.Signals, options: tuple[object, ...]
) -> None:
    async with (
        bundled_host(tmp_path, *options) as host,
        client(host.port) as one,
        client(host.port) as other,
    ):
        for guest in (one, other):
            await guest.until(b"Blinken")
        assert host.process.returncode is None
        host.stop(number)
        for guest in (one, other):
            assert await guest.ended() == 0
            goodbye = guest.output.split(LEAVE_APP_MODE.encode())[1]
            assert b"The host is stopping. Goodbye.\r\n" in goodbye
        assert await host.ended() == 0
        assert host.log[-1]["event"] == "stopped"


@pytest.mark.parametrize("files", ["-n 32", "-Sn 32"])
async def test_a_host_opens_all_files_that_it_may_and_without_one_left_new_guests_wait(
    tmp_path: Path, files: str
) -> None:
    async with bundled_host(tmp_path, *MANY, files=files) as host, AsyncExitStack() as stack:
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
            for _ in range(32):
                _, writer = await asyncio.open_connection("127.0.0.1", host.port)
                stack.callback(writer.close)
            if files == "-n 32":
                await host.event("accept failed")
                await guest.press(b"+", b"words a minute")
                await stack.aclose()
        async with client(host.port) as later:
            await later.until(b"Blinken")
        host.stop()
        await host.ended()
        assert not host.events("crashed")


async def test_workers_share_the_port_the_limits_and_the_fingerprint(tmp_path: Path) -> None:
    async with (
        bundled_host(tmp_path, "--workers", 2, "--limit-guests", 6) as host,
        AsyncExitStack() as stack,
    ):
        for _ in range(6):
            guest = await stack.enter_async_context(client(host.port))
            await guest.until(b"Blinken")
        assert len(workers_of(host)) == 2
        async with client(host.port) as late:
            assert await late.ended() == 1
            assert b"full" in late.output


async def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--workers", 2) as host, client(host.port) as guest:
        children = workers_of(host)
        await guest.until(b"Blinken")
        host.process.kill()
        assert await guest.ended() == 0
        assert b"The host is stopping. Goodbye.\r\n" in guest.output
        await eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


async def test_a_worker_that_dies_or_hangs_is_replaced(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--workers", 2) as host:
        for deaths in (1, 2):  # also one that dies as soon as it has started
            dies, hangs = workers_of(host)
            os.kill(dies, signal.SIGKILL)
            await host.event("worker died", deaths)
            await host.event("started", 2 + deaths)
        (helper,) = children_of(host.process.pid)
        for pid in (hangs, helper):  # so the next worker hangs before it has started
            os.kill(pid, signal.SIGSTOP)
        (dies,) = {*workers_of(host)} - {hangs}
        os.kill(dies, signal.SIGKILL)
        await host.event("worker hangs", 2)
        os.kill(helper, signal.SIGCONT)
        await host.event("started", 6)
        await eventually(lambda: len(workers_of(host)) == 2)
        async with client(host.port) as guest:
            await guest.until(b"Blinken")


async def test_a_class_that_comes_while_workers_are_busy_is_answered(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--web", ANY_PORT, "--workers", 2, over_ssh=False) as host:
        for pid in (workers := workers_of(host)):
            os.kill(pid, signal.SIGSTOP)
        port = host.web.rpartition(":")[2]
        came = [await asyncio.open_connection("127.0.0.1", port) for _ in range(600)]
        for _, writer in came:
            writer.write(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
        answers = await asyncio.gather(*(reader.read() for reader, _ in came))
        assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.0 200 OK"}


async def test_without_the_process_that_starts_workers_the_others_go_on(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--workers", 2) as host:
        (helper,) = children_of(host.process.pid)
        one, other = workers_of(host)
        for pid in (helper, one):
            os.kill(pid, signal.SIGKILL)
        await host.event("worker not replaced")
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
        os.kill(other, signal.SIGKILL)
        assert await host.ended() != 0


async def test_a_place_at_a_worker_that_has_died_is_gone(tmp_path: Path) -> None:
    async with (
        bundled_host(tmp_path, "--web", ANY_PORT, "--workers", 2, over_ssh=False) as host,
        web_client(host.web) as one,
        web_client(host.web) as other,
    ):
        for guest in (one, other):  # each has a worker of its own
            await guest.until("Blinken")
        tokens = {guest: await guest.until_told("token") for guest in (one, other)}
        closing = {asyncio.create_task(guest.closed()): guest for guest in (one, other)}
        os.kill(workers_of(host)[0], signal.SIGKILL)
        (closed,), _ = await asyncio.wait(closing, return_when=asyncio.FIRST_COMPLETED)
        await host.event("worker died")
        async with web_client(host.web, token=tokens[closing[closed]]) as again:
            assert await again.closed() == REFUSED_CODE
        for task in closing:
            task.cancel()


def fetch(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


async def test_metrics_and_health(tmp_path: Path) -> None:
    async with bundled_host(tmp_path, "--metrics", ANY_PORT) as host:
        address = (await host.event("metrics"))["address"]
        async with client(host.port) as guest:
            await guest.until(b"Blinken")
            await guest.press(b"+", b"words a minute")
            status, text = fetch(address, "/metrics")
        assert status == 200
        values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
        for name, least in (
            ("guests", 1), ("joins_total", 1), ("sent_bytes_total", 1000),
            ("key_to_redraw_seconds_count", 1),
        ):  # fmt: skip
            assert float(values[f"liveblog_{name}"]) >= least
        assert fetch(address, "/health") == (200, "ok\n")


@pytest.mark.parametrize(
    ("option", "told_before", "told_after"),
    [
        ("--metrics", "--metrics: ", ""),
        ("--listen", "", " Choose another: --listen HOST:PORT."),
        ("--web", "", " Choose another: --web HOST:PORT."),
    ],
)
def test_a_port_in_use_is_told_in_a_sentence(
    tmp_path: Path, option: str, told_before: str, told_after: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        given = {"--listen": ANY_PORT, option: f"127.0.0.1:{port}"}
        serve = (COMMAND, "serve", "--workers", "2", *chain(*given.items()))
        done = run(*serve, env={"XDG_DATA_HOME": str(tmp_path)})
    assert (done.returncode, done.stdout) == (1, "")
    *events, told = done.stderr.splitlines()
    command, _, reason = told.partition(": ")
    assert command == "liveblog-tui"
    in_use = os.strerror(errno.EADDRINUSE)
    cannot = f"Cannot listen on 127.0.0.1 port {port}: {in_use}."
    assert reason == told_before + cannot + told_after
    assert [event for event in events if reason in event] or option != "--metrics"


async def test_guests_come_in_though_nobody_reads_the_log_any_more(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    async with bundled_host(tmp_path, log_to=write) as host:
        os.close(write)
        for _ in range(2):
            async with client(host.port) as guest:
                await guest.until(b"Blinken")
