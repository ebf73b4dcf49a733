"""E-mail addresses: what is one, and how two spellings of the same meet."""

from __future__ import annotations

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from cop.kernel.errors import N_, Invalid
from cop.kernel.text import normal


def _valid(typed: str) -> ValidatedEmail:
    """Raises Invalid for what is no address; nothing is asked of the network."""
    try:
        return validate_email(normal(typed).strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid(
            N_("Enter the whole e-mail address, with the part after @, as in malee@hospital.example.org.")
        ) from error


def clean(typed: str) -> str:
    """The address as it is written to. Raises Invalid for what is none."""
    return _valid(typed).normalized


def key(address: str) -> str:
    """One key for all spellings: the local part without case, the domain as the network writes it. Raises Invalid."""
    return clean_and_key(address)[1]


def clean_and_key(typed: str) -> tuple[str, str]:
    """Both, read once: lists have many. Raises Invalid."""
    valid = _valid(typed)
    return valid.normalized, f"{valid.local_part.casefold()}@{valid.ascii_domain.lower()}"


def domain(address: str) -> str:
    """The whole domain in ASCII, so that a letter that only looks alike shows."""
    return validate_email(address, check_deliverability=False).ascii_domain.lower()
