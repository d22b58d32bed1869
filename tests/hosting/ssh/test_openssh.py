"""A real OpenSSH client: pages, answers, and nothing else."""

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hosting_stage import eventually, pages_wait, stage
from openssh import OPTIONS, run, ssh
from programs import need

from tui.hosting.guest.command import USAGE, help_text
from tui.hosting.options import Limits
from tui.hosting.ssh.connection import SIGNATURES

CALM = Limits(connects_per_minute=10_000, per_address=1000)


async def test_a_client_is_told_no_weak_algorithm_to_sign_by() -> None:
    async with stage(CALM) as host:
        answer = await ssh(host, "-v", "127.0.0.1", "list")
    (told,) = re.findall(r"server-sig-algs=<(.*?)>", answer.err)
    assert set(told.split(",")) == set(SIGNATURES)


async def test_a_page_without_an_account_a_password_or_a_question() -> None:
    async with stage() as host:
        answer = await ssh(
            host, "-o", "BatchMode=yes", "nobody@127.0.0.1", "10:26", "--author", "Tom Bateman"
        )
        assert (answer.status, answer.out) == (
            0,
            "The page as of 10:26, by Tom Bateman\nÜnd more\n",
        )


@pytest.mark.parametrize("command", ["/bin/sh -c id", "10:26; $(id)"])
async def test_no_program_is_run(command: str) -> None:
    async with stage() as host:
        answer = await ssh(host, "127.0.0.1", command)
        assert "uid=" not in answer.out + answer.err


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (["list"], 0, "The only one, 09:00–10:00\r\n"),
        (["help"], 0, help_text((), "10:26").replace("\n", "\r\n")),
        (["--", "--source", "Ours", "--json"], 0, "The page as of the end, by all\r\nÜnd more\r\n"),
        (["long", "--json"], 0, "a long line of text\r\n" * 200_000),
        (["--", "--no-such"], 2, "No such option '--no-such'. " + USAGE + "\r\n"),
    ],
    ids=["list", "help", "json", "long", "error"],
)
async def test_a_terminal_without_input_gets_its_answer_whole(
    command: list[str], status: int, words: str
) -> None:
    async with stage() as host:
        answer = await ssh(host, "-tt", "127.0.0.1", *command, give=b"", env={"TERM": "xterm"})
        assert answer.status == status
        assert answer.out == words


@pytest.mark.parametrize("old", [False, True])
async def test_no_files_by_scp(tmp_path: Path, old: bool) -> None:
    need("scp")
    (tmp_path / "mine").write_text("mine")
    async with stage() as host:
        scp = ["scp", *OPTIONS, *(["-O"] if old else []), "-P", str(host.port)]
        fetched = await run(*scp, "127.0.0.1:/etc/passwd", str(tmp_path / "theirs"))
        assert fetched.status != 0
        assert not (tmp_path / "theirs").exists()
        left = await run(*scp, str(tmp_path / "mine"), f"127.0.0.1:{tmp_path}/copy")
        assert left.status != 0
        assert not (tmp_path / "copy").exists()


async def test_no_files_by_sftp() -> None:
    need("sftp")
    async with stage() as host:
        answer = await run(
            "sftp", *OPTIONS, "-P", str(host.port), "-b", "-", "127.0.0.1", give=b"ls /\n"
        )
        assert answer.status != 0
        assert "etc" not in answer.out


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[int, list[bool]]]:
    """A server on loopback that must not be reached."""
    reached: list[bool] = []

    def touched(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(True)
        writer.close()

    server = await asyncio.start_server(touched, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], reached


async def test_no_connections_from_the_host() -> None:
    async with stage() as host, canary() as (port, reached):
        answer = await ssh(host, "-W", f"127.0.0.1:{port}", "127.0.0.1")
        assert answer.status == 255
        assert not reached


async def test_no_listening_on_the_host(tmp_path: Path) -> None:
    async with stage() as host:
        for where in ("0:127.0.0.1:9", f"{tmp_path}/socket:127.0.0.1:9"):
            answer = await ssh(host, "-o", "ExitOnForwardFailure=yes", "-R", where, "127.0.0.1")
            assert answer.status == 255
            assert "forwarding failed" in answer.err
        assert not (tmp_path / "socket").exists()


async def test_no_agent_is_forwarded(tmp_path: Path) -> None:
    need("ssh-agent")
    async with stage(CALM) as host:
        started = await run("ssh-agent", "-a", str(tmp_path / "agent"), "-s")
        pid = re.search(r"SSH_AGENT_PID=(\d+)", started.out)
        assert pid is not None
        try:
            before = set(Path("/tmp").iterdir())
            with pages_wait(host):
                task = asyncio.create_task(
                    ssh(host, "-A", "127.0.0.1", env={"SSH_AUTH_SOCK": str(tmp_path / "agent")})
                )
                await eventually(lambda: host.events("joined"))
                assert not [
                    path
                    for path in set(Path("/tmp").iterdir()) - before
                    if "ssh" in path.name.lower()
                ]
            assert (await task).status == 0
        finally:
            subprocess.run(["kill", pid[1]], check=True)


async def test_no_display_is_forwarded() -> None:
    async with stage() as host:
        forward = ["-o", "ForwardX11=yes", "-o", "ForwardX11Trusted=yes"]
        answer = await ssh(host, *forward, "127.0.0.1", env={"DISPLAY": "127.0.0.1:9"})
        assert answer.status == 0
        assert "X11 forwarding request failed" in answer.err
