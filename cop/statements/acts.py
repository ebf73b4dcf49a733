"""What a reader can do next with a statement: the acts of its page, the foremost first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cop.ballots.models import Ballot
from cop.kernel.errors import N_
from cop.statements import permits
from cop.statements.models import Statement
from cop.statements.rules import COMMENTED, MOVES, REVISED, Move, State
from cop.statements.shown import address, ballot_address


@dataclass(frozen=True)
class Act:
    """A button: it leads to a page, or posts."""

    label: str
    url: str
    post: bool = False


PAGES: dict[Move, tuple[str, str]] = {
    Move.BALLOT: ("open_ballot", N_("Open a ballot")),
    Move.PUBLISH: ("publish", N_("Publish")),
    Move.CONSULT: ("consult", N_("Open a consultation")),
    Move.TAKE_UP: ("take_up", N_("Take it up again")),
    Move.UNSHELVE: ("shelve", N_("Take it up again")),
    Move.END_CONSULTATION: ("end_consultation", N_("End the consultation early")),
    Move.UNADOPT: ("withdraw_adoption", N_("Withdraw the adoption")),
    Move.SUPERSEDE: ("supersede", N_("Mark as replaced")),
    Move.WITHDRAW: ("withdraw", N_("Withdraw the statement")),
    Move.SHELVE: ("shelve", N_("Set it aside")),
}
"""Where a member makes each move, in the order of the page; the rest the clock and ballots make."""
AT_ONE_PRESS = frozenset({Move.TAKE_UP})


def acts(statement: Statement, viewer: Any, ballot: Ballot | None) -> list[Act]:
    """What ``viewer`` can do now, the likeliest first."""
    return [*_reading(statement, viewer, ballot), *_moves(statement, viewer), *_writing(statement, viewer)]


def _reading(statement: Statement, viewer: Any, ballot: Ballot | None) -> Iterator[Act]:
    if ballot and statement.stands is State.BALLOTING:
        yield Act(_("Go to the ballot"), ballot_address(ballot.slug, ballot.n))
    if statement.stands in COMMENTED and permits.may_comment(viewer, statement):
        yield Act(_("Comment"), address(statement, "comment"))


def _moves(statement: Statement, viewer: Any) -> Iterator[Act]:
    for move, (endpoint, label) in PAGES.items():
        if statement.stands in MOVES[move].begins and MAY[move](viewer, statement):
            yield Act(_(label), address(statement, endpoint), move in AT_ONE_PRESS)


def _writing(statement: Statement, viewer: Any) -> Iterator[Act]:
    if statement.stands in REVISED and permits.may_edit(viewer, statement):
        yield Act(_("Revise the text"), address(statement, "revise"))


MAY = {
    Move.BALLOT: permits.may_open_ballot,
    Move.PUBLISH: permits.may_publish,
    Move.CONSULT: permits.may_consult,
    Move.TAKE_UP: permits.may_take_up,
    Move.UNSHELVE: permits.may_shelve,
    Move.END_CONSULTATION: permits.may_end_consultation,
    Move.UNADOPT: permits.may_unadopt,
    Move.SUPERSEDE: permits.may_retire,
    Move.WITHDRAW: permits.may_retire,
    Move.SHELVE: permits.may_shelve,
}
