"""Where a request comes from, and how often it may try."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network

from flask import Response, after_this_request, current_app, request

from cop.kernel import limits
from cop.members import rules
from cop.members.entrance import Browser

JOINING = "joining"
"""In the signed cookie: name and address by which another service knows who may ask to join. The form begins so, once."""
MARK_LASTS = timedelta(days=400)  # the longest that browsers keep a cookie

TRIES = {
    # what is tried: (for one account, from one network, in all)
    "sign in": ("20 per 15 minutes", "100 per 15 minutes", "3000 per 15 minutes"),
    "sign on": ("20 per 15 minutes", "100 per 15 minutes", "3000 per 15 minutes"),
    "join": ("5 per day", "30 per hour", "500 per hour"),
    "reset": ("5 per day", "30 per hour", "500 per hour"),
    "second factor": ("10 per 15 minutes", "100 per 15 minutes", "3000 per 15 minutes"),
    "challenge": ("3000 per 15 minutes", "100 per 15 minutes", "3000 per 15 minutes"),
    "code": ("30 per hour", "10 per hour", "30 per hour"),
}


def spend(what: str, account: str) -> None:
    """Counts a try before anything is looked up, alike for accounts that exist and that do not. Raises TooMany."""
    one, network, all_together = TRIES[what]
    limits.spend(one, what, "account", account)
    limits.spend(network, what, "network", _network())
    limits.spend(all_together, what, "all")


def _network() -> str:
    """The client's address (behind as many proxies as configured); of IPv6 the part that a household shares."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def browser() -> Browser:
    """The browser that signs in, by name and by its lasting mark; one without a mark gets it with the answer."""
    marker = request.cookies.get(_cookie(), "")
    marker = marker if re.fullmatch("[A-Za-z0-9_-]{43}", marker) else secrets.token_urlsafe(32)
    after_this_request(lambda response: _mark(response, marker))
    return Browser(rules.device(request.user_agent.string), marker)


def _cookie() -> str:
    return f"{'__Host-' if current_app.config['SESSION_COOKIE_SECURE'] else ''}device"


def _mark(response: Response, marker: str) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        _cookie(), marker, max_age=MARK_LASTS, secure=secure, httponly=True, samesite="Lax", path="/"
    )
    return response
