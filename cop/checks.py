"""What ``python -m cop check`` looks over; each trouble is a sentence for the operator."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from cop.kernel import ledger, outbox, schema
from cop.kernel.db import db


def troubles(config: Config) -> Iterator[str]:
    """Every trouble found; none when all holds."""
    if not config.mail_url:
        yield "COP_MAIL_URL is not set, so mail waits in the outbox. Give the address of an SMTP server."
    if not config.secure and not config.demo:
        yield f"COP_BASE_URL is {config.base_url}: without HTTPS, passwords and sessions can be read on the way."
    try:
        revision = schema.current()
    except SQLAlchemyError as error:
        yield f"The database cannot be reached: {error}"
        return
    if revision != schema.head():
        yield f"The database is at revision {revision or 'none'}, not {schema.head()}: run python -m cop migrate."
        return
    yield from _of_the_record()


def _of_the_record() -> Iterator[str]:
    if broken := ledger.first_broken_seal():
        yield f"Ledger seal {broken.id} of {broken.at:%Y-%m-%d %H:%M} UTC does not match its rows: they were changed."
    stuck = db.session.scalar(
        select(func.count(outbox.Item.id)).where(
            outbox.Item.done_at.is_(None), outbox.Item.attempts >= outbox.ATTEMPTS
        )
    )
    if stuck:
        yield f"{stuck} items of the outbox have used up their attempts; see Secretariat, mail trouble."
    for recount in current_app.extensions["cop"].each("drift"):
        yield from recount()
