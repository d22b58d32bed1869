"""Settings and memory between runs: the user's config.toml, the program's state.json."""
