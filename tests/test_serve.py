"""One command starts site and worker and stops both; nothing is left behind."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests import running
from tests.running import answers, until


@pytest.fixture
def site(tmp_path):
    with running.run(tmp_path) as site:
        yield site


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_both_and_leaves_nothing(site, number):
    assert answers(f"{site.address}/readyz")
    assert re.search(r"/setup with the code [0-9a-f]{16}", site.output.read_text())
    site.process.send_signal(number)
    assert site.process.wait(10) == 0
    assert until(lambda: not site.processes(), 2)


def test_if_the_worker_dies_so_does_the_site(site):
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in site.processes()}
    os.kill(next(pid for pid, words in commands.items() if b"worker" in words), signal.SIGKILL)
    assert site.process.wait(12) == 1
    assert "The worker ended by itself" in site.output.read_text()
    assert not answers(f"{site.address}/healthz")
    assert until(lambda: not site.processes(), 2)
