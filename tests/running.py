"""The whole program running: one command, on a port and in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOON = 90.0


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen
    data: Path
    output: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        return family(str(self.data))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(holds, seconds=SOON) -> bool:
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


def answers_at(port: int) -> bool:
    """Whether anybody takes calls on that port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), 2).close()
    except OSError:
        return False
    return True


def family(mark: str) -> list[int]:
    """Living processes that carry ``mark`` (a data folder) in their environment."""
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


@contextmanager
def run(folder: Path, *options: str, **settings: str) -> Iterator[Running]:
    """``python -m cop run`` with those options and settings ("{port}" is filled in), until the block ends."""
    port, data, output = free_port(), folder / "place", folder / "output"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COP_")}
    told = {name: value.replace("{port}", str(port)) for name, value in settings.items()}
    environment = clean | {"COP_DATA_DIR": str(data)} | told
    command = [sys.executable, "-m", "cop", "run", "--port", str(port), *options]
    with output.open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    running = Running(process, data, output, port)
    try:
        assert until(lambda: answers(f"{running.address}/healthz")), output.read_text()
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(15)
        for pid in running.processes():
            os.kill(pid, signal.SIGKILL)
