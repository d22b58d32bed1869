"""Guests over SSH: the server, its connections and sessions, and the PROXY protocol before them.

The only room that uses private names of asyncssh. `GuestServer` lives as long as the worker;
`GuestConnection` and `ConnectionHandler` live as long as a connection, `GuestSession` and its
channel as long as the connection's only session. The room may import every room of hosting but web.
"""
