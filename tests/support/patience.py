"""How long a test waits for another process or a guest."""

PATIENCE = 60.0
"""Seconds after which a wait has hung: far more than a busy machine needs."""
