"""Who may do what, declared once. Routes, actions and templates ask the same permit; the permission page reads it.

``may_x = permit(MEMBER, OFFICER, when=...)`` and then ``may_x(actor, subject)``. ``who`` is data, so that a test can
hold it against every route and every kind of person; ``when`` is a predicate over the subject.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from cop.kernel.errors import N_, Forbidden, SignInNeeded


class Actor(Protocol):
    """Who acts: a member, a visitor, or the system itself."""

    ref: str
    is_member: bool
    roles: frozenset[str]


class System:
    """What the clock does by itself: closing a ballot that is due, sending mail."""

    ref = "system"
    id = None
    is_member = False
    roles: frozenset[str] = frozenset({"system"})


SYSTEM = System()


@dataclass(frozen=True)
class Who:
    """A kind of person, perhaps relative to the subject ("editor of this statement")."""

    key: str
    words: str
    holds: Callable[[Any, Any], bool]


def role(key: str, words: str) -> Who:
    return Who(key, words, lambda actor, _subject: key in actor.roles)


def relation(key: str, words: str, holds: Callable[[Any, Any], bool]) -> Who:
    """A member's relation to one thing; never held by a visitor or a member who is not active."""
    return Who(key, words, lambda actor, subject: actor.is_member and holds(actor, subject))


EVERYONE = Who("everyone", N_("everyone"), lambda _actor, _subject: True)
VISITOR = Who("visitor", N_("visitors who are not signed in"), lambda actor, _subject: actor.ref == "visitor")
MEMBER = Who("member", N_("members"), lambda actor, _subject: actor.is_member)
OFFICER = role("officer", N_("the secretariat"))
ADMINISTRATOR = role("administrator", N_("administrators"))
CLOCK = role("system", N_("the system itself"))


@dataclass(frozen=True)
class Permit:
    """A named permission: some of ``who`` must hold, and ``when``. ``refusal`` is the sentence shown otherwise."""

    who: tuple[Who, ...]
    when: Callable[[Any, Any], bool] | None = None
    refusal: str = ""

    def __call__(self, actor: Any, subject: Any = None) -> bool:
        return any(w.holds(actor, subject) for w in self.who) and (
            self.when is None or self.when(actor, subject)
        )

    def check(self, actor: Any, subject: Any = None) -> None:
        """Raises SignInNeeded for a visitor whom signing in may help, else Forbidden."""
        if self(actor, subject):
            return
        if actor.ref == "visitor" and VISITOR not in self.who:
            raise SignInNeeded(N_("Sign in to go on. If you have no account, ask to join."))
        if self.refusal:
            raise Forbidden(self.refusal)
        raise Forbidden(N_("This is open to: %(who)s."), who=[w.words for w in self.who])


def permit(*who: Who, when: Callable[[Any, Any], bool] | None = None, refusal: str = "") -> Permit:
    return Permit(who, when, refusal)


public = permit(EVERYONE)
only_visitors = permit(VISITOR, refusal=N_("You are signed in already. Sign out first to use this page."))
signed_in = permit(MEMBER)
