"""What features say about letters: to whom one goes, of which kind, and how its words are written.

How a letter gets out is ``cop.delivery``'s business; every feature, members too, may speak of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import g, render_template


@dataclass(frozen=True)
class Letter:
    """To whom, of which kind, about what (ids and codes), and the entry that caused it."""

    kind: str
    to: int
    about: Mapping[str, Any] = field(default_factory=dict)
    entry: int = 0


@dataclass(frozen=True)
class Mail:
    """A letter's words in the reader's language."""

    subject: str
    text: str


def write(template: str, subject: str, **context: Any) -> Mail:
    """A mail from ``templates/mail/<template>.txt``; ``reader`` is the member it goes to."""
    reader = g._login_user
    return Mail(" ".join(subject.split()), render_template(f"mail/{template}.txt", reader=reader, **context))
