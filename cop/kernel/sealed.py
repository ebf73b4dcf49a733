"""Secrets that must be read again, unlike tokens of which a hash is enough: encrypted at rest, under a key a purpose.

AES-256-GCM. Whose secret it is goes into the seal, so that one person's row copied over another's does not open.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cop.kernel.keys import kept_secret

NONCE = 12  # bytes


def seal(folder: Path, purpose: str, secret: str, whose: str) -> str:
    """``secret`` of ``whose`` (a ref) under the key kept for ``purpose``."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(kept_secret(folder, purpose)).encrypt(nonce, secret.encode(), whose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(folder: Path, purpose: str, kept: str, whose: str) -> str:
    """The secret again. Raises cryptography's InvalidTag for another's, another purpose's or a changed one."""
    raw = base64.urlsafe_b64decode(kept)
    opened = AESGCM(kept_secret(folder, purpose)).decrypt(raw[:NONCE], raw[NONCE:], whose.encode())
    return opened.decode()
