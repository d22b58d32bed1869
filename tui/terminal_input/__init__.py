"""What a terminal sends, on the way to the app: the same for this terminal and for a guest's.

Lives as long as one app. May import model. Uses private names of Textual: its parser.
"""
