"""Codes of an app (RFC 6238): six digits, another every thirty seconds, each taken once."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
import segno
from flask import current_app
from markupsafe import Markup

from cop.kernel import sealed
from cop.members.models import Member

PURPOSE = "totp"
STEP = 30  # seconds
APART = 1  # steps that the phone's clock may be off


def new_secret() -> str:
    """160 random bits, in the letters that one may have to type."""
    return pyotp.random_base32()


def seal(secret: str, member: Member) -> str:
    return sealed.seal(current_app.extensions["cop"].config.data_dir, PURPOSE, secret, member.ref)


def unseal(kept: str, member: Member) -> str:
    return sealed.unseal(current_app.extensions["cop"].config.data_dir, PURPOSE, kept, member.ref)


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The time step, later than ``after``, whose code this is; None for a wrong, an old or a used one.

    An empty secret has codes too, which anyone can compute: it has none here.
    """
    if not secret:
        return None
    here, app = int(now.timestamp()) // STEP, pyotp.TOTP(secret)
    steps = range(max(here - APART, after + 1), here + APART + 1)
    return next((step for step in steps if hmac.compare_digest(app.generate_otp(step), code)), None)


def picture(secret: str, member: Member) -> Markup:
    """The secret as a QR code: SVG that needs no style of its own, dark upon light in both schemes."""
    drawn = segno.make(_address(secret, member), error="m").svg_inline(scale=5, light="#fff", dark="#000")
    return Markup(drawn)  # noqa: S704


def _address(secret: str, member: Member) -> str:
    site = current_app.extensions["cop"].config.site_name
    return pyotp.TOTP(secret).provisioning_uri(name=member.addresses[0].email, issuer_name=site)


def in_fours(secret: str) -> str:
    """The secret as one types it."""
    return " ".join(secret[begin : begin + 4] for begin in range(0, len(secret), 4))
