"""Where a request comes from, and how often it may try."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import request

from cop.kernel import limits
from cop.members import rules

TRIES = {
    # what is tried: (for one account, from one network, in all)
    "sign in": ("20 per 15 minutes", "100 per 15 minutes", "3000 per 15 minutes"),
    "join": ("5 per day", "30 per hour", "500 per hour"),
    "reset": ("5 per day", "30 per hour", "500 per hour"),
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


def device() -> str:
    return rules.device(request.user_agent.string)
