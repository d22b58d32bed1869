"""The command line: the only room that prints and, with the host's start, names the real clock.

`commands` has the table of commands and the entry point; each command has a module, imported when
it is asked for. Everything here lives as long as the process. It may import every other room.
"""
