"""One command starts site and worker and stops both; nothing is left behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOON = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(holds, seconds=SOON):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except OSError:
        return False


def family(mark: str) -> list[int]:
    """Processes started for this test: all carry its data folder in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                environment = (entry / "environ").read_bytes()
                alive = "\nState:\tZ" not in (entry / "status").read_text()
            except OSError:
                continue
            if mark.encode() in environment and alive:
                found.append(int(entry.name))
    return found


@pytest.fixture
def running(tmp_path):
    port, data = free_port(), tmp_path / "place"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COP_")}
    environment = clean | {"COP_DATA_DIR": str(data), "COP_BASE_URL": f"http://127.0.0.1:{port}"}
    with (tmp_path / "output").open("w") as output:
        command = [sys.executable, "-m", "cop", "run", "--port", str(port)]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        assert until(lambda: answers(f"http://127.0.0.1:{port}/healthz")), (tmp_path / "output").read_text()
        yield process, data, tmp_path / "output", port
    finally:
        if process.poll() is None:
            process.kill()
        for pid in family(str(data)):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_both_and_leaves_nothing(running, number):
    process, data, _output, port = running
    assert answers(f"http://127.0.0.1:{port}/readyz")
    process.send_signal(number)
    assert process.wait(10) == 0
    assert until(lambda: not family(str(data)), 2)


def test_if_the_worker_dies_so_does_the_site(running):
    process, data, output, port = running
    worker = next(
        p for p in family(str(data)) if b"worker" in Path(f"/proc/{p}/cmdline").read_bytes().split(b"\0")
    )
    os.kill(worker, signal.SIGKILL)
    assert process.wait(12) == 1
    assert "The worker ended by itself" in output.read_text()
    assert not answers(f"http://127.0.0.1:{port}/healthz")
    assert until(lambda: not family(str(data)), 2)


def test_an_empty_community_prints_its_one_time_code(running):
    _process, _data, output, _port = running
    assert re.search(r"/setup with the code [0-9a-f]{16}", output.read_text())
