"""What can be refused, as sentences for a person. Each class is one HTTP status; one place turns it into a page or JSON.

A message is a gettext id with named values ("%(name)s"), translated where it is shown. It says what is missing and
who can supply it. ``field`` names the form field at fault, so that the sentence stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def N_(message: str) -> str:
    """Marks a message for translation without translating it yet."""
    return message


class Refused(Exception):
    """Base of every refusal that a person may read.

    ``then`` is what must be written of the refusal itself (a ballot's close, a late position): done in a
    transaction of its own, once that of the refused action is undone.
    """

    status = 409
    then: Callable[[], object] | None = None

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class SignInNeeded(Refused):
    """The visitor may succeed after signing in."""

    status = 401


class ProofNeeded(Refused):
    """Who is signed in must show again, just now, that it is they: see kernel.proof."""

    status = 401


class Forbidden(Refused):
    """This person may not do this."""

    status = 403


class Missing(Refused):
    """Nothing here, or nothing this person may know of."""

    status = 404

    def __init__(
        self, message: str = N_("There is nothing at this address that you may see."), **values: object
    ) -> None:
        super().__init__(message, field=None, **values)


class IllegalMove(Refused):
    """The thing is not in a state from which this can be done."""

    status = 409


class Stale(Refused):
    """Someone else saved first. ``theirs`` is the text as it stands now; nothing of either is lost."""

    status = 409

    def __init__(self, message: str, *, theirs: str = "", version: int = 0, **values: Any) -> None:
        super().__init__(message, **values)
        self.theirs = theirs
        self.version = version


class Invalid(Refused):
    """What was typed cannot be taken as it is."""

    status = 422


class TooMany(Refused):
    """Asked too often; the sentence says when to try again."""

    status = 429


class Unavailable(Refused):
    """The database is busy or full; trying again is safe."""

    status = 503
