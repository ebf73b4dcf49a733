"""Declared interests in the words of a ballot's pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cop.ballots import interests
from cop.ballots.models import Ballot
from cop.ballots.outcomes import OUTCOMES
from cop.ballots.roll import Prepared
from cop.kernel import clock
from cop.kernel.words import listed

NAMED = 20  # of those who would be asked


def proposal(ballot: Ballot, viewer: Any) -> str:
    """What the page of a seat says to who declared an interest in what the ballot is about; "" to everyone else."""
    declared = interests.declared(ballot, viewer) if viewer.is_member and ballot.is_open else []
    if not declared:
        return ""
    names = listed([one.name for one in declared])
    return _(
        "You declared an interest in %(names)s, which this ballot is about. Consider to recuse your seat; the decision "
        "is yours.",
        names=names,
    )


def expected(prepared: Prepared, subjects: Collection[interests.Pair]) -> list[str]:
    """For the officer who opens: who would be asked to recuse, as a sentence; none where nobody would."""
    names = interests.on_roll(prepared.claims, subjects, clock.now().date())
    if not names:
        return []
    more = _(" and %(count)d more", count=len(names) - NAMED) if len(names) > NAMED else ""
    return [
        _(
            "Asked to recuse their seats, since they declared an interest: %(names)s%(more)s.",
            names=listed(names[:NAMED]),
            more=more,
        )
    ]


def without(ballot: Ballot, viewer: Any) -> str:
    """How a closed ballot went without the seats with declared interests, by the same rule; "" where no seat had one.

    Visitors get no numbers: against the full count they would show what those seats said.
    """
    found = interests.without(ballot) if ballot.is_closed else None
    if found is None:
        return ""
    went, tally, seats = found
    said = _("Without declared interests: %(outcome)s.", outcome=_(OUTCOMES[went]))
    if not viewer.is_member:
        return said
    counted = ngettext(
        "Left out is one seat; %(favour)s of the %(decided)s others who decided support the text.",
        "Left out are %(num)d seats; %(favour)s of the %(decided)s others who decided support the text.",
        seats,
        favour=tally.all.favour,
        decided=tally.all.decided,
    )
    return f"{said} {counted}"
