"""What holds for every test: no example of Hypothesis fails because the machine is slow."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
