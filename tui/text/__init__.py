"""Replay without a screen: plain text, JSON Lines, one post, and the report of `check`."""
