"""Limits: for one account, from one network, in all."""

import pytest
from flask import Flask

from cop.kernel.errors import TooMany
from cop.members import visits


def spend(app: Flask, address: str, account: str, what="join", **headers) -> bool:
    """Whether the try was allowed."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}, headers=headers):
        try:
            visits.spend(what, account)
        except TooMany:
            return False
        return True


def test_one_account_is_limited_from_wherever_it_is_tried(app):
    assert [spend(app, f"192.0.2.{n}", "nina") for n in range(6)] == [True] * 5 + [False]
    assert spend(app, "192.0.2.9", "olli")


def test_one_network_is_limited_whatever_it_tries(app):
    assert [spend(app, "192.0.2.1", f"person{n}") for n in range(31)] == [True] * 30 + [False]
    assert spend(app, "192.0.2.2", "someone")


def test_a_household_of_ipv6_is_one_network(app):
    assert [spend(app, f"2001:db8:1:1::{n:x}", f"person{n}") for n in range(31)] == [True] * 30 + [False]
    assert spend(app, "2001:db8:1:2::1", "someone")


def test_all_together_are_limited(app, monkeypatch):
    monkeypatch.setitem(visits.TRIES, "join", ("5 per day", "30 per hour", "3 per hour"))
    assert [spend(app, f"192.0.2.{n}", f"person{n}") for n in range(4)] == [True] * 3 + [False]


def test_kinds_of_tries_do_not_use_each_other_up(app):
    assert [spend(app, "192.0.2.1", "nina") for _ in range(6)][-1] is False
    assert spend(app, "192.0.2.1", "nina", what="reset")


def test_a_forwarded_address_is_not_believed_without_a_proxy(app):
    tries = [spend(app, "192.0.2.1", f"p{n}", **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(31)]
    assert tries[-1] is False


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_unknown_address_counts_too(app, address):
    assert [spend(app, address, f"person{n}") for n in range(31)][-1] is False
