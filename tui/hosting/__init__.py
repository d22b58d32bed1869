"""Hosting: guests watch a live blog over SSH, or in a browser, each with an app of their own.

The sub-rooms stand on floors: monitoring, then the modules beside this file (options, guest,
rate_limit, keys, workers), then cpu, then terminal, then guest_app and room, then guests, then ssh
and web.
`replays`, `choice` and `serve` join them and stand above all; only `tui.cli` imports `serve`.

A host is one `serve` process or several workers. An object here lives as long as its worker, its
connection, or its guest's session; each sub-room says which. Only serve, workers and web name a
real clock; every other object gets `now`. The room may import everything below the commands,
but not the settings or the command line.
"""
