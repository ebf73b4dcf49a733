"""What an identity provider says of who signed in there, and what we make of it. No network, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

FLOW = timedelta(minutes=10)
"""How long one may take at the provider."""
FRESH = timedelta(minutes=5)
"""How old a sign-in at the provider may be that counts as a new proof."""
BY_AMR = "amr"
MULTI_FACTOR = "mfa"  # RFC 8176, section 2


@dataclass(frozen=True)
class Identity:
    """Who the provider says signed in. ``subject`` alone is lasting; name and address may change hands there.

    ``email`` is "" unless the provider has verified it. ``at``: when the person signed in there, where it says so.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    at: datetime | None = None
    second_factor: bool = False

    @property
    def shown(self) -> str:
        """By which its owner knows it again."""
        return self.email or self.name or self.subject[:80]


def identity(claims: Mapping[str, Any], trusted: str) -> Identity:
    """Of the claims of a validated ID token. ``trusted`` as the setting of second factors has it."""
    signed_in = claims.get("auth_time")
    return Identity(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        name=_text(claims.get("name")),
        email=_text(claims.get("email")) if claims.get("email_verified") is True else "",
        at=datetime.fromtimestamp(signed_in, UTC) if isinstance(signed_in, int) else None,
        second_factor=_has_second(claims, trusted),
    )


def _text(value: Any) -> str:
    return value.strip()[:200] if isinstance(value, str) else ""


def _has_second(claims: Mapping[str, Any], trusted: str) -> bool:
    """Whether the provider asked for a second factor, said in the way that the installation trusts; "" trusts none."""
    if trusted == BY_AMR:
        methods = claims.get("amr")
        return isinstance(methods, list) and MULTI_FACTOR in methods
    return bool(trusted) and claims.get("acr") == trusted


def is_fresh(at: datetime | None, now: datetime) -> bool:
    """Whether a sign-in at the provider is so new that it proves who sits there now."""
    return at is not None and now - FRESH <= at <= now + timedelta(minutes=1)
