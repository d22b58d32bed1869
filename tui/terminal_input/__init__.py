"""Input from a terminal on the way to the app: the same for this terminal and for a guest's.

The local driver also draws: on Linux's own console with the signs that its font has.

Lives as long as one app. May import model. Uses private names of Textual: its parser.
"""
