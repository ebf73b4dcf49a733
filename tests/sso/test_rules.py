"""What is made of a provider's claims."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.access.sso_rules import identity, is_fresh

CLAIMS = {"iss": "https://id.example", "sub": "u-1", "name": " Alice ", "email": "a@example.org"}
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("verified", [None, False, "true", 1, [True]])
def test_only_a_verified_address_is_taken(verified):
    assert identity(CLAIMS | {"email_verified": verified}, "").email == ""
    assert identity(CLAIMS | {"email_verified": True}, "").email == "a@example.org"


@pytest.mark.parametrize("strange", [None, 7, [], {"a": 1}])
def test_strange_claims_are_none(strange):
    found = identity(
        CLAIMS | {"name": strange, "email": strange, "email_verified": True, "amr": strange}, "amr"
    )
    assert (found.name, found.email, found.second_factor, found.shown) == ("", "", False, "u-1")


def test_names_are_bounded():
    assert len(identity(CLAIMS | {"name": "x" * 100_000}, "").name) == 200


@pytest.mark.parametrize(
    ("trusted", "said", "counts"),
    [
        ("", {"amr": ["mfa"], "acr": ""}, False),
        ("amr", {"amr": ["pwd", "mfa"]}, True),
        ("amr", {"amr": "mfa"}, False),
        ("amr", {"acr": "amr"}, False),
        ("loa3", {"acr": "loa3"}, True),
        ("loa3", {"acr": ["loa3"]}, False),
    ],
)
def test_a_second_factor_there_counts_as_configured(trusted, said, counts):
    assert identity(CLAIMS | said, trusted).second_factor is counts


def test_a_sign_in_there_is_fresh_for_five_minutes():
    assert is_fresh(NOW - timedelta(minutes=5), NOW) and is_fresh(NOW + timedelta(seconds=30), NOW)
    for at in (None, NOW - timedelta(minutes=6), NOW + timedelta(hours=1)):
        assert not is_fresh(at, NOW)
