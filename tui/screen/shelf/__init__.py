"""The shelf of live blogs, and a host's list of them."""
