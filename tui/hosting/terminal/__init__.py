"""A guest's terminal: input at a limited rate, output in whole frames, a budget of CPU time.

Every object lives as long as one guest's session, and runs on the worker's event loop. The room
may import monitoring, options and rate_limit; it knows neither SSH nor the guest's app, only
protocols of both.
"""
