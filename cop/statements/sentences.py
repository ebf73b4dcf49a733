"""How a statement stands, in one sentence or two; and its life as a line of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from cop.ballots import outcomes
from cop.ballots.models import Ballot
from cop.ballots.tally import PLACES, Counts
from cop.kernel.errors import N_
from cop.kernel.words import short_day, when
from cop.statements.models import Passage, Statement
from cop.statements.rules import Move, State

Row = dict[str, Any]


def standing(statement: Statement, ballot: Ballot | None) -> Markup:
    """The state in bold, then what is due or missing, and who can supply it."""
    return SENTENCES[statement.stands](statement, ballot)


def _bold(sentence: str, **values: object) -> Markup:
    """A translated sentence with <b> around its state; the values are escaped."""
    return Markup(sentence) % values if values else Markup(sentence)  # noqa: S704


def _drafting(_statement: Statement, _ballot: Ballot | None) -> Markup:
    return _bold(
        _("<b>Being drafted.</b> Members of the space can read it; comments open with a consultation.")
    )


def _consultation(statement: Statement, _ballot: Ballot | None) -> Markup:
    until = when(statement.consultation_closes_at) if statement.consultation_closes_at else ""
    return _bold(_("<b>Open for comments</b> until %(until)s;"), until=until) + " " + counted(statement)


def _revising(statement: Statement, _ballot: Ballot | None) -> Markup:
    next_ = "" if statement.waiting else " " + _("The secretariat can open a ballot.")
    return _bold(_("<b>Being revised</b>;")) + " " + counted(statement) + next_


def counted(statement: Statement) -> str:
    """ "12 comments, 3 still without an answer." """
    if not statement.comments_count:
        return _("no comment yet.")
    made = ngettext("%(num)d comment", "%(num)d comments", statement.comments_count)
    if not statement.waiting:
        return _("%(comments)s, none without an answer.", comments=made)
    return _("%(comments)s, %(count)d still without an answer.", comments=made, count=statement.waiting)


def _balloting(_statement: Statement, ballot: Ballot | None) -> Markup:
    until = when(ballot.closes_at) if ballot else ""
    return _bold(
        _("<b>Put to the ballot</b> until %(until)s. The text is fixed; comments are still taken."),
        until=until,
    )


def _adopted(_statement: Statement, ballot: Ballot | None) -> Markup:
    said = outcomes.words(ballot) if ballot else ""
    return _bold(
        _(
            "<b>Adopted, not yet published</b> (%(outcome)s). The secretariat publishes it once no objection waits."
        ),
        outcome=said,
    )


def _not_adopted(_statement: Statement, ballot: Ballot | None) -> Markup:
    said = outcomes.words(ballot) if ballot else ""
    return _bold(
        _("<b>Not adopted</b> (%(outcome)s). Its editors may take it up again and answer what was objected."),
        outcome=said,
    )


def _published(_statement: Statement, ballot: Ballot | None) -> Markup:
    if ballot is None or ballot.ended_at is None:
        return Markup("")
    found = ballot.result["tally"]["all"]
    counts = Counts(**{place: found[place] for place in PLACES})
    day = short_day(ballot.ended_at)
    says = _bold(_("<b>%(outcome)s</b> on %(day)s."), outcome=outcomes.words(ballot), day=day)
    turnout = () if ballot.consensus_rule.by_silence else _turnout(counts)
    return Markup(" ").join([says, *turnout, *_printed(counts)])


def _turnout(counts: Counts) -> Iterator[str]:
    yield _("%(spoke)d of %(seats)d seats spoke;", spoke=counts.present, seats=counts.entitled)
    yield _(
        "%(favour)d of the %(decided)d who decided support the text.",
        favour=counts.favour,
        decided=counts.decided,
    )


def _printed(counts: Counts) -> Iterator[str]:
    if counts.reserve:
        yield ngettext(
            "One reservation is printed beside its clause.",
            "%(num)d reservations are printed beside their clauses.",
            counts.reserve,
        )
    if counts.object:
        yield ngettext("There was one objection.", "There were %(num)d objections.", counts.object)


def _shelved(_statement: Statement, _ballot: Ballot | None) -> Markup:
    return _bold(_("<b>Set aside.</b> The secretariat can take it up again."))


SENTENCES: dict[State, Callable[[Statement, Ballot | None], Markup]] = {
    State.DRAFTING: _drafting,
    State.CONSULTATION: _consultation,
    State.REVISING: _revising,
    State.BALLOTING: _balloting,
    State.ADOPTED: _adopted,
    State.NOT_ADOPTED: _not_adopted,
    State.PUBLISHED: _published,
    State.SUPERSEDED: _published,
    State.WITHDRAWN: _published,
    State.SHELVED: _shelved,
}

STEPS = {
    Move.CONSULT: N_("Consultation"),
    Move.END_CONSULTATION: N_("Revision"),
    Move.BALLOT: N_("Ballot"),
    Move.ADOPT: N_("Adopted"),
    Move.FAIL: N_("Not adopted"),
    Move.INTERRUPT: N_("Ballot ended early"),
    Move.TAKE_UP: N_("Revision"),
    Move.SHELVE: N_("Set aside"),
    Move.UNSHELVE: N_("Revision"),
    Move.UNADOPT: N_("Adoption withdrawn"),
    Move.PUBLISH: N_("Published"),
    Move.SUPERSEDE: N_("Replaced"),
    Move.WITHDRAW: N_("Withdrawn"),
}
AHEAD = {
    State.DRAFTING: (N_("Consultation"), N_("Ballot"), N_("Publication")),
    State.CONSULTATION: (N_("Revision"), N_("Ballot"), N_("Publication")),
    State.REVISING: (N_("Ballot"), N_("Publication")),
    State.BALLOTING: (N_("Publication"),),
    State.ADOPTED: (N_("Publication"),),
}
MOST = 6  # steps of the past on one line; the history has them all


def timeline(statement: Statement, passages: Iterable[Passage]) -> list[Row]:
    """The steps of its life in the shape of the timeline macro: the last few, and those to come."""
    drafted = {"name": _("Draft"), "detail": short_day(statement.created_at), "state": "past"}
    steps = [{"name": _(STEPS[Move(p.move)]), "detail": short_day(p.at), "state": "past"} for p in passages]
    ahead = [{"name": _(name), "detail": "", "state": "ahead"} for name in AHEAD.get(statement.stands, ())]
    past = [drafted, *steps][-MOST:]
    past[-1]["state"] = "now"
    return past + ahead


def history(passages: Iterable[Passage]) -> list[Row]:
    """Every move with the reason given for it, oldest first."""
    return [{"at": p.at, "name": _(STEPS[Move(p.move)]), "reason": p.reason} for p in passages]
