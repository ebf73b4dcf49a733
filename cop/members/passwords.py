"""Passwords: Argon2id as OWASP advises (19 MiB, 2 passes, 1 lane), and a list, kept here, of those everyone tries.

Hashing takes memory and time on purpose, so it happens before a transaction begins and only a few at once.
"""

from __future__ import annotations

import re
import secrets
import threading
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cop.kernel.errors import N_, Invalid

SHORTEST, LONGEST = 10, 200
AT_ONCE = 2
COMMON = Path(__file__).parent.parent / "data" / "common_passwords.txt"
LOOK_ALIKES = str.maketrans("0134578@$!", "oleastbasi")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turn = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """The hash to keep, with its own salt and parameters."""
    with _turn:
        return _hasher.hash(_same(password))


def matches(kept: str, typed: str) -> bool:
    """Whether ``typed`` is the password of ``kept``; "" (nobody's) costs the same time and never matches."""
    with _turn:
        try:
            _hasher.verify(kept or _nobodys(), _same(typed))
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


def _same(password: str) -> str:
    """One password typed on two keyboards: composed and decomposed letters meet (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def demand_good(password: str, *own: str, field: str = "password") -> None:
    """Raises Invalid, at ``field``, for a password too short, too plain or made of the person's ``own`` words."""
    if not SHORTEST <= len(_same(password)) <= LONGEST:
        raise Invalid(
            N_(
                "A password has %(least)d to %(most)d characters. Three or four words in a row are easy to keep."
            ),
            field=field,
            least=SHORTEST,
            most=LONGEST,
        )
    if is_common(password):
        raise Invalid(
            N_(
                "Many people use this password or one much like it, so it is tried first. Choose other words."
            ),
            field=field,
        )
    if _is_made_of(password, own):
        raise Invalid(
            N_("The password is your own name or address. Choose words that others would not guess."),
            field=field,
        )


def is_common(password: str) -> bool:
    """Whether the password, without digits and signs around it and with look-alikes undone, is a listed one."""
    folded = _same(password).casefold()
    if len(set(folded)) < 4 or _is_run(folded):
        return True
    shapes = {folded, folded.translate(LOOK_ALIKES), _trimmed(folded).translate(LOOK_ALIKES)}
    cores = {_core(shape) for shape in shapes | {re.sub(r"\d", "", folded)}}
    return not _listed().isdisjoint(cores | shapes)


def _trimmed(word: str) -> str:
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word)


def _core(word: str) -> str:
    """What a password is built on: letters without what surrounds them, and once where they are repeated."""
    letters = re.sub(r"[\W_]+", "", _trimmed(word))
    repeated = re.fullmatch(r"(.+?)\1+", letters)
    return repeated[1] if repeated else letters


def _is_run(word: str) -> bool:
    """All neighbours follow each other, up or down, as in 1234567890 or zyxwvutsrq."""
    steps = {ord(b) - ord(a) for a, b in pairwise(word)}
    return steps <= {1, -9} or steps <= {-1, 9}


def _is_made_of(password: str, own: tuple[str, ...]) -> bool:
    core = _core(_same(password).casefold())
    parts = {_core(part) for words in own for part in [words, *re.split(r"[\W_]+", words)] if len(part) > 2}
    return core in {_core(part.casefold()) for part in parts} | {_core(words.casefold()) for words in own}


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
