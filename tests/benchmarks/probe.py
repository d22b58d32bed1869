"""One guest who presses keys; prints for each when, on the monotonic clock, and the milliseconds to
its redraw, as JSON on a line.

Run `probe.py PORT KEY ADDRESS PRESSES`; with 0 presses it goes on until it is ended.
"""

import asyncio
import itertools
import json
import sys
import time

import asyncssh

PAUSE_SECONDS = 0.1
"""The time from an answer to the next key."""


async def main() -> None:
    port, key, address, presses = sys.argv[1:]
    connection = await asyncssh.connect(
        "127.0.0.1",
        int(port),
        local_addr=(address, 0),
        known_hosts=None,
        config=None,
        username="root",
        client_keys=[key] if key else None,
        agent_path=None,
    )
    # At the end the clock stands still, so every drawing is the answer to a key.
    process = await connection.create_process(
        "--at end",
        term_type="xterm-256color",
        term_size=(120, 40),
        encoding=None,
        request_pty="force",
    )
    seen = 0
    while seen < 3000:
        seen += len(await process.stdout.read(1 << 16))
    await quiet(process)
    for number in range(int(presses)) if int(presses) else itertools.count():
        started = time.perf_counter()
        process.stdin.write(b"j" if number % 2 else b"k")
        async with asyncio.timeout(30):
            await process.stdout.read(1 << 16)
        took = time.perf_counter() - started
        print(json.dumps([started, took * 1000]), flush=True)
        await quiet(process)
    connection.abort()


async def quiet(process: "asyncssh.SSHClientProcess[bytes]") -> None:
    """Returns when no output has come for a while."""
    try:
        while True:
            async with asyncio.timeout(PAUSE_SECONDS):
                await process.stdout.read(1 << 16)
    except TimeoutError:
        pass


asyncio.run(main())
