"""Who may do what with an enquiry and with the guidance made of it."""

from __future__ import annotations

from typing import Any

from cop.enquiries.models import Enquiry
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, EVERYONE, MEMBER, OFFICER, permit, relation

ASKING = frozenset({"developers", "institutions"})


def enquiry_of(subject: Any) -> Enquiry:
    return subject if isinstance(subject, Enquiry) else subject.enquiry


def _asks(actor: Any, _subject: Any) -> bool:
    return actor.group_key in ASKING and not actor.roles


def _asked(actor: Any, subject: Any) -> bool:
    return actor.id == enquiry_of(subject).asker_id


def _reads_along(actor: Any, subject: Any) -> bool:
    return actor.id in {one.member_id for one in enquiry_of(subject).readers}


def _regulates(actor: Any, subject: Any) -> bool:
    other = not _asked(actor, subject) and not _reads_along(actor, subject)
    return other and actor.regulates(enquiry_of(subject).country)


MAY_ASK = relation("enquirer", N_("developers and members of institutions who hold no office here"), _asks)
ASKER = relation("enquiry_asker", N_("who asked"), _asked)
READER = relation("enquiry_reader", N_("colleagues whom the asker lets read along"), _reads_along)
REGULATOR = relation(
    "enquiry_regulator", N_("a verified regulator of the country that was asked"), _regulates
)
OF_COUNTRY = relation(
    "own_regulator",
    N_("a verified regulator of that country"),
    lambda actor, country: actor.regulates(country),
)

OF_AUTHORITY = relation(
    "guidance_regulator",
    N_("a verified regulator of the guidance's country"),
    lambda actor, guidance: actor.regulates(guidance.country),
)

may_browse = permit(EVERYONE)
may_list = permit(MEMBER)
may_ask = permit(MAY_ASK)
may_read = permit(ASKER, READER, REGULATOR)
may_add = permit(ASKER)
may_share = permit(ASKER)
may_close = permit(ASKER)
may_answer = permit(REGULATOR)
may_assign = permit(REGULATOR)
may_guide = permit(REGULATOR)
may_read_over = permit(REGULATOR, ASKER)
may_set_target = permit(OFFICER, OF_COUNTRY)
by_the_clock = permit(CLOCK)
may_withdraw_guidance = permit(OF_AUTHORITY)
