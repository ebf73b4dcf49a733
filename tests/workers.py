"""Workers as processes of their own, forked from the test: as cheap as a thread, and they can be killed."""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from cop.kernel.db import db


@dataclass(frozen=True)
class Worker:
    """``told`` is read from: the worker writes to it when it has come so far."""

    pid: int
    told: int

    def kill(self) -> None:
        """As ``kill -9`` does, once the worker has said where it is."""
        assert os.read(self.told, 1) == b"."
        os.kill(self.pid, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]) == -signal.SIGKILL
        os.close(self.told)

    def ended(self) -> bool:
        """Waits; whether it ended well."""
        os.close(self.told)
        return os.waitpid(self.pid, 0)[1] == 0


def start(work: Callable[[Callable[[], None]], None]) -> Worker:
    """Runs ``work`` in a process with database connections of its own; it is given what tells us how far it is."""
    db.session.remove()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Worker(pid, reading)
    code = 1
    with suppress(BaseException):
        db.engine.dispose(close=False)
        try:
            work(lambda: _tell(writing))
            code = 0
        except BaseException:
            traceback.print_exc()
    os._exit(code)


def _tell(writing: int) -> None:
    os.write(writing, b".")
