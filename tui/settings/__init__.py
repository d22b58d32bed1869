"""Settings and state between runs, in the user's own directories.

The user writes config.toml (config), the program state.json (state; places in blogs: places).
"""
