"""ClamAV's daemon by its socket: the whole file is sent to it (INSTREAM), and it says what it found."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from cop.kernel.errors import N_, Invalid, Unavailable

SECONDS = 20.0
CHUNK = 1 << 16


def demand_clean(address: str, content: bytes, name: str) -> bool:
    """Whether a scanner passed it; False where none is set up.

    ``address`` is "unix:/path" or "tcp://host:port". Raises Invalid for what it finds, Unavailable where it is away:
    what nobody checked is not taken.
    """
    if not address:
        return False
    try:
        answer = _ask(address, content)
    except (OSError, ValueError) as away:
        raise Unavailable(
            N_(
                "Files cannot be checked at the moment, so none are taken. Your text is kept; try again later."
            ),
            field="files",
        ) from away
    if answer.endswith("FOUND"):
        raise Invalid(
            N_("The virus scanner refuses “%(name)s”. Nobody has seen it; check the device it comes from."),
            field="files",
            name=name,
        )
    return True


def _ask(address: str, content: bytes) -> str:
    """Raises OSError, and ValueError for an answer that says neither."""
    with _connected(address) as daemon:
        daemon.sendall(b"zINSTREAM\0")
        for begin in range(0, len(content), CHUNK):
            piece = content[begin : begin + CHUNK]
            daemon.sendall(len(piece).to_bytes(4, "big") + piece)
        daemon.sendall(bytes(4))
        answer = _read(daemon)
    if not answer.endswith(("OK", "FOUND")):
        raise ValueError(answer)
    return answer


def _read(daemon: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and (more := daemon.recv(4096)):
        said += more
    return said.rstrip(b"\0\n ").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(SECONDS)
    try:
        made.connect(parts.path)
    except OSError:
        made.close()
        raise
    return made
