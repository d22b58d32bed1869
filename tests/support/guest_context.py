"""The context in which a guest's work runs."""

from contextvars import Context, copy_context

from tui.hosting.cpu.guest_cpu import GuestCpu
from tui.hosting.cpu.metering import charged


def context_of(cpu: GuestCpu) -> Context:
    """A context whose work this account pays for."""
    context = copy_context()
    context.run(charged.set, cpu)
    return context
