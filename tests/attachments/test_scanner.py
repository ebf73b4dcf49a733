"""The scanner's protocol against a stand-in, which can also be silent; test_clamav asks a real one."""

import socket
import threading

import pytest

from cop.attachments import scanner
from cop.kernel.errors import Invalid, Unavailable
from tests.attachments.files import EICAR


@pytest.fixture
def daemon(tmp_path):
    """A stand-in for clamd on a socket of its own; what it was sent is noted."""
    seen, path = [], tmp_path / "clamd.ctl"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen()
    thread = threading.Thread(target=_serve, args=(listening, seen), daemon=True)
    thread.start()
    yield f"unix:{path}", seen
    listening.close()


def _serve(listening, seen):
    while True:
        try:
            caller, _ = listening.accept()
        except OSError:
            return
        with caller, caller.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            content = b""
            while size := int.from_bytes(sent.read(4), "big"):
                content += sent.read(size)
            seen.append(content)
            word = b"Eicar-Test FOUND" if EICAR in content else b"OK"
            caller.sendall(b"" if content == b"silent" else b"stream: " + word + b"\0")


def test_the_whole_file_is_scanned(daemon):
    address, seen = daemon
    content = bytes(range(256)) * 1_000
    assert scanner.demand_clean(address, content, "a.pdf") is True
    assert seen == [content]


def test_what_it_finds_is_refused(daemon):
    with pytest.raises(Invalid, match=r"a\.pdf"):
        scanner.demand_clean(daemon[0], b"x" * 70_000 + EICAR, "a.pdf")


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.ctl", "tcp://127.0.0.1:9"])
def test_where_the_scanner_is_away_nothing_is_taken(address):
    with pytest.raises(Unavailable):
        scanner.demand_clean(address, b"x", "a.pdf")


def test_an_answer_that_says_nothing_is_no_pass(daemon):
    with pytest.raises(Unavailable):
        scanner.demand_clean(daemon[0], b"silent", "a.pdf")


def test_without_a_scanner_nothing_is_said_to_be_scanned():
    assert scanner.demand_clean("", b"x", "a.pdf") is False
