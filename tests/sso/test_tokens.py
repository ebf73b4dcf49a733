"""An ID token of which anything is wrong is refused."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey, RSAKey

from cop.access import sso_tokens

ISSUER = "https://id.example"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
KEY, FOREIGN = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
KEYS = {"keys": [KEY.as_dict(private=False)]}
RIGHT = {
    "iss": ISSUER,
    "aud": "cop",
    "sub": "u-1",
    "nonce": "n",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 60,
}


def token(claims=RIGHT, key=KEY, **header) -> str:
    return jwt.encode(
        {"alg": "RS256", "kid": "one"} | header, claims, key, algorithms=["RS256", "ES256", "HS256"]
    )


def read(raw: str, keys=KEYS, nonce="n", **answer) -> dict:
    told = {"id_token": raw} | answer
    return sso_tokens.claims(told, keys, issuer=ISSUER, client_id="cop", nonce=nonce, now=NOW)


def test_a_right_one_is_believed():
    assert read(token())["sub"] == "u-1"
    assert read(token(RIGHT | {"aud": ["cop"]}))["sub"] == "u-1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"iss": ISSUER + "/"},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": ["cop", "another"]},  # without azp
        {"azp": "another"},
        {"nonce": "m"},
        {"exp": int(NOW.timestamp()) - 61},
        {"exp": "tomorrow"},
        {"nbf": int(NOW.timestamp()) + 3600},
        {"sub": ""},
        {"sub": 7},
        {"at_hash": "AAAA"},
    ],
    ids=str,
)
def test_a_wrong_claim_is_refused(wrong):
    with pytest.raises((JoseError, ValueError)):
        read(token(RIGHT | wrong), access_token="a")


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "nonce", "iat", "exp"])
def test_a_missing_claim_is_refused(missing):
    with pytest.raises((JoseError, ValueError, KeyError)):
        read(token({name: value for name, value in RIGHT.items() if name != missing}))


def test_without_a_nonce_of_ours_nothing_is_believed():
    with pytest.raises(ValueError):
        read(token(), nonce="")


def unsigned() -> str:
    _head, body, _signature = token().split(".")
    head = urlsafe_b64encode(json.dumps({"alg": "none", "kid": "one"}).encode()).decode().rstrip("=")
    return f"{head}.{body}."


def by_the_public_key() -> str:
    """Signed with the provider's public key as if it were a shared secret."""
    secret = OctKey.import_key(KEY.as_pem(private=False), {"kid": "one"})
    return token(key=secret, alg="HS256")


@pytest.mark.parametrize(
    "forged",
    [
        unsigned,
        by_the_public_key,
        lambda: token(key=FOREIGN),
        lambda: token(key=ECKey.generate_key("P-256", {"kid": "one"}), alg="ES256"),
        lambda: token(kid="unknown"),
        lambda: token()[:-8] + "AAAAAAAA",
        lambda: "not a token",
        lambda: "",
    ],
)
def test_a_forged_one_is_refused(forged):
    with pytest.raises((JoseError, ValueError)):
        read(forged())


def test_the_key_it_names_is_told_unchecked():
    assert sso_tokens.signed_by(token()) == "one"
