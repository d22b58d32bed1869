"""The command line: the only room that prints and, with the host's start, uses the real clock."""
