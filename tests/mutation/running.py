"""Runs tests against mutants, each in a fork of an interpreter that is warm."""

import functools
import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from mutants import Mutant
from swapping import functions_of, import_as, swap

type Line = tuple[str, int]

SLOWEST_TEST = 5.0
"""Seconds: tests that take longer are not run for each mutant."""
ALL_TESTS = 3.0
"""CPU seconds: the quickest tests of a mutant are run that take so long together."""
CPU_SECONDS, REAL_SECONDS = 6, 30
"""Until a mutant that hangs counts as killed."""
MEMORY = 4 << 30
"""Bytes of address space, for mutants that fill lists for ever."""
TERMINAL = os.dup(2)
"""Where progress is shown: standard error, also in forks in which tests are silenced."""
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]


class Coverage(NamedTuple):
    """What one run of all tests showed: each test's CPU seconds and lines, the libraries used.

    `collected` are the lines that ran before the first test.
    """

    seconds: dict[str, float]
    lines: dict[str, set[Line]]
    collected: set[Line]
    libraries: list[str]

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run a mutant's statement; for one run on import, those of its module."""
        if mutant.function:
            found = [test for test, lines in self.lines.items() if lines & mutant.lines]
        else:
            near = {
                test.partition("::")[0]
                for test, lines in self.lines.items()
                if any(path == mutant.path for path, _ in lines)
            }
            found = [test for test in self.lines if test.partition("::")[0] in near]
        tests, together = [], 0.0
        for test in sorted(found, key=lambda test: self.seconds[test]):
            together += self.seconds[test]
            if together > ALL_TESTS:
                break
            tests.append(test)
        return tests

    def is_final(self, mutant: Mutant) -> bool:
        """Whether trying a mutant after the tests were collected is as good as before."""
        return mutant.function and self.collected.isdisjoint(mutant.lines)


def survivors_of(mutants: list[Mutant], tests: list[str]) -> list[Mutant]:
    """The mutants that none of the tests notices. Ends the program if the tests fail as they are.

    Most need no import: their function is exchanged after the tests have been collected.
    """
    with tempfile.NamedTemporaryFile() as report:
        session = Session(mutants, Path(report.name))
        (code,) = in_forks([lambda: run_pytest(tests, [session])], at_once=1, limited=False)
        if code:
            sys.exit(f"The tests fail as they are, or cannot be run ({code}).")
        alive, measured = pickle.loads(Path(report.name).read_bytes())
    coverage = Coverage(*measured)
    left = [mutants[number] for number in alive if not coverage.is_final(mutants[number])]
    killed = {mutant.name for mutant in left} - set(_fresh_survivors(left, coverage))
    return [mutants[number] for number in alive if mutants[number].name not in killed]


def _fresh_survivors(mutants: list[Mutant], coverage: Coverage) -> list[str]:
    """The names of those that survive where all modules are imported after the change."""
    for library in coverage.libraries:
        try:
            importlib.import_module(library)
        except Exception:  # noqa: BLE001  # only so that forks are quick
            continue

    def work_on(mutant: Mutant) -> Callable[[], int]:
        def work() -> int:
            tests = coverage.tests_of(mutant)
            import_as(mutant)
            return run_pytest(tests, []) if tests else 0

        return work

    codes = in_forks([work_on(mutant) for mutant in mutants], at_once=os.cpu_count() or 1)
    return [mutant.name for mutant, code in zip(mutants, codes, strict=True) if code == 0]


class Session:
    """A pytest plugin that runs the collected tests again and again, in forks, instead of once."""

    def __init__(self, mutants: list[Mutant], report: Path) -> None:
        self._mutants = mutants
        self._report = report
        self._measuring = Measuring({mutant.path for mutant in mutants})

    def pytest_sessionstart(self) -> None:
        """Called before tests are collected."""
        self._measuring.start()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then try each mutant that is inside a function."""
        if session.testsfailed:
            os._exit(2)
        with tempfile.NamedTemporaryFile() as measures:
            path = Path(measures.name)
            work = functools.partial(self._measuring.run, session, path)
            (code,) = in_forks([work], at_once=1, limited=False)
            if code:
                os._exit(code)
            coverage = Coverage(*pickle.loads(path.read_bytes()))
        self._measuring.stop()
        items = {item.nodeid: item for item in session.items}
        functions = functions_of({mutant.path for mutant in self._mutants})

        def work_on(mutant: Mutant) -> Callable[[], int]:
            def work() -> int:
                tests = [items[test] for test in coverage.tests_of(mutant)]
                if mutant.function and swap(mutant, functions):
                    session.config.pluginmanager.register(EndAtFailure())
                    run_items(tests)
                return 0

            return work

        gc.freeze()
        works = [work_on(mutant) for mutant in self._mutants]
        codes = in_forks(works, at_once=os.cpu_count() or 1)
        alive = [number for number, code in enumerate(codes) if code == 0]
        self._report.write_bytes(pickle.dumps((alive, tuple(coverage))))
        return True


class EndAtFailure:
    """Ends the process when a test fails."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called after each phase of a test."""
        if report.failed:
            os._exit(1)


