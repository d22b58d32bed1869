"""Guests in a browser: textual-serve with limits, and a process for each guest.

`WebServer` lives as long as the host. A `RateLimitedSocket` lives as long as a guest's WebSocket,
as does the process that `guest_process` runs. The room may import guest_app, guests and terminal,
but not ssh or asyncssh, which need not be installed; no other room imports aiohttp or
textual_serve.
"""
