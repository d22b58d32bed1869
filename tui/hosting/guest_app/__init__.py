"""A Textual app as a guest's: its driver, its style sheet, and the replay with a guest's own clock.

The only room of hosting that uses private names of Textual. A `GuestApp` with its driver lives from
the guest's turn to join to a second after the guest has left; the shared style sheets live as long
as the worker.
"""
