"""The transport bar under the feed: scrubber, clock, speed, counts and key hints.

The widget lives as long as the page; rows and scrubber are pure functions of one state. Imports
`model`, `playback.timeline` and `drawing`.
"""
