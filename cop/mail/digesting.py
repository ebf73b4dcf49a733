"""The digest: what awaits its reader, then threads in which most people spoke, then the rest. Never an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.delivery import gathering, letters
from cop.kernel import outbox, refs
from cop.kernel.db import db
from cop.kernel.features import Awaiting, House, News
from cop.kernel.letters import Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.words import short_day
from cop.mail import digest_actions, digest_queries
from cop.mail.digest_rules import THE_REST, Pace, next_moment
from cop.members.models import Member

MOST = 10
FIRST = timedelta(days=7)  # what the first one looks back on
LATEST = datetime.max.replace(tzinfo=UTC)


def send_due(now: datetime) -> None:
    """On a tick: those whose morning it is."""
    for digest in digest_queries.due(now):
        digest_actions.set_off(digest, actor=SYSTEM, now=now)


def digest_the_rest(member: Member, now: datetime) -> None:
    """In the caller's transaction: the next morning's digest tells of what was too much, also to who chose none."""
    digest, morning = digest_queries.digest_of(member), next_moment(range(7), Pace.CHOSEN, member.zone, now)
    if morning is None or (digest and digest.next_at and digest.next_at <= morning):
        return
    told = {"member": member.id, "since": now.isoformat(), "pace": THE_REST}
    outbox.put("digest", told, key=f"digest:rest:{member.id}:{morning:%Y-%m-%d}", due=morning)


def send(payload: dict[str, Any], now: datetime) -> None:
    """Task ``digest``: one member's, written when it is sent; or what a mail asked for, empty or not."""
    member = db.session.get(Member, payload["member"])
    digest, asked = (digest_queries.digest_of(member), payload.get("mail")) if member else (None, None)
    wanted = asked or payload["pace"] == THE_REST or (digest and digest.days)
    if member is None or not _may_have(member) or not wanted:
        return
    since = datetime.fromisoformat(payload["since"]) if payload["since"] else now - FIRST
    key = f"digest.{member.id}.{f'm{asked}' if asked else f'{now:%Y-%m-%d}'}"
    languages = member.languages if digest and digest.own_languages else None

    def compose() -> Mail | None:
        return written(member, since, languages, payload["pace"], gathering.kept_back(member, key), now)

    letters.deliver(letters.reader_of(member), member, compose, key, now)
    gathering.told(key)


def _may_have(member: Member) -> bool:
    return member.is_member and bool(member.addresses) and letters.reaches(member)


def written(
    member: Member,
    since: datetime,
    languages: Sequence[str] | None,
    pace: str,
    kept_back: list[tuple[str, int]],
    now: datetime,
) -> Mail | None:
    """None where nothing waits and nothing is new, unless it was asked for (no ``pace``).

    ``kept_back`` is what was too much for letters of its own: (ref, how many).
    """
    house = _house()
    waiting: list[Awaiting] = [one for ask in house.each("awaiting") for one in ask(member, now)]
    talk = house.hooks["talk_since"](member, since, languages)
    news = [one for ask in house.each("news") for one in ask(member, now) if one.at > since]
    known = refs.resolve([subject for subject, _number in kept_back], member)
    rest = [(known[subject], number) for subject, number in kept_back if subject in known]
    if not rest and (pace == THE_REST or (pace and not waiting and not talk and not news)):
        return None
    return _mail(member, pace, now, waiting, talk, news, rest)


def _mail(
    member: Member,
    pace: str,
    now: datetime,
    waiting: list[Awaiting],
    talk: list[Any],
    news: list[News],
    rest: list[tuple[refs.Resolved, int]],
) -> Mail:
    subject = _("Digest of %(day)s", day=short_day(now))
    if waiting:
        subject += ": " + ngettext("%(num)d thing waits for you", "%(num)d things wait for you", len(waiting))
    shown = {thread.address for thread in talk}
    others = [one for one in news if one.address not in shown]
    told: dict[str, Any] = {
        "root": url_for("home.first", _external=True).rstrip("/"),
        "pace": pace,
        "talk": talk,
    }
    told |= {"rest": rest, "most": gathering.MOST_A_DAY[-1][1]}
    mail = write(
        "digest",
        subject,
        waiting=sorted(waiting, key=lambda one: one.due or LATEST)[:MOST],
        more=max(0, len(waiting) - MOST),
        news=sorted(others, key=lambda one: one.at, reverse=True)[:MOST],
        change=url_for("digests.choose", _external=True),
        **told,
    )
    return replace(mail, stops=f"digest:{member.id}") if pace and pace != THE_REST else mail


def _house() -> House:
    return current_app.extensions["cop"]
