"""The identity provider over the network: OpenID Connect's code flow with PKCE, every wait bounded.

Discovery and keys are kept for an hour in each process. A key we do not know makes us fetch the keys again, at most
once a minute: a rotation there goes unnoticed, and made-up tokens do not make us a nuisance.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from flask import current_app

from cop.access import sso_tokens
from cop.access.sso_rules import BY_AMR, Identity, identity
from cop.kernel.errors import N_, Invalid, Unavailable

WAITS = (3.05, 5.0)  # seconds to connect, and between two parts of an answer
KEPT, AGAIN = 3600, 60  # seconds
WELL_KNOWN = "/.well-known/openid-configuration"
AWAY = N_(
    "The sign-on service cannot be reached now. Sign in with your password, or try again in some minutes."
)
REFUSED = N_("The sign-on service's answer does not hold, so nobody was signed in. Please begin again.")


@dataclass(frozen=True)
class Way:
    """The secrets of one visit to the provider; the browser keeps them meanwhile."""

    state: str
    nonce: str
    verifier: str


@dataclass
class Kept:
    """An answer of the provider, and when it came (seconds of a clock that only goes forward)."""

    answer: Mapping[str, Any] = field(default_factory=dict)
    came: float = float("-inf")

    def is_younger(self, seconds: int) -> bool:
        return time.monotonic() - self.came < seconds


class Provider:
    """The provider as configured. What asks the network raises Unavailable when it does not answer in time."""

    def __init__(self, config: Any, redirect_uri: str) -> None:
        self._config, self._redirect_uri = config, redirect_uri
        self._metadata, self._keys = Kept(), Kept()

    @property
    def issuer(self) -> str:
        return str(self._config.sso_issuer)

    def begin(self, way: Way, again: bool) -> str:
        """The address to send the browser to; ``again``: whoever is signed in there must sign in anew."""
        asked = {"prompt": "login", "max_age": "0"} if again else {}
        if self._config.sso_second_factor not in ("", BY_AMR):
            asked["acr_values"] = self._config.sso_second_factor
        with _answering(), self._session() as session:
            there = self._discovered()["authorization_endpoint"]
            address, _state = session.create_authorization_url(
                there, state=way.state, code_verifier=way.verifier, nonce=way.nonce, **asked
            )
        return str(address)

    def finish(self, code: str, way: Way, now: datetime) -> Identity:
        """Who came back with ``code``. Raises Invalid for an answer that does not hold."""
        with _answering(), self._session() as session:
            there = self._discovered()["token_endpoint"]
            answer = session.fetch_token(
                there, grant_type="authorization_code", code=code, code_verifier=way.verifier
            )
            claims = self._claims(session, answer, way.nonce, now)
            return identity(claims | self._profile(session, claims), self._config.sso_second_factor)

    def _claims(self, session: Any, answer: Mapping[str, Any], nonce: str, now: datetime) -> dict[str, Any]:
        kid = sso_tokens.signed_by(answer["id_token"])
        return sso_tokens.claims(
            answer,
            self._keys_with(session, kid),
            issuer=self._config.sso_issuer,
            client_id=self._config.sso_client_id,
            nonce=nonce,
            now=now,
        )

    def _profile(self, session: Any, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Name and address, which many providers tell only when asked for; of the same person, or nothing."""
        there = self._discovered().get("userinfo_endpoint")
        if "email" in claims or not there:
            return {}
        told = _json(session.get(there))
        wanted = ("name", "email", "email_verified")
        return {n: told[n] for n in wanted if n in told} if told.get("sub") == claims["sub"] else {}

    def _discovered(self) -> Mapping[str, Any]:
        if not self._metadata.is_younger(KEPT):
            with self._session() as session:
                found = _json(
                    session.get(self._config.sso_issuer.rstrip("/") + WELL_KNOWN, withhold_token=True)
                )
            if found["issuer"] != self._config.sso_issuer:
                raise ValueError(f"the document is of another issuer: {found['issuer']}")
            self._metadata = Kept(found, time.monotonic())
        return self._metadata.answer

    def _keys_with(self, session: Any, kid: str) -> Mapping[str, Any]:
        """The provider's keys, fetched anew when they are old or ``kid`` is not among them."""
        known = {key.get("kid", "") for key in self._keys.answer.get("keys", ())}
        if not self._keys.is_younger(KEPT if kid in known else AGAIN):
            found = _json(session.get(self._discovered()["jwks_uri"], withhold_token=True))
            self._keys = Kept(found, time.monotonic())
        return self._keys.answer

    def _session(self) -> Any:
        """A connection that follows no redirect: what is configured is what is asked."""
        session = import_module("authlib.integrations.requests_client").OAuth2Session(
            self._config.sso_client_id,
            self._config.sso_client_secret,
            scope="openid profile email",
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=self._client_auth(),
            default_timeout=WAITS,
        )
        session.max_redirects = 0
        return session

    def _client_auth(self) -> str:
        """HTTP Basic unless the provider takes the secret in the form alone."""
        offered = self._metadata.answer.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"


def _json(response: Any) -> dict[str, Any]:
    response.raise_for_status()
    return dict(response.json())


@contextmanager
def _answering() -> Iterator[None]:
    """Turns what goes wrong over there into a sentence, with the detail in the log."""
    away = import_module("requests").RequestException
    wrong = import_module("authlib.integrations.base_client").OAuthError
    forged = import_module("joserfc.errors").JoseError
    try:
        yield
    except away as error:
        current_app.logger.warning("the sign-on service does not answer: %s", error)
        raise Unavailable(AWAY) from error
    except (wrong, forged, KeyError, TypeError, ValueError) as error:
        current_app.logger.warning("the sign-on service's answer does not hold: %r", error)
        raise Invalid(REFUSED) from error


def provider(redirect_path: str) -> Provider | None:
    """The configured provider, one a process so that what it told is kept; None where there is none."""
    config = current_app.extensions["cop"].config
    if not config.sso_issuer:
        return None
    made: Provider = current_app.extensions.setdefault(
        "cop.sso", Provider(config, config.base_url + redirect_path)
    )
    return made
