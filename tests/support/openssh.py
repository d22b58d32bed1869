"""OpenSSH's own clients, run to their end."""

import asyncio
import os
from dataclasses import dataclass

from hosting_stage import Stage
from patience import patience
from programs import need

OPTIONS = ["-F", "none", "-o", "UserKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=no"]


@dataclass
class Answer:
    status: int
    out: str
    err: str


async def run(
    *command: str, give: bytes | None = None, env: dict[str, str] | None = None
) -> Answer:
    """Run a client to its end; without anything to give its input stays open and silent."""
    silent = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=silent[0] if give is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "SSH_AUTH_SOCK"}
        | (env or {}),
    )
    try:
        async with patience():
            out, err = await process.communicate(give)
    finally:
        for end in silent:
            os.close(end)
        if process.returncode is None:
            process.kill()
    assert process.returncode is not None
    return Answer(process.returncode, out.decode(), err.decode())


async def ssh(
    host: Stage, *arguments: str, give: bytes | None = None, env: dict[str, str] | None = None
) -> Answer:
    need("ssh")
    return await run("ssh", *OPTIONS, "-p", str(host.port), *arguments, give=give, env=env)
