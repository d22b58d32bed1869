"""The event log and the metrics. No other room imports prometheus_client."""
