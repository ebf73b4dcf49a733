"""What can be flagged: features offer it by the hook ``moderates:<kind>``, so that moderation knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for

from cop.kernel import refs


@dataclass(frozen=True)
class Subject:
    """A thing as a moderator reads it. ``who`` is its author as the rule of speech (``rule``) calls them, ``html`` its
    text (sanitised). ``endpoint`` shows it and ``history`` its earlier texts, each by its id."""

    ref: str
    space_id: int
    author_id: int
    rule: str
    who: str
    title: str
    html: str
    language: str
    endpoint: str
    history: str
    edited_at: datetime | None
    removed: bool

    @property
    def address(self) -> str:
        return url_for(self.endpoint, id=refs.split(self.ref)[1])

    @property
    def texts(self) -> str:
        """Where its earlier texts are; "" where there are none."""
        return url_for(self.history, id=refs.split(self.ref)[1]) if self.edited_at else ""


@dataclass(frozen=True)
class Moderated:
    """What a feature lets moderators do to things of a kind, each by its id.

    ``find`` gives what a viewer may read, or None. ``hold`` locks it, and is called before a case is locked. ``fold``
    folds it up from a moment on, or (None) no more. ``remove`` and ``restore`` are actions of the feature.
    """

    find: Callable[[Any, int], Subject | None]
    hold: Callable[[int], None]
    fold: Callable[[int, datetime | None], None]
    remove: Callable[[int, str, Any, datetime], None]
    restore: Callable[[int, Any, datetime], None]


def moderated(ref: str) -> tuple[Moderated, int] | None:
    """How things of this ref's kind are moderated, and the id; None where they are not."""
    try:
        kind, id = refs.split(ref)
    except ValueError:
        return None
    offered = current_app.extensions["cop"].hooks.get(f"moderates:{kind}")
    return (offered(), id) if offered else None


def find(viewer: Any, ref: str) -> Subject | None:
    """What ``viewer`` may read and flag."""
    offered = moderated(ref)
    return offered[0].find(viewer, offered[1]) if offered else None


def of(ref: str) -> tuple[Moderated, int]:
    """The same of a case's subject. Raises LookupError where no feature knows it any more."""
    offered = moderated(ref)
    if offered is None:
        raise LookupError(ref)
    return offered
