"""How a post looks: its lines at a width, its head, its version; and the card after the last.

The layout cache lives as long as its live blog and is shared by all readers of the process; the
version that a reader looks back at lives as long as the page. Pure. Imports `model`, `playback`
(selection) and `drawing`.
"""
