"""The cost of a piece of work as a count, the same on a busy machine as on an idle one."""

import sys
from collections.abc import Callable
from types import CodeType

_TOOL = 4
"""A tool id that neither debuggers, profilers nor coverage claim."""


def steps(work: Callable[[], object]) -> int:
    """Count the instructions of Python that `work` runs; loops inside C code count as one."""
    count = 0

    def instruction(code: CodeType, offset: int) -> None:
        nonlocal count
        count += 1

    monitoring = sys.monitoring
    monitoring.use_tool_id(_TOOL, "steps")
    try:
        monitoring.register_callback(_TOOL, monitoring.events.INSTRUCTION, instruction)
        monitoring.set_events(_TOOL, monitoring.events.INSTRUCTION)
        work()
    finally:
        monitoring.set_events(_TOOL, monitoring.events.NO_EVENTS)
        monitoring.free_tool_id(_TOOL)
    return count
