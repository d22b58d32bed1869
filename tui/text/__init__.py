"""Replay without a screen: plain text, JSON Lines, one post, and the report of `check`. Imports
`model`, `playback` and `replay`, and Rich for the page at one moment."""
