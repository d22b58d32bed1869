"""A replay as a film: the app on a simulated clock, written as asciicast.

A film always has the same bytes: it uses no real clock, terminal or environment.
"""
