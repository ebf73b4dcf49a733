"""Several letters to one reader about one thing, within minutes: they wait for each other and go out as one.

Each has an item in the outbox, due some minutes on. The first that is due takes all that wait, and those after it find
nothing: whatever comes late is taken by its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, func, select, update

from cop.delivery import letters
from cop.delivery.gathered_models import KEPT_BACK, GatheredLetter
from cop.kernel import limits, outbox
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import TooMany
from cop.kernel.letters import Letter, Mail
from cop.members.models import Member

MOST_A_DAY = (("watched", 14), ("answers", 17), ("all", 20))
"""The least urgent letter counts in each, one that names its reader in the last alone: it is crowded out last."""


def put(gathered: Iterable[Letter], at: datetime) -> None:
    """What happened at ``at``, in the caller's transaction; of those put before, nothing is put again."""
    due = at + timedelta(minutes=current_app.extensions["cop"].config.gather_minutes)
    keys = {f"gathered:{letter.entry}:{letter.kind}:{letter.to}": letter for letter in gathered}
    known = set(db.session.scalars(select(outbox.Item.key).where(outbox.Item.key.in_(keys))))
    new = {key: letter for key, letter in keys.items() if key not in known}
    db.session.add_all(_waiting(letter, at) for letter in new.values())
    outbox.put_all(
        {"kind": "gathered", "payload": _payload(letter), "key": key, "due": due, "notice": None}
        for key, letter in new.items()
    )


def _waiting(letter: Letter, at: datetime) -> GatheredLetter:
    told = {"subject": letter.gathers, "about": dict(letter.about), "urgent": letter.urgent, "at": at}
    return GatheredLetter(entry=letter.entry, kind=letter.kind, member_id=letter.to, **told)


def _payload(letter: Letter) -> dict[str, Any]:
    return {"to": letter.to, "kind": letter.kind, "subject": letter.gathers, "entry": letter.entry}


def send(payload: dict[str, Any], now: datetime) -> None:
    """Task ``gathered``: one letter of all that wait by now. Raises what the transport raises."""
    to, kind, subject = payload["to"], payload["kind"], payload["subject"]
    key = f"{payload['entry']}.{kind}.{to}"
    member, waiting = db.session.get(Member, to), _take(to, kind, subject, key)
    if member and waiting and letters.may_get(member, kind):
        about = {"all": [one.about for one in waiting]}
        letter = Letter(kind, to, about, payload["entry"], subject, max(one.urgent for one in waiting))
        letters.deliver(
            letters.reader_of(member), member, lambda: _written(member, letter, key, now), key, now
        )
    with transaction():
        db.session.execute(delete(GatheredLetter).where(GatheredLetter.taken == key))


def _take(to: int, kind: str, subject: str, key: str) -> Sequence[GatheredLetter]:
    """The same again when it was begun before: what came since is another letter's."""
    mine = (
        (GatheredLetter.member_id == to) & (GatheredLetter.kind == kind) & (GatheredLetter.subject == subject)
    )
    with transaction():
        if (
            db.session.scalar(select(GatheredLetter.entry).where(mine, GatheredLetter.taken == key).limit(1))
            is None
        ):
            db.session.execute(
                update(GatheredLetter).where(mine, GatheredLetter.taken == "").values(taken=key)
            )
    return db.session.scalars(
        select(GatheredLetter).where(mine, GatheredLetter.taken == key).order_by(GatheredLetter.entry)
    ).all()


def _written(member: Member, letter: Letter, key: str, now: datetime) -> Mail | None:
    """None where all was read meanwhile; past the day's number, the digest tells of them instead."""
    house = current_app.extensions["cop"]
    mail: Mail | None = house.letters[letter.kind](member, letter)
    if mail is None or _within_the_day(letter):
        return mail
    with transaction():
        taken = GatheredLetter.taken == key
        db.session.execute(update(GatheredLetter).where(taken).values(taken=KEPT_BACK))
        house.hooks["digest_the_rest"](member, now)
    return None


def _within_the_day(letter: Letter) -> bool:
    try:
        for name, most in MOST_A_DAY[letter.urgent :]:
            limits.spend(f"{most} per day", name, "letters", str(letter.to))
    except TooMany:
        return False
    return True


def kept_back(member: Member, key: str) -> list[tuple[str, int]]:
    """(subject, number) of what no letter of its own told of; from now on they are the digest's of that ``key``."""
    mine = GatheredLetter.member_id == member.id
    with transaction():
        waits = GatheredLetter.taken == KEPT_BACK
        db.session.execute(update(GatheredLetter).where(mine, waits).values(taken=key))
    counted = select(GatheredLetter.subject, func.count()).where(mine, GatheredLetter.taken == key)
    rows = db.session.execute(
        counted.group_by(GatheredLetter.subject).order_by(func.count().desc(), GatheredLetter.subject)
    )
    return [(subject, number) for subject, number in rows]


def told(key: str) -> None:
    """The digest of that ``key`` went out."""
    with transaction():
        db.session.execute(delete(GatheredLetter).where(GatheredLetter.taken == key))
