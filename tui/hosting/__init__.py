"""Guests watch a live blog over SSH or in a browser, each with an app of their own.

`serve` opens a `door` with `workers` behind it. A `worker` has a `host` with a `session` for each
guest; ssh and web bring them in. Only serve and the command line name a real clock.
"""
