"""The bytes of attached files, in the data folder: readable by the server's user alone, part of every backup."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import current_app


def path(key: str) -> Path:
    return Path(current_app.extensions["cop"].config.data_dir) / "files" / key[:2] / key


def put(content: bytes) -> str:
    """Writes it through to the disk; returns the key by which it is found."""
    key = secrets.token_hex(16)
    path(key).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def drop(key: str) -> None:
    path(key).unlink(missing_ok=True)
