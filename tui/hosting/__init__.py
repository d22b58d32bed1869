"""Guests watch a live blog over SSH or in a browser, each with an app of their own. `serve` opens a
`door` with `workers`; a `worker` has a `host` with a `session` for each guest."""
