"""The CPU time of a worker: how much of it each guest has used, and whose turn it is.

A worker's event loop is one thread, so a long piece of work for one guest keeps all others waiting.
`CpuScheduler` lives as long as the worker; a `GuestCpu` as long as one guest's session. The room
may import rate_limit and options; it knows neither terminals nor apps.
"""
