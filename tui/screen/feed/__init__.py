"""The feed of posts: lines, viewport, the reader's position, search matches, the widget.

The layout cache lives as long as its live blog and is shared by all readers of the process; the
rest lives as long as the page. Only the widget draws; the other modules are pure. Imports `model`,
`playback` (search, selection) and `drawing`.
"""
