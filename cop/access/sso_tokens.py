"""An ID token is believed only when all of it holds: signature, issuer, audience, times, nonce."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

LEEWAY = 60  # seconds by which the provider's clock may differ from ours
# Signed by a key that only the provider holds: no "none", and no HS256, whose key would be the client's secret.
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "PS384", "PS512", "ES384", "ES512")


def claims(
    answer: Mapping[str, Any],
    keys: Mapping[str, Any],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    now: datetime,
) -> dict[str, Any]:
    """The claims of the ID token in a token endpoint's ``answer``, held against the provider's JWKS ``keys``.

    Raises joserfc's JoseError, or KeyError, TypeError or ValueError for an answer of another shape.
    """
    token = _decoded(answer["id_token"], keys)
    must_be = {"iss": issuer, "aud": client_id}
    options = {name: {"essential": True, "value": value} for name, value in must_be.items()}
    expected = {"nonce": nonce, "client_id": client_id, "access_token": answer.get("access_token")}
    held = import_module("authlib.oidc.core").CodeIDToken(token.claims, token.header, options, expected)
    held.validate(int(now.timestamp()), LEEWAY)
    if not token.claims["sub"] or not nonce:
        raise ValueError("no subject, or no nonce to hold it against")
    return dict(token.claims)


def _decoded(raw: str, keys: Mapping[str, Any]) -> Any:
    registry = import_module("joserfc.jws").JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    known = import_module("joserfc.jwk").KeySet.import_key_set(keys)
    return import_module("joserfc.jwt").decode(raw, known, registry=registry)


def signed_by(raw: str) -> str:
    """The id of the key that a token says it is signed with, unchecked; "" where it names none."""
    header = import_module("joserfc.jws").extract_compact(raw.encode()).headers()
    return str(header.get("kid", ""))
