"""Secrets: made at installation, kept in the data folder with mode 0600, one key a purpose; and single-use tokens."""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, db

LENGTH = 32  # bytes


def kept_secret(folder: Path, name: str) -> bytes:
    """32 random bytes kept under ``folder/keys/name``; made at the first call, the same for all processes.

    Raises RuntimeError for a file that was emptied or cut: an empty key would let everybody sign.
    """
    path = folder / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _write_once(path, secrets.token_bytes(LENGTH))
    if len(secret := path.read_bytes()) != LENGTH:
        raise RuntimeError(f"The key {path} is not whole. Bring it back from a backup.")
    return secret


def _write_once(path: Path, content: bytes) -> None:
    """Another process may make it at the same moment: a link succeeds for one of them only."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def ballot_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs the heads of ballot records."""
    return Ed25519PrivateKey.from_private_bytes(kept_secret(folder, "ballot-ed25519"))


def hashed(token: str) -> str:
    """How a random token is kept at rest; it has 256 bits of its own, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class Token(Model):
    """A secret sent to a person: valid for one purpose, one subject, once, until it expires."""

    __tablename__ = "tokens"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    expires: Mapped[datetime]
    used_at: Mapped[datetime | None]


def mint(purpose: str, subject: str, lasts: timedelta, now: datetime) -> str:
    """A new token in the caller's transaction; only its hash is kept."""
    raw = secrets.token_urlsafe(32)
    db.session.add(Token(purpose=purpose, subject=subject, hash=hashed(raw), expires=now + lasts))
    return raw


def peek(purpose: str, raw: str, now: datetime) -> Token | None:
    """The token if it is valid now; looking does not use it."""
    valid = (Token.purpose == purpose) & Token.used_at.is_(None) & (Token.expires > now)
    return db.session.scalar(select(Token).where(Token.hash == hashed(raw), valid)) if raw else None


def redeem(purpose: str, raw: str, now: datetime) -> str | None:
    """Uses the token, in the caller's transaction; its subject, or None when it is not valid."""
    token = peek(purpose, raw, now)
    if token is None:
        return None
    token.used_at = now
    return token.subject


def void(purpose: str, subject: str, now: datetime) -> None:
    """In the caller's transaction: what was sent for this purpose and subject before opens nothing any more."""
    unused = (Token.purpose == purpose) & (Token.subject == subject) & Token.used_at.is_(None)
    db.session.execute(update(Token).where(unused).values(used_at=now))


def spend(purpose: str, raw: str, subject: str, expires: datetime, now: datetime) -> bool:
    """Notes, in the caller's transaction, that a secret of which nothing was kept is used now; False if it was before.

    The caller holds a lock that everybody takes who would use the same secret.
    """
    if is_spent(purpose, raw):
        return False
    db.session.add(Token(purpose=purpose, subject=subject, hash=hashed(raw), expires=expires, used_at=now))
    return True


def is_spent(purpose: str, raw: str) -> bool:
    used = select(Token.id).where(Token.hash == hashed(raw), Token.purpose == purpose)
    return db.session.scalar(used.where(Token.used_at.is_not(None))) is not None
