"""liveblog-tui: replays live blogs in the terminal. README.md beside this file maps its rooms."""

__version__ = "0.1.0"
