"""One way of writing each value, so that its hash means the value: keys sorted, no spaces, UTF-8.

Two grammars: an event's, narrow enough that nobody needs a JSON library to agree on it; and that of the texts
behind commitments, which people wrote.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

PLAIN = re.compile(r"[A-Za-z0-9_./:-]*", re.ASCII)
SALT_BYTES = 32
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def event_bytes(value: Any) -> bytes:
    """An event's canonical JSON. Raises ValueError for what it may not hold: floats, true, null, letters."""
    return _written(value, PLAIN.fullmatch)


def text_of(fields: Mapping[str, str]) -> str:
    """Canonical JSON of what a person wrote; strings become NFC. Raises ValueError for lone surrogates."""
    normal = {name: unicodedata.normalize("NFC", written) for name, written in fields.items()}
    return _written(normal, _any).decode()


def _any(_string: str) -> bool:
    return True


def _written(value: Any, allowed: Callable[[str], object]) -> bytes:
    _check(value, allowed)
    return ENCODER.encode(value).encode()


def _check(value: Any, allowed: Callable[[str], object]) -> None:
    # A subclass (True, an enum) may be written otherwise than what it equals: exact types only.
    kind = type(value)
    if kind is str and allowed(value):
        return
    if kind is dict:
        for key, member in value.items():
            _check(key if type(key) is str else None, allowed)
            _check(member, allowed)
    elif kind is list:
        for item in value:
            _check(item, allowed)
    elif kind is not int:
        raise ValueError(f"no canonical form: {value!r}")


def hexhash(content: bytes | str) -> str:
    """Lower-case hex SHA-256; of a text, of its UTF-8 bytes."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True)
class Committed:
    """A text and its salt, kept beside the record, which holds only their hash. Deleting them erases it."""

    salt: bytes
    text: str

    @cached_property
    def hash(self) -> str:
        """What stands in the record."""
        return hexhash(self.salt + self.text.encode())


def commit(**fields: str) -> Committed:
    """A new commitment to the fields; two of the same text cannot be told to be the same."""
    return Committed(os.urandom(SALT_BYTES), text_of(fields))