class Measuring:
    """A pytest plugin that notes which lines of some files each test runs, and for how long."""

    def __init__(self, paths: set[str]) -> None:
        self._files = {str(Path(path).resolve()): path for path in paths}
        self._seconds: dict[str, float] = {}
        self._lines: dict[str, set[Line]] = {}
        self._collected: set[Line] = set()
        self._now = self._collected
        self._started = self._cpu = 0.0
        self._failed = False

    def start(self) -> None:
        """Note lines from now on, at first as those of the collection."""
        monitoring, tool = sys.monitoring, sys.monitoring.COVERAGE_ID
        monitoring.use_tool_id(tool, "mutation")
        monitoring.register_callback(tool, monitoring.events.LINE, self._line)
        monitoring.set_events(tool, monitoring.events.LINE)

    def stop(self) -> None:
        """Cost nothing any more."""
        sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, 0)
        sys.monitoring.free_tool_id(sys.monitoring.COVERAGE_ID)

    def run(self, session: pytest.Session, report: Path) -> int:
        """Run all tests of a session and write what a `Coverage` holds."""
        session.config.pluginmanager.register(self)
        run_items(session.items)
        libraries = [name for name in sys.modules if not is_ours(name)]
        measured = (self._seconds, self._lines, self._collected, libraries)
        report.write_bytes(pickle.dumps(measured))
        return 0

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Called before each test."""
        self._now = self._lines[nodeid] = set()
        self._failed = False
        self._started, self._cpu = time.monotonic(), time.process_time()
        sys.monitoring.restart_events()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called after each phase of a test."""
        self._failed = self._failed or report.failed

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Leaves out tests that are slow or fail: those that count steps, measuring among them."""
        self._seconds[nodeid] = time.process_time() - self._cpu
        is_slow = time.monotonic() - self._started > SLOWEST_TEST
        if is_slow or self._failed:
            del self._lines[nodeid]
            os.write(TERMINAL, f"Left out: {nodeid}\n".encode())

    def _line(self, code: CodeType, line: int) -> Any:
        if path := self._files.get(code.co_filename):
            self._now.add((path, line))
        return sys.monitoring.DISABLE


def run_pytest(tests: list[str], plugins: list[object]) -> int:
    """Run pytest in this process, in silence; its exit status."""
    settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
    )
    settings.load_profile("mutation")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    return int(pytest.main([*OPTIONS, *tests], plugins=plugins))


def run_items(items: list[pytest.Item]) -> None:
    """Run collected tests."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)


def in_forks(works: list[Callable[[], int]], *, at_once: int, limited: bool = True) -> list[int]:
    """Do each work in a fork of this process; their exit statuses, negative after a signal."""
    codes: dict[int, int] = {}
    running: dict[int, int] = {}
    for number, work in enumerate(works):
        while len(running) >= at_once:
            _wait_for_one(running, codes)
        running[_fork(work, limited)] = number
        if limited and number % 10 == 0:
            os.write(TERMINAL, f"\r{number} of {len(works)} ".encode())
    while running:
        _wait_for_one(running, codes)
    return [codes[number] for number in range(len(works))]


def _wait_for_one(running: dict[int, int], codes: dict[int, int]) -> None:
    child, status = os.wait()
    codes[running.pop(child)] = os.waitstatus_to_exitcode(status)


def _fork(work: Callable[[], int], limited: bool) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        if limited:
            signal.alarm(REAL_SECONDS)
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = work()
    finally:
        os._exit(code)


def is_ours(module: str) -> bool:
    """Whether a module is the project's, so that it has to be imported after the change."""
    file = getattr(sys.modules[module], "__file__", None) or ""
    return file.startswith(str(Path.cwd())) and ".venv" not in file
