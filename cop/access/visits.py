"""What the browser brings for a second factor: its pass, its challenge, what it showed."""

from __future__ import annotations

from flask import Response, current_app
from flask import session as cookie

from cop.access import authenticators, passkey_actions, passkeys, queries
from cop.access.proofs import Shown
from cop.kernel import clock
from cop.kernel.web import actor, keep_nowhere
from cop.members.models import Member
from cop.members.rules import SECOND

CHALLENGE = "challenge"


def half_signed_in() -> Member | None:
    """Who typed the password in this browser, a moment ago, and is asked for a second factor."""
    return queries.member_of_pass(cookie.get(SECOND, ""), clock.now())


def asked_anyone() -> Response:
    """A challenge to any passkey that signs somebody in."""
    return _json(authenticators.options_get(_challenge(passkeys.SIGN_IN, passkeys.ANYONE), [], verified=True))


def asked_of(member: Member) -> Response:
    """A challenge to one of the member's passkeys."""
    challenge = _challenge(passkeys.PROOF, member.ref)
    return _json(authenticators.options_get(challenge, _held(member), verified=False))


def asked_new(member: Member) -> Response:
    """A challenge to make a passkey."""
    challenge, email = _challenge(passkeys.NEW, member.ref), member.addresses[0].email
    return _json(
        authenticators.options_new(passkeys.handle(member), email, member.name, challenge, _held(member))
    )


def _held(member: Member) -> list[str]:
    return [passkey.credential for passkey in queries.passkeys_of(member)]


def _challenge(purpose: str, subject: str) -> str:
    cookie[CHALLENGE] = made = passkey_actions.challenge(purpose, subject, actor=actor())
    return made


def challenge() -> str:
    """The one that this browser was asked last; it leaves the cookie."""
    return cookie.pop(CHALLENGE, "")


def shown(code: str, credential: str) -> Shown:
    return Shown(code, credential, challenge() if credential else "")


def _json(body: str) -> Response:
    keep_nowhere()
    return current_app.response_class(body, mimetype="application/json")
