"""Guests over SSH. The only room that uses private names of asyncssh."""
