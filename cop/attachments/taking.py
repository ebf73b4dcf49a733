"""A file on its way in: counted, read, scanned, kept."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from cop.attachments import actions, reading, scanner
from cop.attachments.models import Attachment
from cop.attachments.rules import A_DAY, LARGEST
from cop.kernel import limits

FORM_BESIDES = 100_000  # bytes of a form beside its file


def allow_one() -> None:
    """Before the form is read: it may bring a file."""
    request.max_content_length = LARGEST + FORM_BESIDES


def take(sent: FileStorage, owner: Any) -> Attachment:
    """Raises as ``keep``."""
    return keep(sent.filename or "", sent.stream.read(LARGEST + 1), owner)


def keep(name: str, content: bytes, owner: Any) -> Attachment:
    """Raises Invalid (files), TooMany, and Unavailable where a scanner is set up and away."""
    limits.spend(A_DAY, "files", str(owner.id))
    read = reading.read(name, content)
    scanned = scanner.demand_clean(current_app.extensions["cop"].config.clamav, content, read.name)
    return actions.keep_file(read, scanned, actor=owner)
