"""Runs tests against mutants, each in a fork of an interpreter that is warm."""

import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from mutants import Mutant

SLOWEST_TEST, ALL_TESTS = 1.0, 4.0
"""Seconds: tests that take longer are not run for each mutant; nor more than so many together."""
CPU_SECONDS, REAL_SECONDS = 6, 30
"""Until a mutant that hangs counts as killed."""
MEMORY = 4 << 30
"""Bytes of address space, for mutants that fill lists for ever."""
TERMINAL = os.dup(2)
"""Where progress is shown: standard error, also in forks in which tests are silenced."""
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]


class Coverage(NamedTuple):
    """What one run of all tests showed: each test's seconds and lines, and the libraries in use."""

    seconds: dict[str, float]
    lines: dict[str, set[tuple[str, int]]]
    libraries: list[str]

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run a mutant's line, or for a line run on import its module."""
        found = (
            test
            for test, lines in self.lines.items()
            if (mutant.path, mutant.line) in lines
            or (not mutant.function and any(path == mutant.path for path, _ in lines))
        )
        tests, together = [], 0.0
        for test in sorted(found, key=lambda test: self.seconds[test]):
            together += self.seconds[test]
            if self.seconds[test] > SLOWEST_TEST or together > ALL_TESTS:
                break
            tests.append(test)
        return tests


def quick_survivors(mutants: list[Mutant], tests: list[str]) -> tuple[list[Mutant], Coverage]:
    """Collect the tests once, then change single functions in forks; the mutants left over.

    Left are also those outside all functions. Ends the program if the tests fail as they are.
    """
    with tempfile.NamedTemporaryFile() as report:
        session = Session(mutants, Path(report.name))
        code = next(in_forks([lambda: run_pytest(tests, [session])], at_once=1, limited=False))
        if code:
            sys.exit(f"The tests fail as they are, or cannot be run ({code}).")
        alive, coverage = pickle.loads(Path(report.name).read_bytes())
    return [mutants[number] for number in alive], Coverage(*coverage)


def fresh_survivors(mutants: list[Mutant], coverage: Coverage) -> list[Mutant]:
    """Those of the mutants that survive where all modules are imported after the change."""
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
    return [mutant for mutant, code in zip(mutants, codes, strict=True) if code == 0]


class Session:
    """A pytest plugin that runs the collected tests again and again, in forks, instead of once."""

    def __init__(self, mutants: list[Mutant], report: Path) -> None:
        self._mutants = mutants
        self._report = report

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then try each mutant that is inside a function."""
        if session.testsfailed:
            os._exit(2)
        with tempfile.NamedTemporaryFile() as measures:
            measuring = Measuring({mutant.path for mutant in self._mutants}, Path(measures.name))
            work = measuring.of(session)
            if code := next(in_forks([work], at_once=1, limited=False)):
                os._exit(code)
            coverage = Coverage(*pickle.loads(Path(measures.name).read_bytes()))
        items = {item.nodeid: item for item in session.items}
        functions = functions_of({mutant.path for mutant in self._mutants})

        def work_on(mutant: Mutant) -> Callable[[], int]:
            def work() -> int:
                tests = [items[test] for test in coverage.tests_of(mutant)]
                if not mutant.function or not swap(mutant, functions):
                    return 0
                session.config.pluginmanager.register(EndAtFailure())
                run_items(tests)
                return 0

            return work

        gc.freeze()
        works = [work_on(mutant) for mutant in self._mutants]
        codes = list(in_forks(works, at_once=os.cpu_count() or 1))
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

    def __init__(self, paths: set[str], report: Path) -> None:
        self._files = {str(Path(path).resolve()): path for path in paths}
        self._report = report
        self._seconds: dict[str, float] = defaultdict(float)
        self._lines: dict[str, set[tuple[str, int]]] = {}
        self._now: set[tuple[str, int]] = set()

    def of(self, session: pytest.Session) -> Callable[[], int]:
        """What runs all tests of a session and writes the report."""

        def work() -> int:
            session.config.pluginmanager.register(EndAtFailure())
            session.config.pluginmanager.register(self)
            monitoring, tool = sys.monitoring, sys.monitoring.COVERAGE_ID
            monitoring.use_tool_id(tool, "mutation")
            monitoring.register_callback(tool, monitoring.events.LINE, self._line)
            monitoring.set_events(tool, monitoring.events.LINE)
            run_items(session.items)
            libraries = [name for name in sys.modules if not is_ours(name)]
            measures = (dict(self._seconds), self._lines, libraries)
            self._report.write_bytes(pickle.dumps(measures))
            return 0

        return work

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Called before each test."""
        self._now = self._lines.setdefault(nodeid, set())
        sys.monitoring.restart_events()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called after each phase of a test."""
        self._seconds[report.nodeid] += report.duration

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


def in_forks(
    works: list[Callable[[], int]], *, at_once: int, limited: bool = True
) -> Iterator[int]:
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
    for number in range(len(works)):
        yield codes[number]


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


def functions_of(paths: set[str]) -> list[FunctionType]:
    """The functions and methods of some files."""
    files = {str(Path(path).resolve()) for path in paths}
    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is FunctionType and thing.__code__.co_filename in files
    ]


def swap(mutant: Mutant, functions: list[FunctionType]) -> bool:
    """Give the function that has changed its new code; False if it cannot be found."""
    file = str(Path(mutant.path).resolve())
    swapped = False
    for code in _outer_functions(compile(mutant.tree, file, "exec")):
        for function in functions:
            old = function.__code__
            if (old.co_filename, old.co_qualname, old.co_firstlineno) == (
                file,
                code.co_qualname,
                code.co_firstlineno,
            ):
                swapped = swapped or old != code
                function.__code__ = code
    return swapped


def _outer_functions(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods, but not of what is inside these."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_scope = not inner.co_flags & CO_OPTIMIZED or inner.co_name.startswith("<generic")
            if is_scope:
                yield from _outer_functions(inner)
            else:
                yield inner


def import_as(mutant: Mutant) -> None:
    """From now on, importing the module gives the mutant."""
    name = mutant.path.removesuffix(".py").replace("/", ".")
    original = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        if fullname != name:
            return original(loader, fullname)
        return compile(mutant.tree, str(Path(mutant.path).resolve()), "exec")

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
