"""The file of a recording is whole at every moment."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from sample_blogs import many

from tui.live.recording import Recording
from tui.readers import read
from tui.writers.json_ld import dumps

WRITES = """
import sys
import threading
from pathlib import Path
from tui.sources.files import write_whole
path, states = Path(sys.argv[1]), [Path(name).read_bytes() for name in sys.argv[2:]]
print("begins", flush=True)
while True:
    for state in states:
        write_whole(path, state)
"""


def test_a_kill_in_the_middle_of_a_write_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "recording.json"
    states = [many(300), many(600)]
    names = []
    for number, state in enumerate(states):
        names.append(str(tmp_path / f"state-{number}"))
        Path(names[-1]).write_text(dumps(state))
    chance = random.Random(7)
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(path), *names], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        while not path.exists() or chance.random() < 0.9:
            pass  # some writes, and a part of one
        writer.kill()
        writer.communicate()
        assert len(read(path.read_bytes()).posts) in (300, 600)
    recording = Recording(path)
    assert recording.is_ours, "a killed recorder holds nothing"
    assert recording.read() is not None


def test_another_thread_of_the_recorder_writes_too(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "recording.json")
    thread = threading.Thread(target=recording.save, args=[many(3)])
    thread.start()
    thread.join()
    found: list[bool] = []
    asking = threading.Thread(target=lambda: found.append(recording.is_ours))
    asking.start()
    asking.join()
    assert found == [True]
    assert recording.read() is not None
