"""The WebAuthn library at its edge: what a browser is asked, and whether what it answers holds.

The site is who ``COP_BASE_URL`` says it is, whatever a request claims. The library takes a while to load, so that
happens where it is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from cop.kernel.errors import N_, Invalid

WRONG = N_("The passkey was not accepted. Try once more; it may be one of another account, or removed here.")


def site() -> tuple[str, str]:
    """Our name for passkeys (a host) and our origin."""
    parts = urlsplit(current_app.extensions["cop"].config.base_url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port not in (None, usual) else ""
    return parts.hostname or "", f"{parts.scheme}://{parts.hostname}{port}"


def possible() -> bool:
    """Browsers offer passkeys to a host with a name alone, over HTTPS or on this machine."""
    host, origin = site()
    try:
        ip_address(host)
    except ValueError:
        return origin.startswith("https:") or host == "localhost"
    return False


def options_new(handle: bytes, email: str, name: str, challenge: str, held: Iterable[str]) -> str:
    """What a browser needs to make a passkey, as JSON; not upon a device that has one of ``held`` (their ids)."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    wished = AuthenticatorSelectionCriteria(
        resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
    )
    made = generate_registration_options(
        rp_id=site()[0],
        rp_name=current_app.extensions["cop"].config.site_name,
        user_id=handle,
        user_name=email,
        user_display_name=name,
        challenge=challenge.encode(),
        authenticator_selection=wished,
        exclude_credentials=_described(held),
    )
    return options_to_json(made)


def options_get(challenge: str, allowed: Iterable[str], verified: bool) -> str:
    """What a browser needs to use a passkey, as JSON; with no id ``allowed`` by name it offers all it has for us.

    ``verified``: the device has to make sure, by a finger or a number, who holds it.
    """
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement as Verification

    made = generate_authentication_options(
        rp_id=site()[0],
        challenge=challenge.encode(),
        allow_credentials=_described(allowed),
        user_verification=Verification.REQUIRED if verified else Verification.PREFERRED,
    )
    return options_to_json(made)


def _described(ids: Iterable[str]) -> list[Any]:
    from webauthn import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in ids]


def made(answer: str, challenge: str) -> tuple[str, str, int]:
    """Id, public key (both base64url) and counter of the passkey that a browser made. Raises Invalid."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    host, origin = site()
    held = _checked(
        lambda: verify_registration_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=host,
            expected_origin=origin,
        )
    )
    return (
        bytes_to_base64url(held.credential_id),
        bytes_to_base64url(held.credential_public_key),
        held.sign_count,
    )


def count_of(answer: str, challenge: str, public_key: str, count: int, verified: bool) -> int:
    """The counter of a device that has signed our challenge, for our site; it must not have gone back from ``count``.

    Raises Invalid.
    """
    from webauthn import base64url_to_bytes, verify_authentication_response

    host, origin = site()
    held = _checked(
        lambda: verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=count,
            require_user_verification=verified,
        )
    )
    return held.new_sign_count


def id_in(answer: str) -> str:
    """The id of the passkey that an answer names. Raises Invalid for what is no answer."""
    return _checked(lambda: str(json.loads(answer)["id"]))


def _checked(work: Callable[[], Any]) -> Any:
    """What strangers send may break any parser on its way: whatever goes wrong, it is no passkey."""
    try:
        return work()
    except Exception as error:
        current_app.logger.info("a passkey was refused: %s", error)
        raise Invalid(WRONG) from error
