"""What a ballot's page shows the first of, in full: reservations and objections, signatories."""

from __future__ import annotations

from flask import request

from cop.ballots import permits, pictures, reading, remarks, said, signatories
from cop.ballots.models import Ballot
from cop.ballots.views import pages, show
from cop.kernel.web import actor


@pages.get("/<slug>/ballots/<int:n>/remarks", permits.may_read, reading.ballot)
def written(one: Ballot) -> str:
    viewer, called = actor(), pictures.names()
    found, listed = said.page_of(one, viewer, request.args.get("at", ""))
    notes = [remarks.note(remark, viewer, called) for remark in found]
    return show("ballots/remarks.html", one, notes=notes, listed=listed)


@pages.get("/<slug>/ballots/<int:n>/signatories", permits.may_read, reading.ballot)
def signed(one: Ballot) -> str:
    listed = signatories.page_of(one, request.args.get("at", ""))
    people = signatories.rows(listed.rows, pictures.names())
    return show("ballots/signatories.html", one, people=people, listed=listed)
