"""A room: one clock for all guests, driven by presenters or by itself. The only room that imports
redis; a state in the store outlives all workers by an hour."""
