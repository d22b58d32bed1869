"""A replay as a film: the app itself on a simulated clock, written as asciicast.

A film has the same bytes each time: no real clock, terminal or environment decides.
"""
