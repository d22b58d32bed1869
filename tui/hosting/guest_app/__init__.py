"""A Textual app as a guest's: its driver, its colours, its style sheet, and what it must not do.

The only room of hosting that uses private names of Textual. A `GuestApp` with its driver lives from
the guest's turn in the join queue to a second after the guest has left; the shared style sheets and
`GarbageCollector` live as long as the worker. The room may import terminal and `guest`, and from
the screen only the colour depths.
"""
