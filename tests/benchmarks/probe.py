"""A guest who presses keys: `probe.py PORT ADDRESS PRESSES`, with 0 presses until it is ended.

Prints for each key a line of JSON: the time on the monotonic clock, and milliseconds to its redraw.
"""

import asyncio
import itertools
import json
import sys
import time

from crowd import Guest, at_terminal, connect

PAUSE_SECONDS = 0.1  # without output before the next key


async def main() -> None:
    port, address, presses = sys.argv[1:]
    connection = await connect(int(port), address=address)
    # At the end the clock stands still, so every drawing is the answer to a key.
    guest = await at_terminal(connection, "--at end")
    await guest.stdout.readexactly(3000)
    await quiet(guest)
    for number in range(int(presses)) if int(presses) else itertools.count():
        started = time.perf_counter()
        guest.stdin.write(b"j" if number % 2 else b"k")
        async with asyncio.timeout(30):
            await guest.stdout.read(1 << 16)
        took = time.perf_counter() - started
        print(json.dumps([started, took * 1000]), flush=True)
        await quiet(guest)
    connection.abort()


async def quiet(guest: Guest) -> None:
    """Return when no output has come for a while."""
    try:
        while True:
            async with asyncio.timeout(PAUSE_SECONDS):
                await guest.stdout.read(1 << 16)
    except TimeoutError:
        pass


asyncio.run(main())
