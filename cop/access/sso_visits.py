"""What a browser keeps while its owner is at the provider, and of whom it brought back. Sealed in the signed cookie."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from flask import current_app, request, url_for
from flask import session as cookie

from cop.access.sso_provider import REFUSED, Provider, Way, provider
from cop.access.sso_rules import FLOW, Identity
from cop.kernel import clock
from cop.kernel.errors import N_, Invalid, Missing
from cop.kernel.web import actor
from cop.members.visits import JOINING, spend

AWAY, BACK = "sso.way", "sso.back"
DECLINED = N_("The sign-on service signed nobody in. Sign in with your password, or try it again.")
OTHERS = N_("This answer belongs to another visit, or came too late. Please begin again.")


@dataclass(frozen=True)
class Errand:
    """Why somebody went there, and as whom: ``whose`` is a ref, so that nobody comes back as somebody else."""

    whose: str
    proves: bool
    onward: str


def configured() -> Provider:
    """Raises Missing where there is no single sign-on."""
    found = provider(url_for("sso.returned"))
    if found is None:
        raise Missing()
    return found


def leave(errand: Errand) -> str:
    """Begins a visit to the provider; the address there."""
    way = Way(*(secrets.token_urlsafe(32) for _ in range(3)))
    address = configured().begin(way, again=errand.proves)
    cookie[AWAY] = {"way": asdict(way), "errand": asdict(errand), "at": int(clock.now().timestamp())}
    return address


def come_back() -> tuple[Errand, Identity, str]:
    """Why one went, whom the provider knows, and the state that came back; the visit is over, whatever comes of it.

    Raises Invalid unless this browser began the visit, a moment ago, for who is signed in now.
    """
    kept = cookie.pop(AWAY, None)
    if not kept or not hmac.compare_digest(kept["way"]["state"], request.args.get("state", "")):
        raise Invalid(OTHERS)
    way, errand, now = Way(**kept["way"]), Errand(**kept["errand"]), clock.now()
    if now - datetime.fromtimestamp(kept["at"], UTC) > FLOW or errand.whose != actor().ref:
        raise Invalid(OTHERS)
    there = configured()
    spend("sign on", way.state)
    if "error" in request.args:
        current_app.logger.info("the sign-on service declined: %s", request.args["error"][:80])
        raise Invalid(DECLINED)
    if request.args.get("iss", there.issuer) != there.issuer:
        raise Invalid(REFUSED)  # RFC 9207: another provider's answer
    return errand, there.finish(request.args.get("code", ""), way, now), way.state


def remember(identity: Identity) -> None:
    """Whom the provider knows and we do not, until it is linked, asked to join with, or a moment has passed."""
    known = {key: getattr(identity, key) for key in ("issuer", "subject", "name", "email")}
    cookie[BACK] = known | {"seen": int(clock.now().timestamp())}
    cookie[JOINING] = {"name": identity.name, "email": identity.email}


def remembered() -> Identity | None:
    kept = dict(cookie.get(BACK, {}))
    seen = datetime.fromtimestamp(kept.pop("seen", 0), UTC)
    return Identity(**kept) if kept and clock.now() - seen <= FLOW else None


def forget() -> None:
    for kept in (BACK, JOINING):
        cookie.pop(kept, None)
