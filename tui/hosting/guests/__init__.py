"""Guests from admission to the end: the limits on them, the join queue, and their registry.

`GuestRegistry` with its admission and its join queue lives as long as the worker; `SharedCounts`
lives as long as the host, in memory that all workers share. A `GuestLifecycle` with its
`TimeLimits` lives as long as one guest's session. The room may import the rooms on lower floors,
but neither ssh nor web.
"""
