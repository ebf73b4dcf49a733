"""Web server and worker as one: started together, stopped together, and if one dies so does the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields

from config import Config

GRACE_SECONDS = 8.0


def both(config: Config) -> int:
    """Runs until SIGINT or SIGTERM (0) or until one of the two ends by itself (1, with a sentence)."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _caught, _frame: stop.set())
    children = {name: _start(command, config) for name, command in commands(config).items()}
    print(f"The site is at {config.base_url} (Ctrl-C stops it).", flush=True)
    ended = ""
    while not ended and not stop.wait(0.3):
        ended = next((name for name, child in children.items() if child.poll() is not None), "")
    stop_all(list(children.values()))
    if ended and not stop.is_set():
        code = children[ended].returncode
        print(f"The {ended} ended by itself (status {code}), so everything was stopped.", file=sys.stderr)
        return 1
    return 0


def commands(config: Config) -> dict[str, list[str]]:
    """What is started, by the name the operator reads; the server's command ends in the application it serves."""
    python = [sys.executable, "-m"]
    ways_in = {"mail": [*python, "cop", "mail"]} if config.mail_listen or config.mail_fetch else {}
    server = [*python, "cop.web_server", "wsgi:app"]
    return {"web server": server, "worker": [*python, "cop", "worker"], **ways_in}


def environment(config: Config) -> Mapping[str, str]:
    """What a child needs to see the same configuration."""
    told = {f"COP_{f.name.upper()}": _printed(getattr(config, f.name)) for f in fields(config)}
    return os.environ | told


def _printed(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _start(command: list[str], config: Config) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""
    return subprocess.Popen(command, env=environment(config), start_new_session=True)  # noqa: S603


def stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    """Asks each (the leader of a session of its own) to end, then ends what is left after a grace."""
    for child in children:
        _signal(child, signal.SIGTERM)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
        _signal(child, signal.SIGKILL)  # what a child left of its own processes goes too
        child.wait()


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)
