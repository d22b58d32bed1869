"""A room: one clock for all guests, driven by presenters or by itself; and a presentation in it.

`Room`, `RoomStore` and `RoomOfWorkers` live as long as their worker, `RoomMemory` as long as the
host; the state of a room with a store outlives all workers by an hour. A `RoomApp` lives as long as
its guest's session. The room may import the screen, the player and the modules beside it (keys,
options), but no guest's lifecycle; no other room imports redis.
"""
