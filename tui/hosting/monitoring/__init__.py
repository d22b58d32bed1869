"""The event log and the metrics of a worker.

`EventLog`, `WorkerMetrics` and `MetricsServer` live as long as their worker. The room may import
`tui.model` and nothing else of hosting; no other room imports prometheus_client.
"""
