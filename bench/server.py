"""A server of the real kind (granian, as ``python -m cop run`` starts it), and what its workers use."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from config import Config
from cop import serve

START_SECONDS = 120
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class Server:
    """A running server; ``base`` is its address."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.base = process, f"http://127.0.0.1:{port}"

    @property
    def workers(self) -> list[int]:
        """Process ids of those that answer; the one that started them only waits."""
        id = self.process.pid
        return [int(child) for child in Path(f"/proc/{id}/task/{id}/children").read_text().split()]

    def cpu_seconds(self) -> float:
        """What the workers have used so far, of user and system time."""
        return sum(_ticks(worker) for worker in self.workers) / TICKS_A_SECOND

    def memory(self) -> tuple[int, int]:
        """Bytes of the workers, and of them with the process that started them; each has its part of what they share."""
        workers = sum(_proportional(worker) for worker in self.workers)
        return workers, workers + _proportional(self.process.pid)


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _proportional(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


LIMIT = (sys.executable, "-m", "bench.limit")


@contextmanager
def running(config: Config, ready: str, command: Sequence[str] = (), **told: str) -> Iterator[Server]:
    """Runs ``command`` (the site's own where none is told) on the port of ``config`` until the block ends; begins when
    ``ready`` answers with 200."""
    environment: Mapping[str, str] = {**serve.environment(config), **told}
    command = command or serve.commands(config)["web server"]
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        server = Server(process, config.port)
        _await(server, ready)
        yield server
    finally:
        serve.stop_all([process])


def _await(server: Server, path: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            if _status(urlsplit(server.base).netloc, path) == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"the server did not answer {path} within {START_SECONDS} seconds")


def _status(netloc: str, path: str) -> int:
    connection = http.client.HTTPConnection(netloc, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
