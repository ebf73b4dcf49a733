"""What mail servers say of a letter that they could not deliver (RFC 3464), or that was called spam (RFC 5965)."""

from __future__ import annotations

import re
from email.message import Message
from typing import NamedTuple

SOFT, HARD = 1, 2
STOPS_AT = 4
FULL_OR_BUSY = re.compile(r"5\.2\.[23]|5\.3\.|5\.4\.|5\.7\.")  # said to be for ever, and often over in a week
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


class Trouble(NamedTuple):
    """How grave it is (0: the server goes on trying), and the status it gave."""

    points: int
    status: str


def trouble(report: Message) -> Trouble:
    """The gravest of what a report says."""
    said = [_of_recipient(block) for block in _blocks(report)]
    return max(said, default=Trouble(SOFT, ""))


def _blocks(report: Message) -> list[Message]:
    """One for each recipient; the first of a report is about the mail as a whole."""
    parts = [part for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = parts[0].get_payload() if parts else []
    return (
        [b for b in blocks if isinstance(b, Message) and b.get("Action")] if isinstance(blocks, list) else []
    )


def _of_recipient(block: Message) -> Trouble:
    action = str(block.get("Action", "")).strip().lower()
    found = STATUS.search(f"{block.get('Status', '')} {block.get('Diagnostic-Code', '')}")
    status = found[0] if found else ""
    if action != "failed":
        return Trouble(0, status)
    hard = status.startswith("5") and not FULL_OR_BUSY.match(status)
    return Trouble(HARD if hard else SOFT, status)


def is_complaint(report: Message) -> bool:
    return str(report.get_param("report-type", "")).lower() == "feedback-report"
